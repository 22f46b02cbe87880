"""Lists over the real register: 664 authorities with names that stand twice."""

from random import Random
from time import process_time

import pytest
from django.db import transaction

from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind
from klimanetz.places.starter import load_starter_register
from klimanetz.roster.importing.actions import import_list, read_list
from klimanetz.roster.models import Holding, Position
from tests.roster.importing.tables import HEAD, only_question, plan_of, sheet_of, xlsx

pytestmark = pytest.mark.django_db

LINES = 1000
#: For reading, planning and writing together, of processor time, on a machine of two cores.
SECONDS = 5


@pytest.fixture
def thuringia(network: object) -> None:
    load_starter_register()


def thousand_people() -> bytes:
    """Half of them by name, half by key, as real lists are."""
    chance = Random(16)  # noqa: S311 - the same list every time
    names = list(Authority.objects.values_list("name", flat=True))
    towns = [
        (name, ags)
        for name, ags in Authority.objects.filter(kind=Kind.MUNICIPALITY)
        .order_by("ars")
        .values_list("name", "ags")
        if names.count(name) == 1
    ]
    rows = []
    for number in range(LINES):
        name, ags = chance.choice(towns)
        rows.append(
            (f"Vor{number} Nach{number}", f"p{number}@kommune.example", name,
             ags if number % 2 else "", "Klimaschutzmanager:in", "1.2.2024", "31.12.2027", "0,5",
             "Kommunalrichtlinie", "31.12.2027")
        )  # fmt: skip
    head = ("Name", "E-Mail", "Gemeinde", "AGS", "Funktion", "Stelle seit", "befristet bis",
            "VZÄ", "Förderung", "Förderung bis")  # fmt: skip
    return xlsx(head, *rows)


def test_a_thousand_lines_take_seconds(thuringia: None) -> None:
    content = thousand_people()
    began = process_time()
    sheet = read_list(content)
    first = import_list(sheet, write=True, actor="test", file_name="liste.xlsx")
    seconds = process_time() - began
    assert first.counts["new"] == LINES, first.counts
    assert seconds < SECONDS
    assert Person.objects.count() == Position.objects.count() == Holding.objects.count() == LINES

    began = process_time()
    second = import_list(read_list(content), write=True, actor="test", file_name="liste.xlsx")
    assert second.counts["unchanged"] == LINES
    assert process_time() - began < SECONDS


@pytest.mark.parametrize(
    ("place", "ars"),
    [
        ("Stadt Gotha", "160670029029"),
        ("Landkreis Gotha", "16067"),
        ("Landratsamt Ilm-Kreis", "16070"),
        ("Mühlhausen", "160640046046"),
        ("Jena", "160530000000"),
        ("kreisfreie Stadt Suhl", "160540000000"),
        ("Elxleben (Ilm-Kreis)", None),
        ("VG Riechheimer Berg", None),
    ],
)
def test_places_as_lists_write_them(place: str, ars: str | None, thuringia: None) -> None:
    plan = plan_of(HEAD, ("A B", "a@b.de", place, "KSM"))
    assert plan.is_decided, only_question(plan).text
    found = Authority.objects.get(pk=plan.lines[0].entry.authority or 0)
    assert ars is None or found.ars == ars


def test_town_and_district_of_one_name_are_asked(thuringia: None) -> None:
    question = only_question(plan_of(HEAD, ("A B", "a@b.de", "Gotha", "KSM")))
    assert {choice.label for choice in question.choices[:2]} == {
        "Landkreis Gotha",
        "Stadt Gotha (Landkreis Gotha)",
    }


def test_all_or_nothing(thuringia: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that fails in the middle of its writing leaves no trace."""
    sheet = sheet_of(HEAD, ("A B", "a@b.de", "Jena", "KSM"))

    def fail(*_args: object, **_fields: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Holding.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        import_list(sheet, write=True, actor="test", file_name="liste.xlsx")
    assert not Person.objects.exists()
    assert not Position.objects.exists()
