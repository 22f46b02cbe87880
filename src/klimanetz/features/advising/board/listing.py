"""The cases as a list: searched, narrowed, sorted, a page at a time."""

from dataclasses import dataclass
from typing import Final, Self

from django.core.paginator import Paginator
from django.db.models import Case as Choose
from django.db.models import Exists, F, OuterRef, Q, Value, When
from django.http import QueryDict

from klimanetz.features.advising.board.marks import with_waiting
from klimanetz.features.advising.models import CLOSED, Application, Case, CaseQuerySet, Stage

PAGE_SIZE: Final = 100
NOBODY: Final = "niemand"
SORTS: Final = ("kommune", "kreis", "stand", "termin", "zustaendig", "zuletzt")
SHOWS: Final = ("", "faellig", "wartet", "still", "ruht", "geschlossen", "alle")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address of the page asks for; what it says wrongly is as if it said nothing."""

    text: str = ""
    stage: str = ""
    owner: str = ""
    district: str = ""
    show: str = ""
    sort: str = "termin"

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        names = ("suche", "stand", "wer", "kreis", "zeige", "sort")
        said = {name: query.get(name, "").strip()[:100] for name in names}
        return cls(
            text=said["suche"],
            stage=said["stand"] if said["stand"] in Stage else "",
            owner=said["wer"] if said["wer"] == NOBODY or is_number(said["wer"]) else "",
            district=said["kreis"] if is_number(said["kreis"]) else "",
            show=said["zeige"] if said["zeige"] in SHOWS else "",
            sort=said["sort"] if said["sort"].removeprefix("-") in SORTS else "termin",
        )

    @property
    def narrows(self) -> bool:
        return bool(self.text or self.stage or self.owner or self.district or self.show)


def is_number(text: str) -> bool:
    """Of a length that a database takes."""
    return text.isascii() and text.isdigit() and len(text) < 10


def find_cases(cases: CaseQuerySet, wish: Wish) -> CaseQuerySet:
    """Those of `cases` that are wished for, with `waiting_since`, sorted."""
    found = with_waiting(narrow(cases, wish)).select_related("lead__parent", "owner")
    return sort_cases(found, wish.sort)


def narrow(cases: CaseQuerySet, wish: Wish) -> CaseQuerySet:
    found = among(cases, wish)
    if wish.stage:
        found = found.filter(stage=wish.stage)
    if wish.owner:
        owner = None if wish.owner == NOBODY else int(wish.owner)
        found = found.filter(owner=owner)
    if wish.district:
        found = found.filter(lead__district_ars=wish.district)
    for word in wish.text.split():
        found = found.filter(names(word))
    return found


def among(cases: CaseQuerySet, wish: Wish) -> CaseQuerySet:
    """Open cases, unless the wish says which; a closed stage is no open case."""
    if wish.show == "" and wish.stage in CLOSED:
        return cases
    waiting = Application.objects.waiting().filter(case=OuterRef("pk"))
    return {
        "": cases.open(),
        "faellig": cases.due(),
        "wartet": cases.open().filter(Exists(waiting)),
        "still": cases.forgotten(),
        "ruht": cases.open().filter(paused_at__isnull=False),
        "geschlossen": cases.filter(stage__in=CLOSED),
        "alle": cases,
    }[wish.show]


def names(word: str) -> Q:
    """A word of the name of an authority of the case, or of its district; or its key."""
    beside = Case.others.through.objects.filter(
        case=OuterRef("pk"), authority__name__icontains=word
    )
    return (
        Q(lead__name__icontains=word)
        | Q(lead__ars=word)
        | Q(lead__parent__name__icontains=word)
        | Q(Exists(beside))
    )


def stage_order() -> Choose:
    """As the stages follow each other, not as their names do."""
    places = [When(stage=stage, then=Value(place)) for place, stage in enumerate(Stage)]
    return Choose(*places, default=Value(len(places)))


def sort_cases(cases: CaseQuerySet, sort: str) -> CaseQuerySet:
    """`-termin` sorts downwards; what has no day, or nobody, comes last either way."""
    down, name = sort.startswith("-"), sort.removeprefix("-")
    if name == "stand":
        cases = cases.annotate(stage_order=stage_order())
    by = {
        "kommune": F("lead__name"),
        "kreis": F("lead__district_ars"),
        "stand": F("stage_order"),
        "termin": F("day"),
        "zustaendig": F("owner__sort_name"),
        "zuletzt": F("touched_at"),
    }[name]
    if name == "termin":
        cases = cases.annotate(day=next_day())
    key = by.desc(nulls_last=True) if down else by.asc(nulls_last=True)
    return cases.order_by(key, "lead__name", "pk")


def next_day() -> Choose:
    """When it comes up again: of a case that rests the day of waking up."""
    return Choose(When(paused_at__isnull=False, then=F("wake_on")), default=F("next_on"))


class Cases(Paginator):  # type: ignore[type-arg]
    """The pages of what a wish finds."""

    def __init__(self, cases: CaseQuerySet, wish: Wish) -> None:
        super().__init__(find_cases(cases, wish), PAGE_SIZE)
        self.count = narrow(cases, wish).count()
