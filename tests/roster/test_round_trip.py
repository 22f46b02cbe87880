"""What leaves as a workbook comes back without a change."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from klimanetz.people.models import Organisation, Person
from klimanetz.people.roles import POSITION_ROLES, Role
from klimanetz.places.models import Authority, Kind
from klimanetz.roster.export import export_people
from klimanetz.roster.importing.columns import find_columns
from klimanetz.roster.importing.entries import NO_FUNDING
from klimanetz.roster.importing.finder import PlaceFinder
from klimanetz.roster.importing.plan import Plan, Status, make_plan
from klimanetz.roster.importing.reading import read_file
from klimanetz.roster.importing.values import EMPTY, EXCEL_ERRORS
from klimanetz.roster.models import FundingPeriod, Holding, Membership, Position, PositionState
from tests.factories import make_authority, make_person

pytestmark = pytest.mark.django_db

DATES = st.none() | st.dates(date(1990, 1, 1), date(2080, 12, 31))
TEXTS = (
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=30)
    .map(str.strip)
    .filter(lambda text: text.upper() not in EXCEL_ERRORS)
)
#: What says "none" in a spreadsheet is not the name of a programme.
PROGRAMMES = TEXTS.filter(lambda text: text.casefold() not in EMPTY | NO_FUNDING)
PHONES = st.text("0123456789 +-/()", max_size=20).map(str.strip)


def come_back() -> Plan:
    content = export_people(Person.objects.order_by("pk"))
    sheet = find_columns(read_file(content))
    assert sheet.unused == ()
    return make_plan(sheet, {}, PlaceFinder())


def assert_unchanged() -> None:
    plan = come_back()
    for line in plan.lines:
        assert line.status == Status.UNCHANGED, (line.entry, line.changes, line.questions)


def test_the_whole_cast(
    manager: Person, neighbour: Person, guest: Person, organiser: Person, outsider: Person,
    erfurt: Authority,
) -> None:  # fmt: skip
    position = Position.objects.get(holdings__person=manager)
    position.serves.add(erfurt, *Authority.objects.filter(name="Arnstadt"))
    FundingPeriod.objects.create(position=position, programme="KRL", starts="2022-01-01")
    FundingPeriod.objects.create(position=position, programme="KRL", starts="2024-01-01")
    second = Position.objects.create(authority=erfurt, kind=Role.HEAT_PLANNER, permanent=True)
    Holding.objects.create(position=second, person=manager, starts=date(2025, 1, 1))
    Membership.objects.create(person=manager, role=Role.HEAT_PLANNER, starts=None)
    Membership.objects.create(person=manager, role=Role.PARTNER)
    shared = Position.objects.get(holdings__person=neighbour)
    Holding.objects.create(position=shared, person=make_person("Tina", "Teil", Role.MANAGER))
    assert len(come_back().lines) == 7
    assert_unchanged()


def test_who_lost_the_role_but_not_the_post_stays_so(manager: Person) -> None:
    Membership.objects.all().delete()
    assert_unchanged()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_stands_in_the_roster(
    data: st.DataObject, ilmenau: Authority, arnstadt: Authority, ilm_kreis: Authority
) -> None:
    Person.objects.all().delete()
    Position.objects.all().delete()
    for number in range(data.draw(st.integers(1, 3))):
        person = draw_person(data, number)
        for role in data.draw(st.sets(st.sampled_from(list(Role)), max_size=3)):
            Membership.objects.create(person=person, role=role, starts=data.draw(DATES))
        places = st.sampled_from([ilmenau, arnstadt, ilm_kreis])
        for place in data.draw(st.lists(places, max_size=2)):
            draw_post(data, person, place)
    assert_unchanged()


def draw_person(data: st.DataObject, number: int) -> Person:
    person: Person = Person.objects.create_user(
        f"person{number}@kommune.example",
        title=data.draw(TEXTS),
        first_name=data.draw(TEXTS),
        last_name="L" + data.draw(TEXTS),
        phone=data.draw(PHONES),
        organisation=draw_organisation(data),
    )
    return person


def draw_organisation(data: st.DataObject) -> Organisation | None:
    name = data.draw(TEXTS)
    return Organisation.objects.get_or_create(name=name)[0] if name else None


def draw_post(data: st.DataObject, person: Person, place: Authority) -> None:
    starts, ends = data.draw(DATES), data.draw(DATES)
    if starts and ends and ends < starts:
        starts, ends = ends, starts
    permanent = data.draw(st.booleans())
    position = Position.objects.create(
        authority=place,
        kind=data.draw(st.sampled_from(POSITION_ROLES)),
        share=Decimal(data.draw(st.integers(1, 100))) / 100,
        permanent=permanent,
        ends=None if permanent else ends,
        starts=None,
        state=PositionState.FILLED,
    )
    began = starts if starts and starts <= timezone.localdate() else None
    Holding.objects.create(position=position, person=person, starts=began)
    position.serves.set(data.draw(st.sets(st.sampled_from(list(Authority.objects.all())))))
    for programme in data.draw(st.lists(PROGRAMMES, max_size=2)):
        period = (data.draw(DATES), data.draw(DATES))
        begins, closes = sorted(period) if None not in period else period  # type: ignore[type-var]
        FundingPeriod.objects.create(
            position=position, programme=programme, starts=begins, ends=closes
        )


@pytest.mark.parametrize("name", ["=1+1", "+49", "-x", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_no_cell_is_a_formula(name: str) -> None:
    """A name somebody gave themselves must not run in the organiser's Excel."""
    make_person(name, name, Role.PARTNER, email="a@b.de")
    content = export_people(Person.objects.all())
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    cell = sheet["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)
    with ZipFile(BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert_unchanged()


def test_keys_keep_their_leading_zeros_and_dates_are_dates(network: object) -> None:
    kiel = make_authority("010020000000", "Kiel", Kind.DISTRICT_FREE_CITY)
    position = Position.objects.create(authority=kiel, ends=date(2027, 6, 30))
    Holding.objects.create(position=position, person=make_person("A", "B", Role.MANAGER))
    sheet = load_workbook(BytesIO(export_people(Person.objects.all()))).active
    assert sheet is not None
    head, row = sheet.iter_rows()
    cells = {str(title.value): cell for title, cell in zip(head, row, strict=True)}
    assert cells["ARS"].value == "010020000000"
    assert cells["befristet bis"].data_type == "d"
    assert cells["befristet bis"].number_format == "DD.MM.YYYY"


def test_queries_do_not_grow_with_the_roster(
    manager: Person, neighbour: Person, guest: Person, erfurt: Authority
) -> None:
    for position in Position.objects.all():
        position.serves.add(erfurt)
    counts = []
    for people in (Person.objects.filter(pk=manager.pk), Person.objects.all()):
        with CaptureQueriesContext(connection) as queries:
            export_people(people.order_by("pk"))
        counts.append(len(queries))
    assert counts == [6, 6]
