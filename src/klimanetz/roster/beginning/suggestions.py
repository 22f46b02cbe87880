"""Who could go with a newcomer: ready to, in post for long, in an authority like theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.places.models import Authority
from klimanetz.places.similarity import Likeness, SizeClass, compare, size_class
from klimanetz.roster.beginning.models import Tandem, TandemState
from klimanetz.roster.beginning.models.tandem import MOST, SENIORITY, STANDING
from klimanetz.roster.beginning.posts import Post, posts_of

#: More are not read.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    person: Person
    post: Post
    reason: str
    score: float


def suggest(newcomer: Person) -> list[Suggestion]:
    """The most alike first; in three queries."""
    candidates = list(find_candidates(newcomer))
    posts = posts_of([newcomer.pk, *(one.pk for one in candidates)])
    mine = [post.authority for post in posts[newcomer.pk]]
    found = [best_of(one, posts[one.pk], mine) for one in candidates if posts[one.pk]]
    return sorted(found, key=lambda one: (-one.score, one.person.sort_name))[:SHOWN]


def find_candidates(newcomer: Person) -> Iterable[Person]:
    """Whoever declined once is not asked again."""
    long_ago = timezone.localdate() - SENIORITY
    standing = Count("tandems", filter=Q(tandems__state__in=STANDING), distinct=True)
    declined = Tandem.objects.filter(newcomer=newcomer, state=TandemState.DECLINED)
    found: Iterable[Person] = (
        Person.objects.filter(is_active=True, tandem_offer__isnull=False)
        .with_role(*POSITION_ROLES)
        .filter(holdings__starts__lte=long_ago)
        .exclude(pk=newcomer.pk)
        .exclude(pk__in=declined.values("buddy"))
        .annotate(company=standing)
        .filter(company__lt=MOST)
        .order_by("sort_name", "pk")
    )
    return found


def best_of(person: Person, posts: list[Post], mine: list[Authority]) -> Suggestion:
    """The pair of posts that is most alike speaks for the person."""
    pairs = [(compare(one, post.authority), post) for one, post in product(mine, posts)]
    if not pairs:
        return Suggestion(person, posts[0], "", 0)
    likeness, post = max(pairs, key=lambda pair: pair[0].score)
    return Suggestion(person, post, say_likeness(likeness, post.authority), likeness.score)


def say_likeness(likeness: Likeness, theirs: Authority) -> str:
    """„Kleinstadt wie Ihre, 24 km“; empty where they have nothing in common."""
    parts = [say_size(size_class(theirs))] if likeness.same_size else []
    if likeness.km is not None and likeness.km >= 1:
        parts.append(_("%(km)s km") % {"km": round(likeness.km)})
    elif likeness.km is not None:
        parts.append(_("am selben Ort"))
    return ", ".join(parts)


def say_size(size: SizeClass) -> str:
    return {
        SizeClass.CITY: _("Großstadt wie Ihre"),
        SizeClass.MEDIUM_TOWN: _("Mittelstadt wie Ihre"),
        SizeClass.SMALL_TOWN: _("Kleinstadt wie Ihre"),
        SizeClass.RURAL: _("Landgemeinde wie Ihre"),
        SizeClass.DISTRICT: _("Landkreis wie Ihrer"),
    }[size]
