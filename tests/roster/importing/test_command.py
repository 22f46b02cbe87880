"""`klimanetz people import FILE`, as one types it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from klimanetz.core.models import AuditEntry
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import Holding, Position
from tests.roster.importing.tables import HEAD, csv, xlsx

pytestmark = pytest.mark.django_db


def run(content: bytes, folder: Path, *options: str) -> str:
    file = folder / "liste.xlsx"
    file.write_bytes(content)
    out = StringIO()
    call_command("people", "import", str(file), *options, stdout=out)
    return out.getvalue()


def test_new_manager_gets_person_role_and_position(tmp_path: Path, ilmenau: Authority) -> None:
    list_ = xlsx(HEAD, ("Dr. Anna von Ahn", "Anna.Ahn@Ilmenau.de", "Ilmenau", "KSM"))
    said = run(list_, tmp_path)
    assert "Zeile 2, Anna von Ahn: neu" in said
    assert "1 neu, 0 geändert, 0 unverändert" in said
    anna = Person.objects.get(email="anna.ahn@ilmenau.de")
    assert (anna.title, anna.first_name, anna.last_name) == ("Dr.", "Anna", "von Ahn")
    assert anna.roles == {Role.MANAGER}
    holding = Holding.objects.get(person=anna)
    assert holding.position.authority == ilmenau
    assert holding.position.state == "filled"
    assert not anna.has_usable_password()
    assert AuditEntry.objects.filter(verb="import_person").count() == 2


def test_dry_run_writes_nothing(tmp_path: Path, ilmenau: Authority) -> None:
    list_ = xlsx(HEAD, ("Anna Ahn", "anna@ilmenau.de", "Ilmenau", "KSM"))
    said = run(list_, tmp_path, "--dry-run")
    assert "1 neu" in said
    assert "nichts ist geschrieben" in said
    assert not Person.objects.exists()


def test_same_file_twice_changes_nothing(tmp_path: Path, ilmenau: Authority) -> None:
    list_ = csv(
        (*HEAD, "Stelle seit", "befristet bis", "Stellenanteil", "Förderung", "Förderung bis"),
        ("Ahn, Anna", "a@b.de", "Ilmenau", "KSM", "1.2.2024", "31.1.2027", "50 %", "KRL", "1/2027"),
    )
    run(list_, tmp_path)
    before = list(Position.objects.values()) + list(Holding.objects.values())
    assert "0 neu, 0 geändert, 1 unverändert" in run(list_, tmp_path)
    assert before == list(Position.objects.values()) + list(Holding.objects.values())


def test_anything_to_decide_keeps_everything_out(tmp_path: Path, ilmenau: Authority) -> None:
    list_ = csv(HEAD, ("A B", "a@b.de", "Ilmenau", "KSM"), ("C D", "c@d.de", "Ilmenaux", "KSM"))
    with pytest.raises(CommandError, match="1 Zeilen sind zu klären; nichts ist geschrieben"):
        run(list_, tmp_path)
    assert not Person.objects.exists()


def test_unreadable_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"missing\.xlsx: Die Datei lässt sich nicht öffnen\."):
        call_command("people", "import", str(tmp_path / "missing.xlsx"))
    with pytest.raises(CommandError, match="keine Tabelle"):
        run(b"%PDF-1.7 ...", tmp_path)
