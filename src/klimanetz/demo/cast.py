"""Who is who in the demo network: invented people on real places."""

import csv
from dataclasses import dataclass
from importlib import resources

from django.utils.text import slugify

from klimanetz.people.models import Organisation
from klimanetz.people.roles import Role

ADMINISTRATION = Organisation.Kind.ADMINISTRATION

#: One person for each way of looking at the network; the sign-in page offers them.
ORGANISER = "anna.lindner@agentur.example"
MANAGER = "jonas.weber@ilmenau.example"
GUEST = "vera.sommer@ministerium.example"
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def mail_name(name: str) -> str:
    """A name as it stands in an address: Rössel is `roessel`."""
    return slugify(name.lower().translate(UMLAUTS))


@dataclass(frozen=True)
class Other:
    """Somebody without a post at an authority; telephone numbers are set aside for fiction."""

    email: str
    first_name: str
    last_name: str
    role: Role
    organisation: str
    kind: Organisation.Kind
    phone: str = ""


OTHERS = (
    Other(
        ORGANISER,
        "Anna",
        "Lindner",
        Role.ORGANISER,
        "Landesenergieagentur",
        ADMINISTRATION,
        "030 23125 110",
    ),
    Other(
        "paul.brandt@agentur.example",
        "Paul",
        "Brandt",
        Role.ORGANISER,
        "Landesenergieagentur",
        ADMINISTRATION,
        "030 23125 111",
    ),
    Other(GUEST, "Vera", "Sommer", Role.STANDING_GUEST, "Ministerium für Umwelt", ADMINISTRATION),
    Other(
        "georg.hohmann@gemeindebund.example",
        "Georg",
        "Hohmann",
        Role.STANDING_GUEST,
        "Gemeindebund",
        Organisation.Kind.ASSOCIATION,
    ),
    Other(
        "ruth.abel@hochschule.example",
        "Ruth",
        "Abel",
        Role.PARTNER,
        "Hochschule",
        Organisation.Kind.SCIENCE,
    ),
    Other(
        "kai.neubert@stadtwerke.example",
        "Kai",
        "Neubert",
        Role.PARTNER,
        "Stadtwerkeverbund",
        Organisation.Kind.BUSINESS,
    ),
)


@dataclass(frozen=True)
class Post:
    """One line of `posts.csv`; days are given as months from today, no number: no end."""

    ars: str
    role: Role
    share: str
    since: int
    ends: int | None
    programme: str
    title: str
    first_name: str
    last_name: str
    held_since: int | None
    shows: frozenset[str]


def number(text: str) -> int | None:
    return int(text) if text else None


def read_posts() -> list[Post]:
    source = resources.files("klimanetz.demo").joinpath("posts.csv")
    with source.open(encoding="utf-8") as lines:
        return [
            Post(
                ars=row["ars"],
                role=Role(row["role"]),
                share=row["share"],
                since=int(row["since"]),
                ends=number(row["ends"]),
                programme=row["programme"],
                title=row["title"],
                first_name=row["first_name"],
                last_name=row["last_name"],
                held_since=number(row["held_since"]),
                shows=frozenset(row["shows"].split()),
            )
            for row in csv.DictReader(lines, delimiter=";")
        ]
