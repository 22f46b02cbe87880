"""Cases of advising in the demo network, over two years.

Everything goes the way of the product and is then set back in time.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from klimanetz.demo.case_stories import STORIES, Grant, Story
from klimanetz.features.advising.actions import (
    NewFile,
    add_entry,
    move,
    open_case,
    pause,
    set_days,
    set_next,
)
from klimanetz.features.advising.models import (
    Application,
    ApplicationState,
    Case,
    EntryKind,
    Stage,
)
from klimanetz.people.models import Person
from klimanetz.places.models import Authority


def day(ago: int) -> date:
    return timezone.localdate() - timedelta(days=ago)


def moment(ago: int, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day(ago), time(hour, 15)))


def create_cases(organiser: Person) -> None:
    """Every third is in the hands of the colleague."""
    colleague = Person.objects.organisers().exclude(pk=organiser.pk).order_by("pk").first()
    for number, story in enumerate(STORIES):
        live_through(story, colleague if number % 3 == 2 and colleague else organiser)


def live_through(story: Story, owner: Person) -> None:
    case = begin(story, owner)
    for ago, text in story.said:
        shared = ago == story.said[-1][0] and story.opened > 100
        entry = add_entry(
            case,
            EntryKind.TALK,
            text,
            contact=case.contacts.get(),
            shared=shared,
            files=attach(story) if ago == story.said[-1][0] else (),
            actor=owner,
        )
        case.entries.filter(pk=entry.pk).update(at=moment(ago, hour=14))
    for grant in story.grants:
        Application.objects.create(case=case, **facts_of(grant, story))
    for stage, ago in story.way:
        case = take_step(case, story, stage, ago, owner)
    if story.rests:
        reason, days = story.rests
        pause(case, reason=reason, until=day(-days), actor=owner)
        Case.objects.filter(pk=case.pk).update(paused_at=moment(33))
    elif story.next_step:
        set_next(case, story.next_step, day(-story.next_in), actor=owner)
    if story.starts_in:
        set_days(case, starts_on=day(-story.starts_in), actor=owner)
    touched = story.touched or min(25, *(ago for ago, _text in story.said), story.opened)
    Case.objects.filter(pk=case.pk).update(touched_at=moment(touched))


def attach(story: Story) -> list[NewFile]:
    if not story.paper:
        return []
    file = ContentFile(story.paper.encode(), "Beschlussvorschlag.txt")
    return [NewFile(file, "Beschlussvorschlag.txt", "text/plain")]


def begin(story: Story, owner: Person) -> Case:
    register = Authority.objects.valid()
    case = open_case(
        register.get(ars=story.ars),
        others=register.filter(ars__in=story.others),
        owner=owner,
        contact=story.contact,
        next_step="",
        next_on=None,
        actor=owner,
    )
    case.moves.update(on=day(story.opened), at=moment(story.opened))
    Case.objects.filter(pk=case.pk).update(
        opened_at=moment(story.opened), stage_since=day(story.opened)
    )
    return case


def take_step(case: Case, story: Story, stage: Stage, ago: int, owner: Person) -> Case:
    asked: dict[Stage, dict[str, Any]] = {
        Stage.OPTION_CHOSEN: {"option": story.option},
        Stage.COUNCIL_PAPER: {"council_on": find_session(story)},
        Stage.ADVERTISED: {"apply_by": day(-story.apply_in)},
        Stage.NO_APPLICANT: {"reason": story.reason},
        Stage.COUNCIL_REFUSED: {"reason": story.reason},
        Stage.DROPPED: {"reason": story.reason},
    }
    said = asked.get(stage, {})
    case = move(case, stage, version=case.version, on=day(ago), actor=owner, early=True, **said)
    case.moves.filter(reached=stage, on=day(ago)).update(at=moment(ago))
    Case.objects.filter(pk=case.pk, closed_at__isnull=False).update(closed_at=moment(ago))
    return case


def find_session(story: Story) -> date:
    """The day on which the council decided, else the one on which it is going to."""
    decided = dict(story.way).get(Stage.RESOLVED) or dict(story.way).get(Stage.COUNCIL_REFUSED)
    return day(decided) if decided else day(-story.council_in)


def facts_of(grant: Grant, story: Story) -> dict[str, Any]:
    slug, name = grant.programme
    days = {
        "submitted_on": grant.submitted,
        "decided_on": grant.decided,
        "expected_on": None if grant.expected is None else -grant.expected,
        "grant_starts": None if grant.starts is None else -grant.starts,
        "grant_ends": None if grant.starts is None else -grant.starts - 729,
    }
    refused = grant.state == ApplicationState.REFUSED
    return {
        "programme": slug,
        "name": name,
        "state": grant.state,
        "reference": f"DEMO-{story.contact.phone[-3:]}" if grant.submitted else "",
        "applied": Decimal(grant.applied),
        "granted": None if grant.granted is None else Decimal(grant.granted),
        "reason": "Die Mittel des Jahres waren ausgeschöpft." if refused else "",
        **{name: None if ago is None else day(ago) for name, ago in days.items()},
    }
