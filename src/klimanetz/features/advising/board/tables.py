"""The figures as sentences and as tables: the same for the page and for the files."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.advising.board import figures
from klimanetz.features.advising.board.figures import Cut, Grants, Spread
from klimanetz.features.advising.board.reading import Known
from klimanetz.features.advising.models import CLOSED, Stage

type Value = str | int | Decimal


class Table(NamedTuple):
    """`about` says what is counted. The first cell of a row names it; `note` stands for none."""

    key: str
    title: str
    about: str
    heads: list[str]
    rows: list[list[Value]]
    note: str

    @property
    def numbers(self) -> frozenset[int]:
        """The columns that hold figures."""
        first = self.rows[0] if self.rows else []
        return frozenset(at for at, value in enumerate(first) if not isinstance(value, str))

    @property
    def labelled(self) -> list[list["Cell"]]:
        """As a page writes them: each cell with the head of its column."""
        return [
            [make_cell(head, value) for head, value in zip(self.heads, row, strict=True)]
            for row in self.rows
        ]


class Cell(NamedTuple):
    label: str
    text: str
    is_number: bool
    is_zero: bool


def make_cell(head: str, value: Value) -> Cell:
    return Cell(head, write(value), not isinstance(value, str), value == 0)


def write(value: Value) -> str:
    """Amounts in whole euros, grouped; the files have the cents."""
    if isinstance(value, str):
        return value
    return number_format(value, 0, force_grouping=True)


def euros(amount: Decimal) -> str:
    return _("%(amount)s €") % {"amount": number_format(amount, 0, force_grouping=True)}


def make_tables(known: Known, districts: dict[str, str], today: date) -> list[Table]:
    return [
        tell_ages(known, today),
        tell_steps(known),
        tell_years(known),
        tell_districts(known, districts),
        tell_reasons(known),
    ]


def tell_ages(known: Known, today: date) -> Table:
    counted = figures.count_ages(known.cases, today)
    rows: list[list[Value]] = [
        [capfirst(str(stage.label)), *counted[stage], sum(counted[stage])]
        for stage in Stage
        if stage in counted
    ]
    return Table(
        "stand",
        _("Stand und Alter der Fälle"),
        _("Laufende Fälle, gezählt seit dem ersten Kontakt."),
        [
            *(_("Stand"), _("bis 3 Monate"), _("bis 6 Monate"), _("bis 1 Jahr"), _("bis 2 Jahre")),
            *(_("älter"), _("zusammen")),
        ],
        rows,
        _("Zurzeit läuft kein Fall."),
    )


def tell_steps(known: Known) -> Table:
    days = figures.days_in_stages(known.moves)
    rows: list[list[Value]] = [
        [capfirst(str(stage.label)), found.count, found.middle, found.lower, found.upper]
        for stage in Stage
        if stage not in CLOSED and (found := figures.spread(days.get(stage, ())))
    ]
    return Table(
        "schritte",
        _("Wie lange ein Schritt dauert"),
        _("Tage in einem Stand, bis der Fall ihn verließ; Pausen zählen mit. Die mittlere Hälfte "
          "der Fälle liegt zwischen den letzten beiden Spalten."),
        [_("Stand"), _("Fälle"), _("Median, Tage"), _("unteres Viertel bis"),
         _("oberes Viertel ab")],
        rows,
        _("Noch hat kein Fall einen Stand verlassen."),
    )  # fmt: skip


def heads_of_cut(first: str) -> list[str]:
    return [
        *(first, _("begonnen"), _("Anträge"), _("bewilligt"), _("beantragt, Euro")),
        *(_("bewilligt, Euro"), _("neue Stellen"), _("nicht weiter")),
    ]


def row_of_cut(name: str, cut: Cut) -> list[Value]:
    grants = cut.grants
    return [
        *(name, cut.opened, grants.submitted, grants.won, grants.applied_euros),
        *(grants.won_euros, cut.positions, cut.lost),
    ]


def tell_years(known: Known) -> Table:
    cuts = figures.cut_by_year(known.cases, known.applications)
    return Table(
        "jahre",
        _("Nach Jahren"),
        _("Jedes in dem Jahr, in dem es geschah; ein Antrag in dem Jahr, in dem er einging."),
        heads_of_cut(_("Jahr")),
        [row_of_cut(str(year), cut) for year, cut in cuts.items()],
        _("Noch gibt es keinen Fall."),
    )


def tell_districts(known: Known, districts: dict[str, str]) -> Table:
    cuts = figures.cut_by_district(known.cases, known.applications)
    named = sorted((districts.get(key, key), cut) for key, cut in cuts.items())
    return Table(
        "kreise",
        _("Nach Kreisen"),
        _("Alle Jahre zusammen; ein Fall zählt im Kreis der Kommune, die einstellen will."),
        heads_of_cut(_("Kreis")),
        [row_of_cut(name, cut) for name, cut in named],
        _("Noch gibt es keinen Fall."),
    )


def tell_reasons(known: Known) -> Table:
    return Table(
        "gruende",
        _("Woran es lag"),
        _("Fälle, die nicht weitergingen, mit dem Grund, der eingetragen ist."),
        [_("Stand"), _("Grund"), _("Fälle")],
        [
            [capfirst(str(Stage(stage).label)), reason, number]
            for stage, reason, number in figures.count_reasons(known.cases)
        ],
        _("Bisher ist kein Fall gescheitert."),
    )


def say_all(known: Known) -> list[str]:
    """What matters, as sentences; what nobody could know yet is left out."""
    grants = figures.add_up(known.applications)
    positions = sum(case.filled_on is not None for case in known.cases)
    whole = figures.spread(figures.days_to(Stage.FILLED, known.moves))
    said: Iterable[str] = (
        say_running(known),
        say_grants(grants),
        say_positions(positions),
        say_whole(whole),
        say_merged(known.merged),
    )
    return [sentence for sentence in said if sentence]


def say_running(known: Known) -> str:
    running = sum(figures.is_open(case) for case in known.cases)
    oldest = figures.oldest_open(known.cases)
    if oldest is None:
        return _("Zurzeit läuft kein Fall.")
    sentence = ngettext("Ein Fall läuft", "%(n)s Fälle laufen", running) % {"n": running}
    since = date_format(oldest, "F Y")
    return _("%(running)s, der älteste seit %(month)s.") % {"running": sentence, "month": since}


def say_grants(grants: Grants) -> str:
    if not grants.submitted:
        return ""
    first = ngettext(
        "Ein Antrag auf Förderung ist gestellt",
        "%(n)s Anträge auf Förderung sind gestellt",
        grants.submitted,
    ) % {"n": grants.submitted}
    parts = _("%(won)s bewilligt (%(euros)s), %(refused)s abgelehnt, %(waiting)s noch offen") % {
        "won": grants.won,
        "euros": euros(grants.won_euros),
        "refused": grants.refused,
        "waiting": grants.waiting,
    }
    return f"{first}: {parts}."


def say_positions(positions: int) -> str:
    if not positions:
        return ""
    said = ngettext(
        "Eine Stelle ist aus der Beratung entstanden.",
        "%(n)s Stellen sind aus der Beratung entstanden.",
        positions,
    )
    return said % {"n": positions}


def say_merged(merged: int) -> str:
    if not merged:
        return ""
    said = ngettext(
        "Ein Fall ist mit einem anderen derselben Kommune zusammengeführt und zählt nicht eigens.",
        "%(n)s Fälle sind mit anderen derselben Kommunen zusammengeführt und zählen nicht eigens.",
        merged,
    )
    return said % {"n": merged}


def say_whole(whole: Spread | None) -> str:
    if whole is None:
        return ""
    if whole.count == 1:
        return _("Vom ersten Kontakt bis zur Besetzung dauerte es %(time)s.") % {
            "time": say_months(whole.middle)
        }
    return _(
        "Vom ersten Kontakt bis zur Besetzung dauert es im Mittel (Median) %(middle)s; die "
        "mittlere Hälfte der Fälle braucht %(lower)s bis %(upper)s."
    ) % {
        "middle": say_months(whole.middle),
        "lower": say_months(whole.lower),
        "upper": say_months(whole.upper),
    }


def say_months(days: int) -> str:
    """Months from two on, days before."""
    months = round(days / 30.44)
    if months < 2:
        return ngettext("einen Tag", "%(n)s Tage", days) % {"n": days}
    return ngettext("einen Monat", "%(n)s Monate", months) % {"n": months}
