"""Further cases in every stage, so that the board and its figures have something to show."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from importlib import resources
from typing import Any, Final

from klimanetz.demo.advising import day, moment
from klimanetz.demo.cast import ORGANISER, mail_name
from klimanetz.features.advising.models import (
    CLOSED,
    PATH,
    Application,
    ApplicationState,
    Case,
    CaseEntry,
    Contact,
    EntryKind,
    Move,
    Stage,
)
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.models import Position

OWNERS: Final = {"anna": ORGANISER, "paul": "paul.brandt@agentur.example"}
NAMES: Final = (
    *("Birgit Adler", "Holger Franke", "Sabine Kühn", "Marco Wolff", "Heike Sturm"),
    *("Uwe Richter", "Kerstin Vogel", "Rainer Scholz", "Anja Peters", "Dirk Lange"),
)
OFFICES: Final = ("Bürgermeisterin", "Bauamt", "Hauptamt", "Kämmerei")
TALKS: Final = (
    "Die Nachbarstadt erzählt, dass der Bund viel zahlt. Was kostet die Stelle im dritten Jahr?",
    "Der Rat ist aufgeschlossen, die Kämmerei vorsichtig. Eine Musterrechnung würde helfen.",
    "Sucht Partner für eine gemeinsame Stelle; allein ist die Kommune zu klein.",
)
#: The programmes that come along with the product, by what a case calls them.
KNOWN: Final = {"Kommunalrichtlinie": "kommunalrichtlinie"}
#: Where a case went astray it had come so far.
CAME_TO: Final = {
    Stage.NO_APPLICANT: Stage.ADVERTISED,
    Stage.COUNCIL_REFUSED: Stage.COUNCIL_PAPER,
    Stage.DROPPED: Stage.FIRST_TALK,
    Stage.REJECTED: Stage.APPLIED,
}


def fill_board() -> None:
    owners = {name: Person.objects.get(email=email) for name, email in OWNERS.items()}
    table = resources.files("klimanetz.demo").joinpath("board.csv").read_text("utf-8")
    for number, row in enumerate(csv.DictReader(table.splitlines(), delimiter=";")):
        create_case(number, row, owners.get(row["owner"]))


def create_case(number: int, row: dict[str, str], owner: Person | None) -> None:
    stage, here = Stage(row["stage"]), int(row["here"])
    lead = Authority.objects.valid().get(ars=row["ars"])
    case = Case.objects.create(
        lead=lead,
        owner=owner,
        stage=stage,
        stage_since=day(here),
        option=row["option"],
        next_step=row["next_step"],
        next_on=day(-int(row["next_in"])) if row["next_in"] else None,
        council_on=day(2 if number % 2 else -9) if stage == Stage.COUNCIL_PAPER else None,
        apply_by=day(0) if stage == Stage.ADVERTISED else None,
        opened_at=moment(int(row["since"])),
        touched_at=moment(min(here, 45)),
        **ending(row, stage, here, lead),
    )
    Move.objects.bulk_create(moves_of(case, row, owner))
    create_applications(number, case)
    talk_with(number, case, int(row["since"]))


def ending(row: dict[str, str], stage: Stage, here: int, lead: Authority) -> dict[str, Any]:
    """That it rests, or how it ended."""
    if row["rests"]:
        until = day(-int(row["rests"]))
        return {"paused_at": moment(here), "pause_reason": row["reason"], "wake_on": until}
    if stage not in CLOSED:
        return {}
    position = None
    if stage == Stage.ONBOARDED:
        position = Position.objects.filter(authority=lead).order_by("pk").first()
    return {"closed_at": moment(here), "reason": row["reason"], "position": position}


def moves_of(case: Case, row: dict[str, str], owner: Person | None) -> Iterator[Move]:
    """From the first call to where it stands, the steps spread over the time between."""
    since, here, stage = int(row["since"]), int(row["here"]), Stage(case.stage)
    last = CAME_TO.get(stage, stage)
    way = [*PATH[: PATH.index(last) + 1], *([stage] if stage != last else [])]
    before = ""
    for step, reached in enumerate(way):
        ago = since - (since - here) * step // max(1, len(way) - 1)
        reason = row["reason"] if reached in CLOSED else ""
        yield Move(
            case=case, left=before, reached=reached, on=day(ago), reason=reason, by=owner,
            at=moment(ago),
        )  # fmt: skip
        before = reached


def create_applications(number: int, case: Case) -> None:
    """On the days on which the case says so; every second one asks the state besides."""
    reached = dict(case.moves.values_list("reached", "on"))
    sent = reached.get(Stage.APPLIED)
    if sent is None:
        return
    if case.stage == Stage.REJECTED:
        decided: dict[str, Any] = {"decided_on": reached[case.stage], "reason": case.reason}
        apply_for(case, "Kommunalrichtlinie", ApplicationState.REFUSED, sent, **decided)
    elif case.stage == Stage.APPLIED:
        apply_for(case, "Kommunalrichtlinie", ApplicationState.SUBMITTED, sent)
        if number % 2:
            later = sent + timedelta(days=20)
            apply_for(case, "Landesförderung", ApplicationState.QUERIED, later)
    elif decided_on := reached.get(Stage.GRANTED):
        granted: dict[str, Any] = {
            "granted": Decimal(112_000 + 700 * number),
            "decided_on": decided_on,
            "grant_starts": decided_on + timedelta(days=60),
            "grant_ends": decided_on + timedelta(days=60 + 729),
        }
        apply_for(case, "Kommunalrichtlinie", ApplicationState.GRANTED, sent, **granted)


def apply_for(
    case: Case,
    name: str,
    state: ApplicationState,
    sent: date,
    **fields: Any,  # noqa: ANN401 - of any field
) -> None:
    Application.objects.create(
        case=case,
        name=name,
        programme=KNOWN.get(name, ""),
        state=state,
        applied=Decimal(134_000 + 900 * (case.pk % 7)),
        submitted_on=sent,
        expected_on=sent + timedelta(days=150),
        **fields,
    )


def talk_with(number: int, case: Case, since: int) -> None:
    name = NAMES[number % len(NAMES)]
    contact = Contact.objects.create(
        case=case,
        name=name,
        office=OFFICES[number % len(OFFICES)],
        email=f"{mail_name(name.split()[1])}@{mail_name(case.lead.name)}.example",
        phone=f"030 23125 {300 + number}",
    )
    CaseEntry.objects.create(
        case=case,
        kind=EntryKind.TALK,
        text=TALKS[number % len(TALKS)],
        at=moment(since),
        by=case.owner,
        contact=contact,
    )
