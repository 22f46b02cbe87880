"""The board: the cases in the order of their way, the most pressing of each stage on top."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.board.marks import Mark, mark, with_waiting
from klimanetz.features.advising.models import CLOSED, LIFECYCLE, LOST, Case, CaseQuerySet, Stage

#: So many cards of a stage are shown; the list has all of them.
MOST_CARDS: Final = 6
#: Five columns fit beside each other; each begins with the stage that most cases pass first.
COLUMNS: Final[tuple[tuple[Promise, tuple[Stage, ...]], ...]] = (
    (_("Gespräche"), (Stage.CONTACT, Stage.FIRST_TALK)),
    (_("Weg und Beschluss"), (Stage.OPTION_CHOSEN, Stage.COUNCIL_PAPER, Stage.RESOLVED)),
    (_("Förderung"), (Stage.APPLIED, Stage.GRANTED)),
    (_("Suche"), (Stage.ADVERTISED, Stage.NO_APPLICANT)),
    (_("Besetzung"), (Stage.FILLED, Stage.ONBOARDED)),
)


@dataclass(frozen=True, slots=True)
class Card:
    case: Case
    marks: Sequence[Mark]
    moves: Sequence[Stage]


@dataclass(frozen=True, slots=True)
class Section:
    """A stage with its cards; `more` are not shown."""

    stage: Stage
    count: int
    cards: Sequence[Card]

    @property
    def more(self) -> int:
        """Of a closed stage no card is shown: nothing is to be done."""
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True)
class Column:
    label: Promise
    sections: Sequence[Section]

    @property
    def count(self) -> int:
        """Of cases that still want something."""
        return sum(one.count for one in self.sections if one.stage not in CLOSED)


@dataclass(frozen=True, slots=True)
class CaseBoard:
    columns: Sequence[Column]
    lost: Sequence[Section]

    @property
    def running(self) -> int:
        return sum(column.count for column in self.columns)

    @property
    def lost_count(self) -> int:
        return sum(one.count for one in self.lost)

    @property
    def is_empty(self) -> bool:
        sections = [one for column in self.columns for one in column.sections]
        return not any(one.count for one in (*sections, *self.lost))


def read_board(cases: CaseQuerySet) -> CaseBoard:
    """Two queries, whatever the number of cases."""
    counts = count_stages(cases)
    cards = read_cards(cases)
    columns = [
        Column(label, [section(stage, counts, cards) for stage in stages])
        for label, stages in COLUMNS
    ]
    return CaseBoard(columns, [section(stage, counts, {}) for stage in LOST])


def section(
    stage: Stage, counts: Mapping[str, int], cards: Mapping[str, Sequence[Card]]
) -> Section:
    return Section(stage, counts.get(stage, 0), cards.get(stage, ()))


def count_stages(cases: CaseQuerySet) -> dict[str, int]:
    counted = cases.order_by().values("stage").annotate(number=Count("pk"))
    return dict(counted.values_list("stage", "number"))


def read_cards(cases: CaseQuerySet) -> dict[str, list[Card]]:
    """The first few of each stage: what is due longest; then what rests, by its day."""
    first_due = (
        F("paused_at").asc(nulls_first=True),
        F("next_on").asc(nulls_last=True),
        F("wake_on").asc(nulls_last=True),
        "pk",
    )
    place = Window(RowNumber(), partition_by=F("stage"), order_by=first_due)
    keys = cases.exclude(stage__in=CLOSED).annotate(place=place).filter(place__lte=MOST_CARDS)
    shown = Case.objects.filter(pk__in=keys.values("pk")).select_related("lead", "owner")
    return deal(with_waiting(shown).order_by(*first_due))


def deal(cases: Iterable[Case]) -> dict[str, list[Card]]:
    dealt: dict[str, list[Card]] = {}
    for case in cases:
        card = Card(case, mark(case), list_moves(case.stage))
        dealt.setdefault(case.stage, []).append(card)
    return dealt


def list_moves(stage: str) -> list[Stage]:
    """Where it may go from here: onwards first, given up last."""
    return [one for one in Stage if one in LIFECYCLE[stage]]
