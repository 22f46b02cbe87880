"""The roster as a workbook that can be read in again without a change."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.db.models import Prefetch, QuerySet
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES, Role
from klimanetz.roster.importing.columns import LABELS, Field
from klimanetz.roster.importing.roles import german_labels
from klimanetz.roster.models import FundingPeriod, Holding, Membership, Position

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    *(Field.TITLE, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL, Field.PHONE),
    *(Field.ORGANISATION, Field.ROLE, Field.MEMBER_SINCE, Field.KEY, Field.AUTHORITY),
    *(Field.SERVES, Field.STARTS, Field.ENDS, Field.PERMANENT, Field.SHARE, Field.PROGRAMME),
    *(Field.FUNDING_STARTS, Field.FUNDING_ENDS, Field.POSITION_NUMBER),
)
WIDTHS = {Field.EMAIL: 34, Field.ORGANISATION: 30, Field.ROLE: 30, Field.SERVES: 30}
DATE_FORMAT = "DD.MM.YYYY"

type Value = str | date | Decimal | int | None


def export_people(people: QuerySet[Person]) -> bytes:
    """One row for each position of each person; four queries."""
    return write_workbook(export_rows(people))


def export_rows(people: QuerySet[Person]) -> Iterator[dict[Field, Value]]:
    positions = Position.objects.select_related("authority").prefetch_related(
        "serves", Prefetch("funding_periods", FundingPeriod.objects.order_by("starts", "pk"))
    )
    held = Holding.objects.valid().order_by("pk").prefetch_related(Prefetch("position", positions))
    roles = Membership.objects.valid().order_by("pk")
    with_all: QuerySet[Person] = people.prefetch_related(
        Prefetch("memberships", roles),  # type: ignore[type-var]
        Prefetch("holdings", held),
    )
    for person in with_all:
        yield from rows_of(person, list(person.memberships.all()), list(person.holdings.all()))


def rows_of(
    person: Person, memberships: list[Membership], holdings: list[Holding]
) -> Iterator[dict[Field, Value]]:
    """The first row of a person also names the roles that need no position."""
    kinds = {holding.position.kind for holding in holdings}
    others = [m for m in memberships if m.role not in kinds]
    if not holdings:
        yield describe_person(person) | describe_roles([], others)
    for index, holding in enumerate(holdings):
        own = [m for m in memberships if m.role == holding.position.kind]
        roles = describe_roles([Role(holding.position.kind)], others if index == 0 else [], own)
        yield describe_person(person) | roles | describe_position(holding)


def describe_person(person: Person) -> dict[Field, Value]:
    return {
        Field.TITLE: person.title,
        Field.FIRST_NAME: person.first_name,
        Field.LAST_NAME: person.last_name,
        Field.EMAIL: person.email,
        Field.PHONE: person.phone,
        Field.ORGANISATION: person.organisation,
    }


def describe_roles(
    first: list[Role], others: list[Membership], own: list[Membership] | None = None
) -> dict[Field, Value]:
    """`Mitglied seit` belongs to the role that stands first."""
    labels = german_labels()
    roles = [*first, *sort_roles(others)]
    dated = own if first else [m for m in others if roles and m.role == roles[0]]
    return {
        Field.ROLE: "; ".join(labels[role] for role in roles),
        Field.MEMBER_SINCE: dated[0].starts if dated else None,
    }


def sort_roles(memberships: list[Membership]) -> list[Role]:
    """Roles without a position first, so that none is taken for the position's kind."""
    roles = {Role(membership.role) for membership in memberships}
    return sorted(roles, key=lambda role: (role in POSITION_ROLES, list(Role).index(role)))


def describe_position(holding: Holding) -> dict[Field, Value]:
    position = holding.position
    periods = list(position.funding_periods.all())
    period = periods[-1] if periods else None
    return {
        Field.KEY: position.authority.ars,
        Field.AUTHORITY: position.authority.name,
        Field.SERVES: "; ".join(f"{it.name} ({it.ars})" for it in position.serves.all()),
        Field.STARTS: holding.starts,
        Field.ENDS: position.ends,
        Field.PERMANENT: "ja" if position.permanent else "nein",
        Field.SHARE: position.share,
        Field.PROGRAMME: period.programme if period else "",
        Field.FUNDING_STARTS: period.starts if period else None,
        Field.FUNDING_ENDS: period.ends if period else None,
        Field.POSITION_NUMBER: position.pk,
    }


def write_workbook(rows: Iterable[dict[Field, Value]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Personen")
    for index, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = WIDTHS.get(column, 18)
    sheet.freeze_panes = "A2"
    with override("de"):
        sheet.append([write_head(sheet, str(LABELS[column])) for column in COLUMNS])
    for row in rows:
        sheet.append([write_value(sheet, row.get(column)) for column in COLUMNS])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_head(sheet: WriteOnlyWorksheet, label: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=label)
    cell.font = Font(bold=True)
    return cell


def write_value(sheet: WriteOnlyWorksheet, value: Value) -> Cell:
    """Text stays text: a name that begins with `=` is no formula, here and in Excel."""
    cell = WriteOnlyCell(sheet, value=value or None)  # type: ignore[arg-type]
    if isinstance(value, str) and value:
        cell.data_type = "s"
        cell.quotePrefix = value[0] in "=+-@"
    elif isinstance(value, date):
        cell.number_format = DATE_FORMAT
    return cell
