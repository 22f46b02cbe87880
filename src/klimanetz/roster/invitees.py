"""Whom to invite: the living roster as a list of addresses."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import Holding


@dataclass(frozen=True, slots=True)
class Invitee:
    """A person as an invitation names them; `district_key` is empty for people without a post."""

    person_id: int
    name: str
    email: str
    organisation: str
    district: str
    district_key: str
    language: str


@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody works today."""

    authority: str
    district_key: str


def invitees(
    roles: Collection[Role], district_keys: Collection[str] = frozenset()
) -> list[Invitee]:
    """Everyone who holds one of `roles` today, by name; three queries at any size.

    `district_keys` (five digits) keeps those with a post in one of these districts; empty keeps
    all, guests and partners without a post included. No roles: nobody.
    """
    if not roles:
        return []
    posts = read_posts()
    districts = dict(Authority.objects.districts().values_list("district_ars", "name"))
    people = Person.objects.filter(is_active=True).with_role(*roles)
    rows = people.values_list(
        "pk", "title", "first_name", "last_name", "email", "organisation__name", "language"
    )
    found = []
    for pk, title, first_name, last_name, email, organisation, language in rows:
        post = choose_post(posts.get(pk, []), district_keys)
        if post is None:
            continue
        name = " ".join(part for part in (title, first_name, last_name) if part)
        found.append(
            Invitee(
                pk, name, email, post.authority or organisation or "",
                districts.get(post.district_key, ""), post.district_key, language,
            )
        )  # fmt: skip
    return found


def choose_post(posts: list[Post], district_keys: Collection[str]) -> Post | None:
    """The first post in one of the districts; nowhere in particular where none is asked for."""
    if not district_keys:
        return posts[0] if posts else Post("", "")
    return next((post for post in posts if post.district_key in district_keys), None)


def read_posts() -> dict[int, list[Post]]:
    posts = defaultdict(list)
    rows = (
        Holding.objects.valid()
        .order_by("pk")
        .values_list("person_id", "position__authority__name", "position__authority__district_ars")
    )
    for person, authority, district_key in rows:
        posts[person].append(Post(authority, district_key))
    return posts
