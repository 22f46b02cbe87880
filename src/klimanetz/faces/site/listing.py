"""The list of who works where, as the public reads it: by district, one line for each post.

Plain tuples, because tens of thousands of them are kept and fetched again.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.text import slugify

from klimanetz.people.roles import Role
from klimanetz.roster.coverage import DistrictCoverage
from klimanetz.roster.directory.told import NOTHING, Told, told_to_all
from klimanetz.roster.public import PublicDistrict, PublicPosition


class Entry(NamedTuple):
    """A filled post, `role` in words; `name`, `email`, `phone` are empty without consent.

    `told` is what else this person shows to all, where it is asked for.
    """

    ars: str
    place: str
    kind: str
    role: str
    name: str
    email: str
    phone: str
    person: int
    told: Told = NOTHING

    @property
    def key(self) -> str:
        """The last part of the address of its place."""
        return make_key(self.ars, self.place)

    @property
    def initials(self) -> str:
        """Of first and last name; a title ends with a full stop and has none."""
        words = [word for word in self.name.split() if not word.endswith(".")]
        return (words[0][0] + words[-1][0]).upper() if len(words) > 1 else self.name[:1].upper()


class DistrictLine(NamedTuple):
    """A district with the posts in it; `level` is that of `roster.coverage`.

    `ars` are its five digits, `key` is the last part of the address of its page.
    """

    ars: str
    key: str
    name: str
    level: str
    entries: tuple[Entry, ...]

    @property
    def places(self) -> int:
        return len({entry.ars for entry in self.entries})


def make_key(ars: str, name: str) -> str:
    return f"{ars}-{slugify(name)}"


def say_roles() -> dict[Role, str]:
    """In the language that is active; asked once for many."""
    return {role: str(role.label) for role in Role}


def make_entries(rows: Iterable[PublicPosition], roles: Mapping[Role, str]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            row.ars,
            row.authority,
            row.kind,
            roles[row.kind],
            row.name,
            row.email,
            row.phone,
            row.person,
        )
        for row in rows
    )


def with_told(entries: Iterable[Entry]) -> list[Entry]:
    """With what else these people show to all; two queries."""
    entries = list(entries)
    told = told_to_all({entry.person for entry in entries})
    return [entry._replace(told=told.get(entry.person, NOTHING)) for entry in entries]


def list_districts(
    districts: Iterable[PublicDistrict], coverage: Mapping[str, DistrictCoverage]
) -> tuple[DistrictLine, ...]:
    roles = say_roles()
    return tuple(
        DistrictLine(
            district.ars,
            make_key(district.key, district.name),
            district.name,
            coverage[district.ars].level if district.ars in coverage else "none",
            make_entries(district.positions, roles),
        )
        for district in districts
    )
