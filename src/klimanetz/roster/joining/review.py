"""Everything an organiser needs to decide about a request, on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from klimanetz.people.models import Person, fold_name
from klimanetz.places.models import Authority
from klimanetz.roster.joining.domains import Judgement, judge_domain
from klimanetz.roster.joining.models import JoinRequest, Question
from klimanetz.roster.models import Holding, Membership, Position, PositionState
from klimanetz.roster.townhall import find_heirs, has_ended, with_holders

#: More people of one name are not shown.
MOST_ALIKE = 8


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody the network knows who may be the one who asks, and why."""

    person: Person
    why: str
    posts: Sequence[Holding]
    roles: Sequence[Membership]


@dataclass(frozen=True, slots=True)
class Review:
    """`heirs` are what took over an authority that is no more; `owner` has the address."""

    request: JoinRequest
    domain: Judgement
    ended: bool
    heirs: Sequence[Authority]
    positions: Sequence[Position]
    alike: Sequence[Alike]
    owner: Person | None
    questions: Sequence[Question]

    @property
    def proposed_position(self) -> str:
        """A vacancy of the kind that is asked for."""
        for position in self.positions:
            if position.kind == self.request.role and position.state != PositionState.FILLED:
                return str(position.pk)
        return ""

    @property
    def own_posts(self) -> Sequence[Holding]:
        return [post for one in self.alike if one.person == self.owner for post in one.posts]

    def name_position(self, position: Position) -> str:
        holders = ", ".join(holding.person.full_name for holding in position.current)  # type: ignore[attr-defined]
        about = holders or str(PositionState(position.state).label)
        place = (
            "" if position.authority_id == self.request.authority_id else position.authority.name
        )
        return " ".join(filter(None, (position.get_kind_display(), place, f"({about})")))


def open_review(request: JoinRequest) -> Review:
    """In a handful of queries, however many people bear the name."""
    heirs = find_heirs(request.authority)
    at = [request.authority, *heirs]
    positions = Position.objects.exclude(state=PositionState.ENDED).filter(authority__in=at)
    listed = list(with_holders(positions))
    colleagues = [holding.person for position in listed for holding in position.current]  # type: ignore[attr-defined]
    alike = find_alike(request)
    owners = [one.person for one in alike if one.person.email == request.email]
    return Review(
        request=request,
        domain=judge_domain(request.email, request.authority, colleagues),
        ended=has_ended(request.authority),
        heirs=heirs,
        positions=listed,
        alike=alike,
        owner=owners[0] if owners else None,
        questions=list(request.questions.all()),
    )


def find_alike(request: JoinRequest) -> list[Alike]:
    """The owner of the address first, then those of the same name, then of the same surname."""
    name = fold_name(f"{request.last_name} {request.first_name}")
    family = fold_name(request.last_name) + " "
    posts = Prefetch(
        "holdings",
        Holding.objects.valid().select_related("position__authority").order_by("pk"),
        to_attr="posts",
    )
    roles = Prefetch("memberships", Membership.objects.valid().order_by("pk"), to_attr="standing")
    people = (
        Person.objects.filter(Q(email=request.email) | Q(sort_name__startswith=family))
        .prefetch_related(posts, roles)
        .order_by("sort_name", "pk")
    )
    found = [
        Alike(person, tell_why(person, request, name), person.posts, person.standing)
        for person in people
    ]
    order = (_("dieselbe Adresse"), _("derselbe Name"), _("derselbe Nachname"))
    return sorted(found, key=lambda one: order.index(one.why))[:MOST_ALIKE]


def tell_why(person: Person, request: JoinRequest, name: str) -> str:
    if person.email == request.email:
        return _("dieselbe Adresse")
    return _("derselbe Name") if person.sort_name == name else _("derselbe Nachname")
