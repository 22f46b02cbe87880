"""The positions of the network: narrowed, sorted, a page at a time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from klimanetz.core.months import add_months
from klimanetz.roster.models import Position, PositionState
from klimanetz.roster.succession.deciding import with_decision
from klimanetz.roster.succession.models import Decision, Vacancy
from klimanetz.roster.succession.terms import with_term_end

if TYPE_CHECKING:
    from klimanetz.roster.succession.deciding import DecidedPosition

PAGE_SIZE = 100
LATELY = timedelta(days=60)
SORTS = ("ende", "kommune", "kreis", "stand")
WITHIN = {"12": 12, "9": 9, "6": 6}
SHOWS = ("", *WITHIN, "offen", "frei", "beendet")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address of the page asks for; what it says wrongly is as if it said nothing."""

    show: str = ""
    district: str = ""
    sort: str = "ende"

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        show, district, sort = (query.get(name, "")[:20] for name in ("zeige", "kreis", "sort"))
        return cls(
            show=show if show in SHOWS else "",
            district=district if district.isdigit() else "",
            sort=sort if sort.removeprefix("-") in SORTS else "ende",
        )


def conditions() -> dict[str, Q]:
    """What each filter lets through."""
    today = timezone.localdate()
    stands = ~Q(state=PositionState.ENDED)
    return {
        "": stands,
        **{
            show: stands & Q(term_end__lte=add_months(today, months))
            for show, months in WITHIN.items()
        },
        "offen": stands & Q(term_end__lte=add_months(today, 12), decision=Decision.OPEN),
        "frei": Q(state=PositionState.VACANT),
        "beendet": Q(state=PositionState.ENDED),
    }


def find_left_lately() -> QuerySet[Position]:
    """Somebody left them not long ago, and nobody is looked for yet."""
    since = timezone.localdate() - LATELY
    looking = Vacancy.objects.standing().values("position")
    left = Position.objects.filter(state=PositionState.VACANT, holdings__ends__gte=since)
    return left.exclude(pk__in=looking).distinct().order_by("authority__name", "pk")


def narrow(wish: Wish) -> "QuerySet[DecidedPosition]":
    positions = with_decision(with_term_end(Position.objects.all()))
    if wish.district:
        positions = positions.filter(authority__district_ars=wish.district)
    return positions


def find_positions(wish: Wish) -> QuerySet[Position]:
    found = narrow(wish).filter(conditions()[wish.show])
    return sort_positions(found.select_related("authority__parent"), wish.sort)


def count_positions(wish: Wish) -> dict[str, int]:
    """How many each filter would show; one query for all of them."""
    counted = {f"n{show}": Count("pk", filter=only) for show, only in conditions().items()}
    # Distinct, so that each position's end is looked for once and not once for each count.
    rows = narrow(wish).values("pk", "state", "term_end", "decision").distinct()
    numbers = rows.aggregate(**counted)
    return {show: numbers[f"n{show}"] for show in conditions()}


def sort_positions(positions: QuerySet[Position], sort: str) -> QuerySet[Position]:
    """`-ende` sorts downwards; positions without an end come last either way."""
    down, name = sort.startswith("-"), sort.removeprefix("-")
    by = {
        "ende": F("term_end"),
        "kommune": F("authority__name"),
        "kreis": F("authority__district_ars"),
        "stand": F("state"),
    }[name]
    key = by.desc(nulls_last=True) if down else by.asc(nulls_last=True)
    return positions.order_by(key, "authority__name", "pk")


class Positions(Paginator):  # type: ignore[type-arg]
    """The pages of what a wish finds, counted before."""

    def __init__(self, wish: Wish, count: int) -> None:
        super().__init__(find_positions(wish), PAGE_SIZE)
        self.count = count
