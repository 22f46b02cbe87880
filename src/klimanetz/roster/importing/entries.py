"""One line of the list, understood: a person, and the position they are said to hold."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from klimanetz.people.roles import Role
from klimanetz.roster.importing.columns import LABELS, Field, Sheet
from klimanetz.roster.importing.finder import PlaceFinder
from klimanetz.roster.importing.grid import Line
from klimanetz.roster.importing.names import Name, drop_salutation, split_name, title_before
from klimanetz.roster.importing.places import PlaceReading
from klimanetz.roster.importing.questions import Cells, Choice, Question, choice, leave_empty
from klimanetz.roster.importing.roles import german_labels, position_role, read_roles
from klimanetz.roster.importing.values import (
    Unclear,
    likely_emails,
    read_date,
    read_email,
    read_end,
    read_period,
    read_phone,
    read_share,
    read_text,
    read_yes_no,
)

NO_FUNDING = frozenset({"keine", "kein", "nein", "ohne", "eigenmittel", "haushalt"})
NO_END: tuple[date | None, bool | None] = (None, None)
NO_PERIOD: tuple[date | None, date | None] = (None, None)


@dataclass(slots=True)
class Entry:
    """What one line says. Empty text and `None` mean that it says nothing about it."""

    line: int
    email: str = ""
    name: Name = field(default_factory=lambda: Name("", "", ""))
    name_in_parts: bool = False
    phone: str = ""
    organisation: str = ""
    roles: tuple[Role, ...] = ()
    member_since: date | None = None
    authority: int | None = None
    serves: tuple[int, ...] = ()
    starts: date | None = None
    ends: date | None = None
    permanent: bool | None = None
    share: Decimal | None = None
    programme: str = ""
    funding_starts: date | None = None
    funding_ends: date | None = None
    position_number: int | None = None
    cells: Cells = field(default_factory=dict)

    @property
    def kind(self) -> Role | None:
        """What position the line is about, if any."""
        return position_role(self.roles)


@dataclass(slots=True)
class Understanding:
    """A line on its way from cells to an entry."""

    entry: Entry
    questions: list[Question] = field(default_factory=list)

    def cell(self, name: str) -> str:
        return self.entry.cells.get(name, "")

    def ask(self, about: Field, text: str, *choices: Choice, free: bool = True) -> None:
        corrects = about if free else None
        self.questions.append(
            Question(self.entry.line, about, text, choices, corrects, self.cell(about))
        )

    def read[T](self, name: Field, parse: Callable[[str], T], nothing: T) -> T:
        """The meaning of an optional cell; a question where it has none."""
        try:
            return parse(self.cell(name))
        except Unclear as unclear:
            self.ask(name, f"{LABELS[name]}: {unclear}", leave_empty(name))
            return nothing


def cells_of(line: Line, sheet: Sheet, decided: Cells) -> dict[str, str]:
    """The named cells of a line, the decisions over them."""
    found = {
        str(name): line.cells[index] if index < len(line.cells) else ""
        for name, index in sheet.columns.items()
    }
    return {**found, **decided}


def understand(number: int, cells: Cells, finder: PlaceFinder) -> Understanding:
    line = Understanding(Entry(number, cells=cells))
    read_person(line)
    read_function(line)
    read_place(line, finder)
    read_position(line)
    read_funding(line)
    check_order(line)
    return line


def read_person(line: Understanding) -> None:
    entry = line.entry
    try:
        entry.email = read_email(line.cell(Field.EMAIL))
    except Unclear as unclear:
        meant = likely_emails(line.cell(Field.EMAIL))
        line.ask(Field.EMAIL, str(unclear), *(choice(email, email=email) for email in meant))
    entry.phone = line.read(Field.PHONE, read_phone, "") or line.read(Field.MOBILE, read_phone, "")
    entry.member_since = line.read(Field.MEMBER_SINCE, read_date, None)
    entry.organisation = line.read(Field.ORGANISATION, text_of(160), "")
    read_name(line)


def text_of(most: int) -> Callable[[str], str]:
    return lambda text: read_text(text, most=most)


def read_name(line: Understanding) -> None:
    """From two columns, else from one; a title may stand anywhere."""
    title = line.read(Field.TITLE, text_of(60), "")
    first = line.read(Field.FIRST_NAME, text_of(100), "")
    last = line.read(Field.LAST_NAME, text_of(100), "")
    whole = split_name(line.read(Field.NAME, text_of(160), ""))
    if last:
        if Field.TITLE not in line.entry.cells:
            title, first = title_before(drop_salutation(first))
        line.entry.name_in_parts = True
    else:
        first, last, title = first or whole.first, whole.last, title or whole.title
    title = title or title_before(drop_salutation(line.cell(Field.SALUTATION) + " X"))[0]
    line.entry.name = Name(title[:60], first[:100], last[:100])
    if not last:
        about = Field.NAME if line.cell(Field.NAME) or not line.cell(Field.FIRST_NAME) else None
        line.ask(about or Field.LAST_NAME, _("Es steht kein Name da."))


def read_function(line: Understanding) -> None:
    written = line.read(Field.ROLE, text_of(200), "")
    roles = read_roles(written) if written else ()
    if roles is None:
        line.ask(Field.ROLE, _("„%(text)s“ kennen wir nicht als Funktion.") % {"text": written},
                 *role_choices(), free=False)  # fmt: skip
    line.entry.roles = roles or ()


def role_choices() -> tuple[Choice, ...]:
    return tuple(choice(role.label, role=label) for role, label in german_labels().items())


def read_place(line: Understanding, finder: PlaceFinder) -> None:
    """The authority of a position; people in other roles only bring an organisation."""
    entry = line.entry
    if entry.roles and entry.kind is None:
        place = Field.AUTHORITY if line.cell(Field.AUTHORITY) else Field.DISTRICT
        entry.organisation = entry.organisation or line.read(place, text_of(160), "")
        return
    reading = PlaceReading(entry.line, entry.cells, finder)
    entry.authority = reading.authority()
    entry.serves = reading.served()
    line.questions += reading.questions


def read_position(line: Understanding) -> None:
    entry = line.entry
    entry.starts = line.read(Field.STARTS, read_date, None)
    entry.ends, entry.permanent = line.read(Field.ENDS, read_end, NO_END)
    said = line.read(Field.PERMANENT, read_yes_no, None)
    if said and entry.ends:
        line.ask(
            Field.PERMANENT,
            _("Die Stelle ist verstetigt, hat aber ein Ende. Was gilt?"),
            choice(_("verstetigt"), permanent="ja", ends=""),
            choice(_("befristet"), permanent="nein"),
            free=False,
        )
    entry.permanent = entry.permanent if said is None else said
    entry.share = line.read(Field.SHARE, read_share, None)
    number = line.cell(Field.POSITION_NUMBER)
    entry.position_number = int(number) if number.isascii() and number.isdigit() else None


def read_funding(line: Understanding) -> None:
    entry = line.entry
    programme = line.read(Field.PROGRAMME, text_of(160), "")
    entry.programme = "" if programme.casefold() in NO_FUNDING else programme
    starts, ends = line.read(Field.FUNDING_PERIOD, read_period, NO_PERIOD)
    entry.funding_starts = line.read(Field.FUNDING_STARTS, read_date, None) or starts
    entry.funding_ends = line.read(Field.FUNDING_ENDS, read_last_day, None) or ends
    if (entry.funding_starts or entry.funding_ends) and not entry.programme:
        line.ask(
            Field.PROGRAMME,
            _("Es stehen Daten einer Förderung da. Welches Programm ist es?"),
            leave_empty(Field.FUNDING_STARTS, Field.FUNDING_ENDS, Field.FUNDING_PERIOD),
        )


def read_last_day(text: str) -> date | None:
    return read_date(text, last=True)


def check_order(line: Understanding) -> None:
    entry = line.entry
    spans = (
        (Field.ENDS, entry.starts, entry.ends),
        (Field.FUNDING_ENDS, entry.funding_starts, entry.funding_ends),
    )
    for about, starts, ends in spans:
        if starts and ends and ends < starts:
            line.ask(
                about,
                _("%(label)s: das Ende liegt vor dem Beginn.") % {"label": LABELS[about]},
                leave_empty(about),
            )
