"""What the office sees of an authority: its facts, who works there, who works for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Prefetch, Q, When
from django.utils import timezone
from django.utils.formats import number_format

from klimanetz.places.kinds import Kind, full_title
from klimanetz.places.models import Authority, Succession
from klimanetz.roster.models import Holding, Position, PositionQuerySet

#: More is not read by anyone; the page says so.
MOST_PLACES = 50


@dataclass(frozen=True, slots=True)
class Townhall:
    """`own` are positions of this administration, `inside` those of the places it consists of,
    `serving` those elsewhere that work for it too.
    """

    authority: Authority
    ended: bool
    title: str
    population: str
    own: Sequence[Position]
    inside: Sequence[Position]
    serving: Sequence[Position]
    members: Sequence[Authority]
    successors: Sequence[Authority]
    predecessors: Sequence[Succession]


def find_places(text: str) -> list[Authority]:
    """Places whose name has `text` in it, those that begin with it first; a key finds its place."""
    if not text:
        return []
    named = Authority.objects.filter(Q(name__icontains=text) | Q(ars=text) | Q(ags=text))
    begins = Case(When(name__istartswith=text, then=0), default=1)
    return list(named.select_related("parent").order_by(begins, "name", "ars")[:MOST_PLACES])


def has_ended(authority: Authority) -> bool:
    return authority.valid_to is not None and authority.valid_to < timezone.localdate()


def find_heirs(authority: Authority) -> list[Authority]:
    """What an ended authority is today; nothing where it still exists."""
    if not has_ended(authority):
        return []
    return Authority.objects.all().todays_successors([authority])[authority.pk]


def open_townhall(authority: Authority) -> Townhall:
    return Townhall(
        authority=authority,
        ended=has_ended(authority),
        title=full_title(authority.name, authority.kind_code),
        population=number_format(authority.population or 0, force_grouping=True),
        own=list(with_holders(Position.objects.filter(authority=authority))),
        inside=list(with_holders(find_inside(authority))),
        serving=list(with_holders(Position.objects.filter(serves=authority))),
        members=list(Authority.objects.valid().filter(association=authority).order_by("name")),
        successors=find_heirs(authority),
        predecessors=list(
            Succession.objects.filter(successor=authority)
            .exclude(predecessor=authority)
            .select_related("predecessor")
            .order_by("-legal_on", "predecessor__name")
        ),
    )


def find_inside(authority: Authority) -> PositionQuerySet:
    standing = Position.objects.standing()
    if authority.kind == Kind.DISTRICT:
        return standing.filter(authority__parent=authority)
    return standing.filter(authority__association=authority)


def with_holders(positions: PositionQuerySet) -> PositionQuerySet:
    held = Holding.objects.valid().select_related("person").order_by("pk")
    return (
        positions.select_related("authority")
        .prefetch_related(Prefetch("holdings", held, to_attr="current"))
        .order_by("authority__name", "kind", "pk")
    )
