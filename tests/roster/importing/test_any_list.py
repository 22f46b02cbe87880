"""Whatever a list holds: it is read or refused, planned, decided, applied; and then it is known."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.importing.columns import Field, Sheet, find_columns
from klimanetz.roster.importing.finder import PlaceFinder
from klimanetz.roster.importing.grid import Line, TableError
from klimanetz.roster.importing.plan import Plan, Status, make_plan
from klimanetz.roster.importing.questions import leave_out
from klimanetz.roster.importing.reading import read_file
from klimanetz.roster.models import Position
from tests.factories import make_manager
from tests.roster.importing.tables import HEAD, apply_decided, csv

pytestmark = pytest.mark.django_db
calm = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

#: What really stands in such cells, and what should not.
CELLS = {
    "name": ["Mika Managerin", "Muster, Anna", "Dr. Jan Weiß", "Ödön von Horváth", "", "–"],
    "email": ["mika.managerin@kommune.example", "a@b.de", "A@B.de", "x(at)y.de", "c@d.de", ""],
    "phone": ["0361 1", "361573815", "n.n.", "#NV", "1" * 90],
    "key": ["", "16070029", "160700004004", "99999999", "kein"],
    "authority": ["Ilmenau", "Stadt Arnstadt", "Ilm-Kreis", "Erfurt", "Atlantis", "", "-"],
    "role": ["KSM", "Klimaschutz- und Energiemanagement", "Gast", "Netzwerkmanagement", "Koch", ""],
    "starts": ["1.2.2024", "2026", "31.2.2026", "2024-02-01", ""],
    "ends": ["31.12.2027", "unbefristet", "nein", "1.1.1999", ""],
    "permanent": ["ja", "nein", "vielleicht", ""],
    "share": ["0,5", "50 %", "halb", "", "1"],
    "programme": ["Kommunalrichtlinie", "keine", "", "KRL"],
    "funding_starts": ["1.1.2024", "", "gestern"],
    "funding_ends": ["31.12.2025", "1.1.2020", ""],
    "serves": ["", "Arnstadt; Erfurt", "Atlantis", "Ilmenau"],
    "member_since": ["", "1.6.2023"],
    "position_number": ["", "1", "7"],
}


@pytest.fixture
def places(ilmenau: Authority, arnstadt: Authority, erfurt: Authority, network: object) -> None:
    """Three towns and their district."""


def clear(ilmenau: Authority) -> None:
    Person.objects.all().delete()
    Position.objects.all().delete()
    make_manager("Mika", "Managerin", ilmenau)


@st.composite
def lists(draw: st.DrawFn) -> Sheet:
    columns = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=2, max_size=12, unique=True))
    columns = list(dict.fromkeys(["email", "name", "authority", *columns]))
    row = st.tuples(*(st.sampled_from(CELLS[name]) for name in columns))
    rows = draw(st.lists(row, min_size=1, max_size=5))
    fields = {Field(name): index for index, name in enumerate(columns)}
    return Sheet(fields, (), tuple(Line(n, cells) for n, cells in enumerate(rows, start=2)))


def decide_all(data: st.DataObject, sheet: Sheet) -> tuple[Plan, dict[str, dict[str, str]]]:
    """Answers every question with one of its choices, as often as new ones come up."""
    decisions: dict[str, dict[str, str]] = {}
    for _round in range(8):
        plan = make_plan(sheet, decisions, PlaceFinder())
        if plan.is_decided:
            return plan, decisions
        for line in plan.with_status(Status.OPEN):
            for question in line.questions:
                chosen = data.draw(st.sampled_from([*question.choices, leave_out()]))
                decisions.setdefault(str(line.number), {}).update(dict(chosen.sets))
    for line in plan.with_status(Status.OPEN):
        decisions[str(line.number)] = {"leave_out": "1"}
    return make_plan(sheet, decisions, PlaceFinder()), decisions


@calm
@given(data=st.data(), sheet=lists())
def test_every_list_can_be_decided_and_is_known_afterwards(
    data: st.DataObject, sheet: Sheet, places: None, ilmenau: Authority
) -> None:
    clear(ilmenau)
    plan, decisions = decide_all(data, sheet)
    assert plan.is_decided
    apply_decided(plan)
    again = make_plan(sheet, decisions, PlaceFinder())
    for line in again.lines:
        assert line.status in (Status.UNCHANGED, Status.LEFT_OUT), (
            line.entry, line.changes, line.questions, line.difference,
        )  # fmt: skip


def test_a_date_belongs_to_the_role_of_its_own_line(places: None, ilmenau: Authority) -> None:
    """Found by chance: somebody with a role by one line and a position by another."""
    clear(ilmenau)
    columns = (Field.EMAIL, Field.NAME, Field.AUTHORITY, Field.MEMBER_SINCE)
    lines = (
        Line(2, ("a@b.de", "Anna Muster", "", "")),
        Line(3, ("a@b.de", "Anna Muster", "Arnstadt", "1.6.2023")),
    )
    sheet = Sheet({field: at for at, field in enumerate(columns)}, (), lines)
    decisions = {"2": {"role": "Klimaschutzkoordination"}, "3": {"double": "both"}}
    plan = make_plan(sheet, decisions, PlaceFinder())
    assert plan.is_decided
    apply_decided(plan)
    again = make_plan(sheet, decisions, PlaceFinder())
    assert [line.status for line in again.lines] == [Status.UNCHANGED, Status.UNCHANGED]


@calm
@given(cells=st.lists(st.text(max_size=40), min_size=4, max_size=4))
def test_no_text_in_a_cell_breaks_anything(
    cells: list[str], places: None, ilmenau: Authority
) -> None:
    clear(ilmenau)
    quoted = [f'"{cell.replace(chr(34), chr(39))}"' for cell in cells]
    try:
        sheet = find_columns(read_file(csv(HEAD, quoted)))
    except TableError:
        return
    make_plan(sheet, {}, PlaceFinder())


@calm
@given(content=st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"Name;E-Mail\n", b"\xff\xfe", b"\xef\xbb\xbf"):
        with suppress(TableError):
            find_columns(read_file(start + content))
