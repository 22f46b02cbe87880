"""The list of who works where, as the public reads it: by district, one line for each post."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from klimanetz.roster.coverage import DistrictCoverage
from klimanetz.roster.public import PublicDistrict, PublicPosition


@dataclass(frozen=True, slots=True)
class Entry:
    """A filled post; `name`, `initials`, `email` and `phone` are empty without consent.

    `key` is the last part of the place's address.
    """

    key: str
    ars: str
    place: str
    role: str
    name: str
    initials: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A district with the posts in it; `level` is that of `roster.coverage`."""

    key: str
    ars: str
    name: str
    level: str
    entries: tuple[Entry, ...]

    @property
    def places(self) -> int:
        return len({entry.ars for entry in self.entries})


def make_key(ars: str, name: str) -> str:
    return f"{ars}-{slugify(name)}"


def find_initials(name: str) -> str:
    """Of first and last name; a title ends with a full stop and has none."""
    words = [word for word in name.split() if not word.endswith(".")]
    return (words[0][0] + words[-1][0]).upper() if len(words) > 1 else name[:1].upper()


def make_entry(row: PublicPosition) -> Entry:
    return Entry(
        key=make_key(row.ars, row.authority),
        ars=row.ars,
        place=row.authority,
        role=str(row.kind.label),
        name=row.name,
        initials=find_initials(row.name),
        email=row.email,
        phone=row.phone,
    )


def list_districts(
    districts: Iterable[PublicDistrict], coverage: Mapping[str, DistrictCoverage]
) -> tuple[DistrictLine, ...]:
    return tuple(
        DistrictLine(
            key=make_key(district.ars, district.name),
            ars=district.ars,
            name=district.name,
            level=coverage[district.ars].level if district.ars in coverage else "none",
            entries=tuple(make_entry(row) for row in district.positions),
        )
        for district in districts
    )
