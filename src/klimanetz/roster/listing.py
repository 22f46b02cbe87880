"""The roster as a list: searched, filtered, sorted, a page at a time."""

from dataclasses import dataclass
from typing import Self

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import ngettext

from klimanetz.people.models import Person, fold_name
from klimanetz.people.roles import Role
from klimanetz.roster.models import Holding, Membership
from klimanetz.roster.rows import ENDING_WITHIN

PAGE_SIZE = 300
NAMES = ("suche", "rolle", "kreis", "zeige", "sort")
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

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Whatever the address says wrongly is as if it said nothing."""
        said = {name: query.get(name, "").strip()[:100] for name in NAMES}
        return cls(
            text=said["suche"],
            role=said["rolle"] if said["rolle"] in Role else "",
            district=said["kreis"] if said["kreis"].isdigit() else "",
            ending=said["zeige"] == "endet",
            former=said["zeige"] == "ehemalig",
            sort=said["sort"] if said["sort"].removeprefix("-") in SORTS else "name",
        )

    @property
    def narrows(self) -> bool:
        return bool(self.text or self.role or self.district or self.ending or self.former)


def find_people(wish: Wish) -> QuerySet[Person]:
    """Everyone with a role today (`former`: without one), narrowed and sorted."""
    people: QuerySet[Person] = Person.objects.all()
    member = Membership.objects.valid().filter(person=OuterRef("pk"))
    if wish.role:
        people = people.filter(Exists(member.filter(role=wish.role)))
    elif wish.former:
        people = people.filter(~Exists(member), erased_at=None)
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


def count_people(wish: Wish) -> int:
    """As many as `find_people` finds; quicker where only a role narrows."""
    if wish.text or wish.district or wish.ending or wish.former:
        return find_people(wish).count()
    members = Membership.objects.valid()
    if wish.role:
        members = members.filter(role=wish.role)
    return int(members.aggregate(people=Count("person", distinct=True))["people"])


class People(Paginator):  # type: ignore[type-arg]
    """Pages of `find_people`, counted by `count_people` where the count is not known."""

    def __init__(self, wish: Wish, count: int | None = None) -> None:
        super().__init__(find_people(wish), PAGE_SIZE)
        self.count = count_people(wish) if count is None else count


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
        | Q(organisation__name__icontains=word)
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


def count_sentence(wish: Wish, count: int) -> str:
    """`31 Menschen im Netzwerk`, `2 Menschen passen dazu`."""
    if wish.narrows:
        return ngettext("Ein Mensch passt dazu", "%(count)s Menschen passen dazu", count) % {
            "count": count
        }
    return ngettext("Ein Mensch im Netzwerk", "%(count)s Menschen im Netzwerk", count) % {
        "count": count
    }
