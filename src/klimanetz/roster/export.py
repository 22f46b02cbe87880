"""The roster as a workbook that can be read in again without a change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.db.models import QuerySet
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES, Role
from klimanetz.places.models import Authority
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
PERSON = COLUMNS[:6]
FUNDING = (Field.PROGRAMME, Field.FUNDING_STARTS, Field.FUNDING_ENDS)
WIDTHS = {Field.EMAIL: 34, Field.ORGANISATION: 30, Field.ROLE: 30, Field.SERVES: 30}
DATE_FORMAT = "DD.MM.YYYY"

type Value = str | date | Decimal | int | None


@dataclass(slots=True)
class Post:
    """A position somebody holds, with what the export tells of it."""

    position: int
    kind: Role
    described: dict[Field, Value]


def export_people(people: QuerySet[Person]) -> bytes:
    """One row for each position of each person; six queries."""
    return write_workbook(export_rows(people))


def export_rows(people: QuerySet[Person]) -> Iterator[dict[Field, Value]]:
    persons = list(
        people.values_list(
            "pk", "title", "first_name", "last_name", "email", "phone", "organisation__name"
        )
    )
    pks = [person[0] for person in persons]
    roles, posts = read_roles(pks), read_posts(pks)
    for pk, *facts in persons:
        described: dict[Field, Value] = dict(zip(PERSON, facts, strict=True))
        for row in rows_of(roles.get(pk, {}), posts.get(pk, [])):
            yield described | row


def rows_of(roles: dict[Role, date | None], posts: list[Post]) -> Iterator[dict[Field, Value]]:
    """The first row of a person also names the roles that need no position."""
    kinds = {post.kind for post in posts}
    others = sort_roles(role for role in roles if role not in kinds)
    if not posts:
        yield describe_roles(others, roles)
    for index, post in enumerate(posts):
        named = [post.kind, *(others if index == 0 else [])]
        yield describe_roles(named, roles) | post.described


def describe_roles(named: list[Role], dates: dict[Role, date | None]) -> dict[Field, Value]:
    """`Mitglied seit` belongs to the role that stands first."""
    return {
        Field.ROLE: "; ".join(german_labels()[role] for role in named),
        Field.MEMBER_SINCE: dates.get(named[0]) if named else None,
    }


def sort_roles(roles: Iterable[Role]) -> list[Role]:
    """Roles without a position first, so that none is taken for the position's kind."""
    return sorted(roles, key=lambda role: (role in POSITION_ROLES, list(Role).index(role)))


def read_roles(people: list[int]) -> dict[int, dict[Role, date | None]]:
    found: dict[int, dict[Role, date | None]] = defaultdict(dict)
    rows = Membership.objects.valid().filter(person_id__in=people).order_by("-pk")
    for person, role, starts in rows.values_list("person_id", "role", "starts"):
        found[person][Role(role)] = starts
    return found


def read_posts(people: list[int]) -> dict[int, list[Post]]:
    posts: dict[int, list[Post]] = defaultdict(list)
    rows = (
        Holding.objects.valid()
        .filter(person_id__in=people)
        .order_by("pk")
        .values_list(
            "person_id", "position_id", "position__kind", "position__authority__ars",
            "position__authority__name", "starts", "position__ends", "position__permanent",
            "position__share",
        )
    )  # fmt: skip
    for person, position, kind, ars, name, starts, ends, permanent, share in rows:
        described: dict[Field, Value] = {
            Field.KEY: ars,
            Field.AUTHORITY: name,
            Field.STARTS: starts,
            Field.ENDS: ends,
            Field.PERMANENT: "ja" if permanent else "nein",
            Field.SHARE: share,
            Field.POSITION_NUMBER: position,
        }
        posts[person].append(Post(position, Role(kind), described))
    add_served([post for held in posts.values() for post in held])
    add_funding([post for held in posts.values() for post in held])
    return posts


def add_served(posts: list[Post]) -> None:
    """Reads all that is served: given thousands of keys, SQLite would try each with each."""
    served: dict[int, list[int]] = defaultdict(list)
    rows = Position.serves.through.objects.order_by("pk")
    for position, authority in rows.values_list("position_id", "authority_id"):
        served[position].append(authority)
    places = Authority.objects.filter(pk__in={pk for pks in served.values() for pk in pks})
    names = {pk: f"{name} ({ars})" for pk, name, ars in places.values_list("pk", "name", "ars")}
    for post in posts:
        text = "; ".join(sorted(names[pk] for pk in served.get(post.position, ())))
        post.described[Field.SERVES] = text


def add_funding(posts: list[Post]) -> None:
    """The last grant; those before it stay with the position."""
    periods = FundingPeriod.objects.filter(position__in=[post.position for post in posts])
    rows = periods.order_by("starts", "pk").values_list(
        "position_id", "programme", "starts", "ends"
    )
    last = {position: period for position, *period in rows}
    for post in posts:
        found = last.get(post.position, ("", None, None))
        post.described |= dict(zip(FUNDING, found, strict=True))


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


def write_value(sheet: WriteOnlyWorksheet, value: Value) -> Cell | Value:
    """Text stays text: a name that begins with `=` is no formula, here and in Excel."""
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]
        cell.number_format = DATE_FORMAT
        return cell
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@")):
        cell = WriteOnlyCell(sheet, value=value)
        cell.data_type = "s"
        cell.quotePrefix = True
        return cell
    return value or None
