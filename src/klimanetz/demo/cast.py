"""Who is who in the demo network: invented people on real places."""

import csv
from dataclasses import dataclass
from importlib import resources

#: One person for each way of looking at the network; the sign-in page offers them.
ORGANISER = "anna.lindner@landesenergieagentur.example"
MANAGER = "jonas.weber@ilmenau.example"
GUEST = "vera.sommer@ministerium.example"

#: Address, first name, last name, role, telephone (numbers set aside for fiction).
OTHERS = (
    (ORGANISER, "Anna", "Lindner", "organiser", "030 23125 110"),
    ("paul.brandt@landesenergieagentur.example", "Paul", "Brandt", "organiser", "030 23125 111"),
    (GUEST, "Vera", "Sommer", "standing_guest", ""),
    ("georg.hohmann@gemeindebund.example", "Georg", "Hohmann", "standing_guest", ""),
    ("ruth.abel@hochschule.example", "Ruth", "Abel", "partner", ""),
    ("kai.neubert@stadtwerke.example", "Kai", "Neubert", "partner", ""),
)


@dataclass(frozen=True)
class Post:
    """One line of `posts.csv`; days are given as months from today, no number: no end."""

    ars: str
    role: str
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
    with source.open(encoding="utf-8", newline="") as lines:
        return [
            Post(
                ars=row["ars"],
                role=row["role"],
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
