"""The roster as a list: searched, filtered, sorted, a page at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, StringAgg, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.people.models import Person, fold_name
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import Holding, Membership

PAGE_SIZE = 300
ENDING_WITHIN = timedelta(days=365)
SORTS = ("name", "kommune", "kreis", "ende")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address of the page asks for."""

    text: str = ""
    role: str = ""
    district: str = ""
    ending: bool = False
    former: bool = False
    sort: str = "name"

    @property
    def narrows(self) -> bool:
        return bool(self.text or self.role or self.district or self.ending or self.former)


class Row(NamedTuple):
    """One line of the list, ready to be written: nothing is computed in the template."""

    url: str
    name: str
    email: str
    roles: str
    place_url: str
    place: str
    district: str
    ends: str
    badge: str


def find_people(wish: Wish) -> QuerySet[Person]:
    """Everyone with a role today (`former`: without one), narrowed and sorted."""
    people: QuerySet[Person] = Person.objects.all()
    member = Membership.objects.valid().filter(person=OuterRef("pk"))
    if wish.role:
        people = people.filter(Exists(member.filter(role=wish.role)))
    elif wish.former:
        people = people.filter(~Exists(member))
    else:
        people = people.filter(Exists(member))
    if wish.district:
        here = posts().filter(position__authority__district_ars=wish.district)
        people = people.filter(Exists(here))
    if wish.ending:
        people = people.filter(Exists(ending_posts()))
    for word in wish.text.split():
        people = people.filter(matches(word))
    return sort_people(people, wish.sort)


def posts() -> QuerySet[Holding]:
    """The positions somebody holds today."""
    return Holding.objects.valid().filter(person=OuterRef("pk"))


def ending_posts() -> QuerySet[Holding]:
    """Fixed-term positions that end within a year, and those that ran out and are still held."""
    until = timezone.localdate() + ENDING_WITHIN
    return posts().filter(position__permanent=False, position__ends__lte=until)


def matches(word: str) -> Q:
    """A word of the name, address or organisation, or of the place somebody works for."""
    at = posts().filter(position__authority__name__icontains=word)
    return (
        Q(sort_name__contains=fold_name(word))
        | Q(email__icontains=word)
        | Q(organisation__icontains=word)
        | Q(Exists(at))
    )


def sort_people(people: QuerySet[Person], sort: str) -> QuerySet[Person]:
    """`-kommune` sorts downwards; people without a position come last either way."""
    down, name = sort.startswith("-"), sort.removeprefix("-")
    if name == "name":
        return people.order_by(*(("-sort_name", "-pk") if down else ("sort_name", "pk")))
    district = Coalesce("position__authority__parent__name", "position__authority__name")
    by = {
        "kommune": F("position__authority__name"),
        "kreis": district,
        "ende": F("position__ends"),
    }[name]
    first = Subquery(posts().order_by("pk").annotate(key=by).values("key")[:1])
    key = F("first_post").desc(nulls_last=True) if down else F("first_post").asc(nulls_last=True)
    return people.annotate(first_post=first).order_by(key, "sort_name", "pk")


def read_rows(people: QuerySet[Person]) -> list[Row]:
    """A page of rows in two queries; `people` is already cut to the page."""
    roles = (
        Membership.objects.valid()
        .filter(person=OuterRef("pk"))
        .order_by()
        .values("person")
        .annotate(all=StringAgg("role", Value(",")))
        .values("all")
    )
    found = list(
        people.annotate(held=Subquery(roles)).values_list(
            "pk", "title", "first_name", "last_name", "email", "organisation", "held"
        )
    )
    posts_of = read_posts([row[0] for row in found])
    writer = RowWriter()
    return [
        writer.write(pk, " ".join(filter(None, names)), email, organisation, roles, posts_of[pk])
        for pk, *names, email, organisation, roles in found
    ]


class Post(NamedTuple):
    person: int
    ars: str
    place: str
    district: str
    permanent: bool
    ends: date | None


def read_posts(people: Sequence[int]) -> dict[int, list[Post]]:
    held: dict[int, list[Post]] = defaultdict(list)
    rows = (
        Holding.objects.valid()
        .filter(person_id__in=people)
        .order_by("pk")
        .values_list(
            "person_id", "position__authority__ars", "position__authority__name",
            Coalesce("position__authority__parent__name", "position__authority__name"),
            "position__permanent", "position__ends",
        )
    )  # fmt: skip
    for row in rows:
        held[row[0]].append(Post(*row))
    return held


class RowWriter:
    """Looks up addresses and labels once for all rows."""

    def __init__(self) -> None:
        self.people = reverse("people_list")
        self.authorities = reverse("office_authority", args=["0"]).removesuffix("0/")
        self.labels: dict[str | None, str] = {None: ""}

    def write(
        self, pk: int, name: str, email: str, organisation: str, roles: str | None,
        posts: Sequence[Post],
    ) -> Row:  # fmt: skip
        """Somebody with several positions stands with the first; the others are named with it."""
        url, labels = f"{self.people}{pk}/", self.name_roles(roles)
        if not posts:
            return Row(url, name, email, labels, "", organisation, "", "", "")
        places = ", ".join(dict.fromkeys(post.place for post in posts))
        ends, badge = tell_end(min(posts, key=lambda post: post.ends or date.max))
        first = f"{self.authorities}{posts[0].ars}/"
        return Row(url, name, email, labels, first, places, posts[0].district, ends, badge)

    def name_roles(self, roles: str | None) -> str:
        """`manager,partner` as the two labels, in the order of the roles."""
        if roles not in self.labels:
            held = (roles or "").split(",")
            self.labels[roles] = " · ".join(str(role.label) for role in Role if role in held)
        return self.labels[roles]


def tell_end(post: Post) -> tuple[str, str]:
    """When the term ends, and how urgent that is: a badge only within a year."""
    if post.permanent:
        return _("verstetigt"), ""
    if post.ends is None:
        return _("kein Ende eingetragen"), ""
    left = post.ends - timezone.localdate()
    badge = "loss" if left.days < 0 else "now" if left <= ENDING_WITHIN else ""
    return date_format(post.ends, "d.m.Y"), badge


def count_sentence(wish: Wish, count: int) -> str:
    """`31 Menschen im Netzwerk`, `2 Menschen passen dazu`."""
    if wish.narrows:
        return ngettext("Ein Mensch passt dazu", "%(count)s Menschen passen dazu", count) % {
            "count": count
        }
    return ngettext("Ein Mensch im Netzwerk", "%(count)s Menschen im Netzwerk", count) % {
        "count": count
    }


def district_choices() -> list[tuple[str, str]]:
    districts = Authority.objects.valid().districts().order_by("name", "ars")
    return list(districts.values_list("district_ars", "name"))
