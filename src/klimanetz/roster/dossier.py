"""What the pages of a person and of a position show, gathered in a few queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from klimanetz.core.components import Step
from klimanetz.people.models import Consent, Person
from klimanetz.places.models import Authority
from klimanetz.roster.history import Event, read_history
from klimanetz.roster.lifecycle import lifecycle
from klimanetz.roster.models import FundingPeriod, Holding, Membership, Position
from klimanetz.roster.strip import Strip, draw_strip
from klimanetz.roster.telling import Fact, facts_about
from klimanetz.roster.townhall import has_ended


@dataclass(frozen=True, slots=True)
class Dossier:
    """A person for the office."""

    person: Person
    roles: Sequence[Membership]
    former_roles: Sequence[Membership]
    posts: Sequence[tuple[Holding, Strip]]
    former_posts: Sequence[Holding]
    shown: Sequence[Consent]
    facts: Sequence[Fact]
    history: Sequence[Event]


def open_dossier(person: Person) -> Dossier:
    """Five queries, one for the funding of the positions, and those of the facts."""
    today = timezone.localdate()
    roles = list(person.memberships.order_by("-starts", "pk"))
    posts = list(
        Holding.objects.filter(person=person)
        .select_related("position__authority")
        .prefetch_related("position__funding_periods")
        .order_by("-starts", "pk")
    )
    return Dossier(
        person=person,
        roles=[role for role in roles if role.ends is None or role.ends >= today],
        former_roles=[role for role in roles if role.ends and role.ends < today],
        posts=[
            (post, draw_strip(post.position, post.position.funding_periods.all()))
            for post in posts
            if post.ends is None or post.ends >= today
        ],
        former_posts=[post for post in posts if post.ends and post.ends < today],
        facts=facts_about(person),
        shown=list(person.consents.standing().order_by("given_at", "pk")),
        history=read_history(person),
    )


@dataclass(frozen=True, slots=True)
class File:
    """A position for the office: it outlives its holders, and so does what is known of it.

    `homeless`: its authority is no more, as happens when towns merge.
    """

    position: Position
    steps: Sequence[Step]
    strip: Strip
    holders: Sequence[Holding]
    former: Sequence[Holding]
    periods: Sequence[FundingPeriod]
    serves: Sequence[Authority]
    homeless: bool
    history: Sequence[Event]


def open_file(position: Position) -> File:
    today = timezone.localdate()
    holdings = list(position.holdings.select_related("person").order_by("-starts", "-pk"))
    periods = list(position.funding_periods.order_by("starts", "pk"))
    holders = [it for it in holdings if it.ends is None or it.ends >= today]
    return File(
        position=position,
        steps=lifecycle(position, periods),
        strip=draw_strip(position, periods),
        holders=holders,
        former=[it for it in holdings if it not in holders],
        periods=periods,
        serves=list(position.serves.all()),
        homeless=has_ended(position.authority),
        history=read_history(position),
    )
