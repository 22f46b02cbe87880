"""What a town takes along: files that open, filled with what the check found."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from klimanetz.core.models import Network
from klimanetz.features.funding.costing.wording import write_euros
from klimanetz.features.funding.models import Question, Rule
from klimanetz.features.funding.shelf import actions
from klimanetz.features.funding.shelf.models import Template
from klimanetz.features.funding.shelf.naming import say_where
from klimanetz.features.funding.shelf.placeholders import EXAMPLE
from klimanetz.features.funding.shelf.values import gather
from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.places.models import Authority, Kind
from tests.factories import KIND_CODES, make_authority
from tests.features.funding.shelf.conftest import ILMENAU, WorkOut
from tests.features.funding.shelf.papers import read_cells, read_word, write_cells, write_word

SHELF = "/kommune-ohne-klimaschutzmanagement/vorlagen/"
SHARED = "kommune=160700029029&weg=gemeinsam&partner=160700004004&anteil=50"

pytestmark = pytest.mark.usefixtures("network", "ilmenau", "arnstadt", "rules")


def fetch(client: Client, slug: str, query: str = ILMENAU) -> bytes:
    response = client.get(f"{SHELF}{slug}/?{query}")
    assert response.status_code == 200, response
    return response.content


def read(client: Client, slug: str, query: str = ILMENAU) -> str:
    return read_word(fetch(client, slug, query))


# What stands in them


def test_the_council_paper_says_what_a_council_decides_on(client: Client) -> None:
    paper = read(client, "beschlussvorlage")
    for said in (
        "Klimaschutzmanagement: Gemeinde Ilmenau",
        "Stand 1. Februar 2027, ohne Gewähr.",
        "Die Gemeinde Ilmenau schafft zum 1. November 2027 eine eigene Stelle für",
        "§ 13 Absatz 1",
        "eine eigene Stelle |",
        "eine Stelle des Landkreises |",
        "Nachrechnen und ändern: http",
        "Energieagentur, netzwerk@agentur.example",
    ):
        assert said in paper
    assert "{" not in paper


def test_every_grant_stands_with_its_answer_its_status_its_source_and_its_day(
    client: Client,
) -> None:
    paper = read(client, "beschlussvorlage")
    first = "Bundesprogramm: Neue Stelle (Bund) | noch nicht zu sagen | 70 %, 24 Monate | gültig"
    assert f"{first} | Merkblatt erst, 10. Januar 2027".replace(" %", "\xa0%") in paper
    assert "Personal (Land) | nein | – | abgelaufen" in paper
    assert "Anschluss (Bund) | noch nicht zu sagen" in paper
    assert "| ungeprüft | Merkblatt anschluss, nicht geprüft" in paper
    assert "Abgelaufen am 31. März 2024" in paper
    assert "Gibt es schon ein Klimaschutzkonzept?" in paper


def test_no_paper_promises_a_grant(client: Client) -> None:
    unclear = read(client, "beschlussvorlage")
    assert "Ob in allen Jahren gefördert wird, ist noch nicht zu sagen." in unclear
    assert "(noch offen)" in unclear
    Rule.objects.filter(slug="anschluss").update(status="active", checked_on=date(2027, 1, 10))
    sure = read(client, "beschlussvorlage", f"{ILMENAU}&konzept=nein")
    assert "Zugesagt ist sie erst mit dem Zuwendungsbescheid." in sure
    assert "(noch offen)" not in sure


def test_where_nothing_is_funded_it_is_said(client: Client) -> None:
    Rule.objects.update(status="expired", valid_to=date(2025, 1, 1))
    paper = read(client, "beschlussvorlage")
    assert "Heute trifft keines der Programme zu" in paper
    assert "Ob in allen Jahren" not in paper


def test_the_sums_are_those_of_the_plan(client: Client, found: WorkOut) -> None:
    plan = found().chosen.plan
    paper = read(client, "beschlussvorlage")
    for euros in (plan.total, plan.own_share, *(year.total for year in plan.years)):
        assert write_euros(euros) in paper


def test_partners_are_named_and_share(client: Client, found: WorkOut) -> None:
    paper = read(client, "beschlussvorlage", SHARED)
    assert "bereitet mit Arnstadt eine Vereinbarung" in paper
    assert "wird nach Einwohner:innen geteilt" in paper
    own = sum(found(SHARED).chosen.by_year, Decimal(0))
    assert write_euros(own) in paper
    assert "zu gleichen Teilen" in read(client, "beschlussvorlage", f"{SHARED}&teilung=gleich")


def test_who_goes_alone_reads_nothing_of_partners(client: Client) -> None:
    assert "Vereinbarung" not in read(client, "beschlussvorlage")


def test_the_job_description_names_post_and_rules(client: Client) -> None:
    paper = read(client, "stellenbeschreibung", SHARED)
    assert "Umfang | 50\xa0% einer Vollzeitstelle" in paper or "50 % einer Vollzeit" in paper
    assert "Entgeltgruppe | E 11 TVöD" in paper
    assert "Ilmenau teilt sie sich mit Arnstadt." in paper
    assert "Bundesprogramm: Neue Stelle. Regel gültig; Quelle, geprüft am:" in paper
    assert "10. Januar 2027" in paper
    assert "abgelaufen" not in paper


def test_the_advertisement_warns_before_anything_else(client: Client) -> None:
    paper = read(client, "stellenausschreibung")
    assert paper.startswith("Noch nicht veröffentlichen! Erst wenn alle Zuwendungsbescheide da")
    assert "Die Gemeinde Ilmenau sucht zum 1. November 2027" in paper


def test_the_cost_sheet_reckons_in_the_office(client: Client) -> None:
    content = fetch(client, "kostenblatt")
    formulas = [one for one in read_cells(content) if str(one).startswith("=")]
    assert formulas


def test_names_of_files_can_be_read(client: Client) -> None:
    response = client.get(f"{SHELF}beschlussvorlage/?{ILMENAU}")
    assert response["Content-Disposition"] == 'attachment; filename="Beschlussvorlage-Ilmenau.docx"'
    assert response["Content-Type"].endswith("wordprocessingml.document")
    response = client.get(f"{SHELF}kostenblatt/?{ILMENAU}")
    assert response["Content-Disposition"] == 'attachment; filename="Kostenblatt-Ilmenau.xlsx"'
    assert response["X-Robots-Tag"] == "noindex"
    assert "sandbox" in response["Content-Security-Policy"]


def test_lists_in_a_paper_each_begin_with_one(client: Client) -> None:
    content = fetch(client, "beschlussvorlage")
    document: Any = Document(BytesIO(content))
    counted = [p._p.pPr.numPr.numId.val for p in document.paragraphs
               if p.style.name == "List Number"]  # fmt: skip
    assert len(set(counted)) == 2


# Whatever a name is


def test_signs_of_all_kinds_stand_as_they_are(client: Client, ilmenau: Authority) -> None:
    Authority.objects.filter(pk=ilmenau.pk).update(name="Müller & Söhne <GmbH> {{ x }}")
    Network.objects.update(name="Netz {% if %} & „Co“")
    paper = read(client, "beschlussvorlage")
    assert "Gemeinde Müller & Söhne <GmbH> {{ x }}" in paper
    assert "Netz {% if %} & „Co“" in paper
    name = client.get(f"{SHELF}beschlussvorlage/?{ILMENAU}")["Content-Disposition"]
    assert "Beschlussvorlage-M%C3%BCller-S%C3%B6hne-GmbH-x.docx" in name


def test_a_town_without_known_inhabitants_reads_well(client: Client, ilmenau: Authority) -> None:
    Authority.objects.filter(pk=ilmenau.pk).update(population=None)
    assert "Einwohner:innen." not in read(client, "beschlussvorlage")
    assert "Die Gemeinde Ilmenau will Klimaschutz" in read(client, "stellenausschreibung")


@pytest.mark.parametrize(
    ("kind", "name", "where"),
    [
        (Kind.MUNICIPALITY, "Ilmenau", "in Ilmenau"),
        (Kind.DISTRICT, "Gotha", "im Landkreis Gotha"),
        (Kind.ASSOCIATION, "Riechheimer Berg", "in der Verwaltungsgemeinschaft Riechheimer Berg"),
    ],
)
def test_one_says_where_as_one_speaks(kind: Kind, name: str, where: str) -> None:
    keys = {
        Kind.MUNICIPALITY: "160700000001",
        Kind.DISTRICT: "16067",
        Kind.ASSOCIATION: "160705009",
    }
    assert say_where(make_authority(keys[kind], name, kind, kind_code=KIND_CODES[kind])) == where


def test_papers_are_german_whoever_reads(client: Client) -> None:
    Question.objects.filter(slug="konzept").update(text="Gibt es ein Konzept?")
    client.cookies["sprache"] = "en"
    paper = read(client, "beschlussvorlage")
    assert "noch nicht zu sagen" in paper
    assert "1. Februar 2027" in paper


# Every placeholder


def shape(value: object) -> object:
    """Of a list the parts that any of its things has."""
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{name: shape(first(value, name)) for name in value[0]}]
    return [str] if isinstance(value, list) and value else type(value)


def first(things: list[dict[str, object]], name: str) -> object:
    return next((one[name] for one in things if one[name]), things[0][name])


def test_what_is_filled_in_is_what_organisers_are_shown(found: WorkOut, organiser: Person) -> None:
    """Name by name, part by part: no placeholder is promised that does not come."""
    Consent.objects.create(person=organiser, field=Field.NAME, audience=Audience.PUBLIC)
    values = gather(found(SHARED))
    assert values.keys() == EXAMPLE.keys()
    empty = {name for name, value in values.items() if value == []}
    assert empty == set()
    assert shape(values) == shape(EXAMPLE)


def test_contact_persons_are_those_who_agreed(client: Client, organiser: Person) -> None:
    assert "Olga" not in read(client, "beschlussvorlage")
    Consent.objects.create(person=organiser, field=Field.NAME, audience=Audience.PUBLIC)
    paper = read(client, "beschlussvorlage")
    assert "Olga Organisatorin" in paper
    assert "olga@agentur.example" not in paper


# What organisers brought


def test_the_latest_version_is_filled(client: Client, organiser: Person) -> None:
    template = Template.objects.get(slug="beschlussvorlage")
    for text in ("Alt: {{ kommune }}", "Neu: {{ kommune }}, {{ umfang }}"):
        actions.add_version(template, write_word(text), "x", actor=organiser)
    assert read(client, "beschlussvorlage").startswith("Neu: Ilmenau, 100")


def test_a_workbook_is_filled_cell_by_cell_and_reckons_on(
    client: Client, organiser: Person, ilmenau: Authority
) -> None:
    Authority.objects.filter(pk=ilmenau.pk).update(name='=HYPERLINK("http://böse.example")')
    template = Template.objects.get(slug="kostenblatt")
    file = write_cells(["{{ kommune }}", "{{ jahre[0].kosten }}", "=1+1", 5])
    actions.add_version(template, file, "x", actor=organiser)
    content = fetch(client, "kostenblatt")
    name, costs, formula, number = read_cells(content)
    assert name == '=HYPERLINK("http://böse.example")'
    assert re.fullmatch(r"[\d.]+,\d\d €", str(costs))
    assert (formula, number) == ("=1+1", 5)
    book: Any = load_workbook(BytesIO(content))
    types = [row[0].data_type for row in book.active.iter_rows()]
    assert types[:3] == ["s", "s", "f"]


def test_a_file_that_is_gone_is_said_and_not_an_error(client: Client, organiser: Person) -> None:
    template = Template.objects.get(slug="beschlussvorlage")
    version = actions.add_version(template, write_word("x"), "x", actor=organiser)
    default_storage.delete(str(version.file.name))
    response = client.get(f"{SHELF}beschlussvorlage/?{ILMENAU}")
    assert response.status_code == 409
    assert "Diese Vorlage fehlt gerade." in response.content.decode()


def test_a_row_without_any_file_is_said(client: Client) -> None:
    Template.objects.create(slug="leer", title="Leer", about="x", kind="council_paper")
    response = client.get(f"{SHELF}leer/?{ILMENAU}")
    assert response.status_code == 409
    assert "gibt es noch keine Datei" in response.content.decode()
