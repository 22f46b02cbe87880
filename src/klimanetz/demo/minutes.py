"""The demo's minutes: what was said at the last two meetings, and what is still to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from klimanetz.core.audit import name_subject
from klimanetz.demo.cast import MANAGER, ORGANISER
from klimanetz.features.meetings.minutes import actions
from klimanetz.features.meetings.minutes.actions import Typed
from klimanetz.features.meetings.minutes.models import (
    ActionItem,
    Kind,
    MinutesVersion,
    Reader,
    Readers,
)
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.mail.models import Letter
from klimanetz.people.models import Person

INFORMATION, DECISION, ACTION = Kind.INFORMATION, Kind.DECISION, Kind.ACTION


@dataclass(frozen=True)
class Said:
    """One entry; `due` counts in days from today."""

    text: str
    kind: Kind = INFORMATION
    owner: str = ""
    due: int | None = None


@dataclass(frozen=True)
class Topic:
    """An item of the agenda, by its title, and what was said to it."""

    title: str
    said: Sequence[Said]


FUNDING = (
    Topic(
        "Begrüßung",
        [Said("Drei Stellen sind neu besetzt. Die Neuen stellen sich kurz vor.")],
    ),
    Topic(
        "Vom Erstvorhaben zum Anschluss: der Zeitplan",
        [
            Said(
                "Der Antrag auf das Anschlussvorhaben lag neun Monate vor dem Ende bereit, der "
                "Beschluss des Rates sechs Monate vorher. Am längsten dauerte der Stellenplan."
            ),
            Said(
                "Geholfen hat eine Seite mit Zahlen: was die Stelle gekostet und was sie an "
                "Fördermitteln gebracht hat."
            ),
            Said("Die Seite als Vorlage für alle schicken", ACTION, "manager", 12),
        ],
    ),
    Topic(
        "Gemeinsam auftreten",
        [
            Said("Viele Räte entscheiden im Herbst über den Stellenplan.", INFORMATION),
            Said(
                "Wir schreiben einen gemeinsamen Brief an die Bürgermeister:innen, deren Stelle "
                "in den nächsten zwölf Monaten ausläuft.", DECISION,
            ),
            Said("Den Brief entwerfen und herumschicken", ACTION, "Paul Brandt", 5),
        ],
    ),
)  # fmt: skip
OTHERWISE = Said("Die Präsentationen kommen mit dem Protokoll.")
HEAT = (
    Topic(
        "Was bleibt",
        [
            Said("Begonnen haben alle drei mit den eigenen Gebäuden: Dort liegen die Daten schon."),
            Said("Das Netzwerk sammelt Leistungsverzeichnisse für alle.", DECISION),
            Said("Leistungsverzeichnis aus Mühlhausen herumschicken", ACTION, "Anna Lindner", -140),
        ],
    ),
)  # fmt: skip


def create_minutes() -> None:
    """The last meeting in full, the one before in brief, both released."""
    organiser = Person.objects.get(email=ORGANISER)
    heat, funding = Meeting.objects.filter(state=State.HELD).order_by("starts_at")
    tell(funding, FUNDING, OTHERWISE)
    tell(heat, HEAT, None)
    publish(funding, Readers.PUBLIC, organiser)
    publish(heat, Readers.MEMBERS, organiser)
    for action in ActionItem.objects.filter(meeting=heat):
        actions.finish(action, "Liegt seit dem Sommer für alle bereit.", actor=organiser)
    Letter.objects.filter(about=name_subject(heat)).delete()


def tell(meeting: Meeting, topics: Sequence[Topic], otherwise: Said | None) -> None:
    organiser = Person.objects.get(email=ORGANISER)
    for topic in topics:
        item = meeting.agenda.get(title=topic.title)
        for number, said in enumerate(topic.said):
            write(meeting, said, f"demo-{item.pk}-{number}", item.pk, organiser)
    if otherwise:
        write(meeting, otherwise, "demo-sonstiges", None, organiser)


def write(meeting: Meeting, said: Said, key: str, item: int | None, organiser: Person) -> None:
    today = timezone.localdate()
    typed = Typed(
        key=key,
        text=said.text,
        kind=said.kind,
        owner=find_name(said.owner),
        due_on=today + timedelta(days=said.due) if said.due is not None else None,
        item=item,
    )
    actions.write(meeting, typed, actor=organiser)


def find_name(owner: str) -> str:
    if owner != "manager":
        return owner
    manager: Person = Person.objects.get(email=MANAGER)
    return f"{manager.full_name} <{manager.email}>"


def publish(meeting: Meeting, readers: Readers, organiser: Person) -> None:
    """Reviewed and released ten days after; its mails were read long ago."""
    actions.open_review(meeting, timezone.localdate(), actor=organiser)
    readers_by_link = Reader.objects.filter(minutes__meeting=meeting, person__isnull=False)
    reader = readers_by_link.exclude(email=ORGANISER).earliest("pk")
    actions.propose(reader, {None: "Bitte auch die Gäste aus dem Ministerium nennen."})
    for correction in reader.corrections.all():
        actions.accept(correction, actor=organiser)
    decisions = meeting.entries.filter(kind=DECISION).values_list("key", flat=True)
    actions.release(meeting, readers=readers, extract=set(decisions), actor=organiser)
    then = meeting.ends_at + timedelta(days=10)
    MinutesVersion.objects.filter(minutes__meeting=meeting).update(released_at=then)
    Letter.objects.filter(purpose__in=("minutes.review", "minutes.released")).delete()
