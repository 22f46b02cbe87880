"""Everything that the page of a case shows, each kind of thing asked for once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

from django.db.models import F, Prefetch
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import ngettext

from klimanetz.core.components import Step
from klimanetz.features.advising.models import (
    Application,
    Case,
    CaseEntry,
    CaseQuerySet,
    Contact,
    Move,
    Stage,
)
from klimanetz.features.advising.models.entry import CaseEntryQuerySet
from klimanetz.features.advising.progress import list_steps, list_ways
from klimanetz.features.advising.showing import Way, asked_along, find_way
from klimanetz.features.advising.twins import list_twins
from klimanetz.places.models import Authority

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import WithAnnotations

    class FileFacts(TypedDict):
        file_pk: int | None
        file_name: str
        file_size: int

    type EntryWithFile = WithAnnotations[CaseEntry, FileFacts]

#: So many entries stand on the page; the rest comes when it is asked for.
LATELY = 25


class Attached(NamedTuple):
    """A file of an entry, as far as a list shows it."""

    pk: int
    name: str
    size: int


@dataclass(slots=True)
class Told:
    """One thing that happened: an entry with its files, or that the case moved on."""

    at: datetime
    entry: CaseEntry | None = None
    move: Move | None = None
    files: list[Attached] = field(default_factory=list)


class Place(NamedTuple):
    """An authority of the case; `heirs` are what it is today, where it is no more. With those in
    `ways` the case may go on."""

    authority: Authority
    leads: bool
    inhabitants: str
    heirs: Sequence[Authority]
    ways: Sequence[Authority]


class Onward(NamedTuple):
    """A step that the case may take now, and the page of its own that it may have."""

    stage: Stage
    way: Way


@dataclass(frozen=True, slots=True)
class CasePage:
    case: Case
    steps: list[Step]
    ways: list[Onward]
    twins: list[Case]
    places: list[Place]
    told: list[Told]
    is_all: bool

    @property
    def homeless(self) -> list[Place]:
        return [place for place in self.places if place.heirs]


def with_all_that_shows() -> CaseQuerySet:
    """A case with what its page and the parts of its rooms show of it."""
    known = Case.objects.annotate(**asked_along())
    return known.select_related(
        "lead__parent", "owner", "position__authority", "merged_into__lead"
    ).prefetch_related(
        "others",
        Prefetch("moves", Move.objects.select_related("by").order_by("at", "pk")),
        Prefetch("contacts", Contact.objects.order_by("pk")),
        Prefetch("applications", Application.objects.order_by("entered_at", "pk")),
    )


def read_case(case: Case, *, all_entries: bool = False) -> CasePage:
    """`case` from `with_all_that_shows`; two queries more, and two where a town was merged."""
    moves = list(case.moves.all())
    told = list_entries(CaseEntry.objects.filter(case=case), None if all_entries else LATELY)
    twins = list_twins(case)
    is_all = all_entries or len(told) <= LATELY
    return CasePage(
        case=case,
        steps=list_steps(case, moves),
        ways=[Onward(stage, find_way(case, stage)) for stage in list_ways(case)],
        places=list_places(case, taken={twin.lead_id for twin in twins}),
        twins=twins,
        told=mix(told[: None if is_all else LATELY], moves, whole=is_all),
        is_all=is_all,
    )


def list_entries(entries: CaseEntryQuerySet, most: int | None = None) -> list[Told]:
    """Newest first, at most one more than `most`; their files come along in the same query."""
    newest = entries.order_by("-at", "-pk").values("pk")
    rows = (
        CaseEntry.objects.filter(pk__in=newest if most is None else newest[: most + 1])
        .select_related("by", "contact")
        .annotate(file_pk=F("files__pk"), file_name=F("files__name"), file_size=F("files__size"))
        .order_by("-at", "-pk", "file_name", "file_pk")
    )
    told: dict[int, Told] = {}
    for row in cast("Iterable[EntryWithFile]", rows):
        one = told.setdefault(row.pk, Told(row.at, entry=row))
        if row.file_pk is not None:
            one.files.append(Attached(row.file_pk, row.file_name, row.file_size))
    return list(told.values())


def mix(told: list[Told], moves: Sequence[Move], *, whole: bool) -> list[Told]:
    """Moves between the entries, by when they were entered; the opening is none."""
    since = None if whole or not told else told[-1].at
    between = [
        Told(one.at, move=one) for one in moves if one.left and (not since or one.at > since)
    ]
    return sorted([*told, *between], key=lambda one: one.at, reverse=True)


def list_places(case: Case, *, taken: Collection[int]) -> list[Place]:
    """The one that would employ first; it cannot become what has a case of its own: `taken`."""
    authorities = [case.lead, *case.others.all()]
    today = timezone.localdate()
    ended = [one for one in authorities if one.valid_to and one.valid_to < today]
    heirs = Authority.objects.all().todays_successors(ended) if ended else {}
    return [
        Place(
            one,
            one == case.lead,
            say_inhabitants(one.population),
            found := heirs.get(one.pk, []),
            [heir for heir in found if one != case.lead or heir.pk not in taken],
        )
        for one in authorities
    ]


def say_inhabitants(number: int | None) -> str:
    if not number:
        return ""
    return ngettext("%(number)s Einwohner:in", "%(number)s Einwohner:innen", number) % {
        "number": number_format(number, force_grouping=True)
    }
