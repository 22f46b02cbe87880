"""The audit trail: readable, filtered by links, exported, changed by nobody."""

import ast
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.audit import record
from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.rules import can_read_trail
from klimanetz.core.verbs import known_verbs, say_label
from klimanetz.people.actions import show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.people.roles import Role
from klimanetz.roster.actions import change_person, start_membership
from tests.conftest import SignIn
from tests.features.meetings.reading import words

URL = "/verwaltung/verlauf/"
FILE = "/verwaltung/verlauf.csv"
SOURCE = Path(__file__).parents[2] / "src" / "klimanetz"


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def done(network: Network, organiser: Person, manager: Person) -> None:
    show_field(manager, Field.PHONE, Audience.MEMBERS, actor=manager)
    change_person(manager, actor=organiser, phone="03677 1")
    start_membership(manager, Role.HEAT_PLANNER, since=timezone.localdate(), actor=organiser)


def read(client: Client, query: str = "") -> str:
    response = client.get(f"{URL}{query}")
    assert response.status_code == HTTPStatus.OK
    return words(response)


def table(client: Client, query: str = "") -> str:
    return read(client, query).partition("Wen oder was")[2]


def test_who_did_what_to_whom(office: Client, done: None) -> None:
    page = table(office)
    for said in ("Olga Organisatorin", "Mika Managerin", "Rolle begonnen", "Wärmeplanung",
                 "Telefon: – → 03677 1", "Angabe sichtbar gemacht", "Telefonnummer"):  # fmt: skip
        assert said in page
    assert "@" not in page


def test_a_thing_leads_to_its_page(office: Client, done: None, manager: Person) -> None:
    assert f'href="/verwaltung/personen/{manager.pk}/"' in office.get(URL).content.decode()


def test_the_newest_stands_first(office: Client, done: None) -> None:
    page = table(office)
    assert page.index("Rolle begonnen") < page.index("Angabe sichtbar gemacht")


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?wer=olga", 2),
        ("?wer=mika", 1),
        ("?was=show_field", 1),
        ("?was=show_field&wer=olga", 0),
        ("?was=unsinn", 3),
        ("?von=2020-01-01&bis=2020-12-31", 0),
        ("?von=2020-01-01", 3),
        ("?von=gestern", 3),
        ("?ueber=people.person:999", 0),
        ("?ueber=<script>", 3),
    ],
)
def test_filters_are_links(office: Client, done: None, query: str, number: int) -> None:
    assert office.get(f"{URL}{query}").context["page"].paginator.count == number


def test_about_one_person(office: Client, done: None, manager: Person) -> None:
    query = f"?ueber=people.person:{manager.pk}"
    assert "Nur Einträge zu „Mika Managerin“." in read(office, query)
    dossier = office.get(f"/verwaltung/personen/{manager.pk}/").content.decode()
    assert f"{URL}{query}" in dossier


def test_nothing_found(office: Client, done: None) -> None:
    assert "Dazu ist nichts verzeichnet." in read(office, "?wer=niemand")


def test_what_is_gone_is_still_named(office: Client, done: None, manager: Person) -> None:
    AuditEntry.objects.create(actor="system", verb="invite", subject="meetings.meeting:4711")
    AuditEntry.objects.create(actor="system", verb="new_verb", subject="future.thing:1")
    page = table(office)
    for said in ("Treffen 4711", "automatisch", "new_verb", "future.thing 1"):
        assert said in page


def test_fifty_on_a_page(office: Client, network: Network) -> None:
    for number in range(60):
        record("change_network", network, actor="Olga", number=number)
    assert "60 Einträge" in read(office)
    assert "Seite 2 von 2" in read(office, "?seite=2&wer=olga")


def test_the_file_holds_what_is_listed(office: Client, done: None) -> None:
    response = office.get(f"{FILE}?wer=olga")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "\ufeffWann;Wer;Was;Wen oder was;Einzelheiten"
    assert len(lines) == 3
    assert "Olga Organisatorin;Rolle begonnen;Mika Managerin;" in lines[1]


def test_no_cell_of_the_file_is_a_formula(office: Client, network: Network) -> None:
    record("change_network", network, actor="=HYPERLINK(1)")
    lines = b"".join(office.get(FILE).streaming_content).decode()  # type: ignore[attr-defined]
    assert ";'=HYPERLINK(1);" in lines


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_questions_for_few_and_many(
    office: Client, network: Network, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        person = Person.objects.create_user(f"p{number}@kommune.example", last_name=f"Neu{number}")
        record("add_person", person, actor="Olga", role="manager")
    with django_assert_num_queries(6):
        office.get(URL)


def test_the_rule_and_the_list_are_one(
    network: Network, organiser: Person, manager: Person, neighbour: Person, guest: Person,
    outsider: Person,
) -> None:  # fmt: skip
    record("change_network", network)
    for person in (organiser, manager, neighbour, guest, outsider):
        seen = AuditEntry.objects.visible_to(person).exists()
        assert seen == bool(can_read_trail(person)) == person.is_organiser


@pytest.mark.parametrize("path", [URL, FILE])
def test_for_organisers_alone_and_never_to_write(
    network: Network, organiser: Person, manager: Person, guest: Person, client: Client,
    sign_in: SignIn, path: str,
) -> None:  # fmt: skip
    for person in (manager, guest):
        answer = sign_in(person).get(path)
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert "Den Verlauf liest nur das Netzwerkmanagement." in answer.content.decode()
    assert client.get(path).headers["Location"].startswith("/anmelden/")
    assert sign_in(organiser).post(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def python_files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def test_no_code_changes_what_was_written() -> None:
    """Only erasing a person does, with account or without, and only who it was."""
    changing = re.compile(r"\.(update|delete|bulk_update|update_or_create)\(")
    naming = {
        str(path.relative_to(SOURCE)): text
        for path in python_files()
        if re.search(r"AuditEntry\b", text := path.read_text("utf-8"))
    }
    changes = {name for name, text in naming.items() if changing.search(text)}
    # The import writes entries, and changes other rows.
    erasing = {"people/custody.py", "features/advising/forgetting.py"}
    assert changes - {"roster/importing/apply.py"} == erasing
    assert "AuditEntry.objects.bulk_create" in naming["roster/importing/apply.py"]
    assert naming["roster/importing/apply.py"].count("AuditEntry.objects") == 1


def records() -> list[ast.Call]:
    """Every place where something is written into the trail."""
    return [
        node
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record"
    ]


def test_every_detail_has_words() -> None:
    details = {word.arg for call in records() for word in call.keywords if word.arg} - {"actor"}
    assert len(details) > 30
    assert [name for name in details if say_label(name) == name and name != "changes"] == []


def test_every_verb_has_words() -> None:
    named = {verb for verb, _word in known_verbs()}
    recorded = {
        call.args[0].value
        for call in records()
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert len(recorded) > 30
    assert recorded - named == set(), "name them in a verbs.py"
