"""What the office sees of an authority: its facts, who works there, who works for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from klimanetz.places.models import Authority, Succession
from klimanetz.roster.models import Holding, Position, PositionQuerySet


@dataclass(frozen=True, slots=True)
class Townhall:
    """`own` are positions of this administration, `serving` those elsewhere that serve it too."""

    authority: Authority
    ended: bool
    own: Sequence[Position]
    serving: Sequence[Position]
    members: Sequence[Authority]
    successors: Sequence[Authority]
    predecessors: Sequence[Succession]


def open_townhall(authority: Authority) -> Townhall:
    return Townhall(
        authority=authority,
        ended=authority.valid_to is not None and authority.valid_to < timezone.localdate(),
        own=list(with_holders(Position.objects.filter(authority=authority))),
        serving=list(with_holders(Position.objects.filter(serves=authority))),
        members=list(Authority.objects.valid().filter(association=authority).order_by("name")),
        successors=Authority.objects.all().todays_successors([authority])[authority.pk],
        predecessors=list(
            Succession.objects.filter(successor=authority)
            .exclude(predecessor=authority)
            .select_related("predecessor")
            .order_by("-legal_on", "predecessor__name")
        ),
    )


def with_holders(positions: PositionQuerySet) -> PositionQuerySet:
    held = Holding.objects.valid().select_related("person").order_by("pk")
    return (
        positions.select_related("authority")
        .prefetch_related(Prefetch("holdings", held, to_attr="current"))
        .order_by("kind", "pk")
    )
