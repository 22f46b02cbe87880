"""What the organisers have to do today, over everything, so that two people can run the network."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.core.components import Step, StepState
from klimanetz.core.models import Network
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.mail.models import Mail, MailState
from klimanetz.places.models import Authority
from klimanetz.roster.models import Holding, Position, RosterImport, RosterImportState

#: A follow-up grant needs a resolution of the council and months of lead.
AHEAD = timedelta(days=365)
#: The list of people shows all of them.
MOST_ENDINGS = 6


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, why, and the one button that leads there."""

    text: str
    hint: str
    url: str
    button: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A position that runs out within a year."""

    position: Position
    holders: str
    ends: date
    days: int


@dataclass(frozen=True, slots=True)
class Endings:
    count: int
    next_ones: list[Ending]

    @property
    def left_out(self) -> int:
        return self.count - len(self.next_ones)


def list_tasks(network: Network, *, beginning: bool = False) -> list[Task]:
    """The most pressing first; six queries. Who is `beginning` is led by the first steps."""
    askers: tuple[Callable[[], Iterator[Task]], ...] = (
        undelivered,
        to_close,
        without_date,
        half_imported,
        on_ended_places,
    )
    tasks = [task for ask in askers for task in ask()]
    return tasks if beginning else [*tasks, *incomplete(network)]


def undelivered() -> Iterator[Task]:
    count = Mail.objects.filter(state=MailState.FAILED).count()
    if count:
        yield Task(
            ngettext(
                "Eine E-Mail kam nicht an.", "%(count)s E-Mails kamen nicht an.", count
            ) % {"count": count},
            _("Oft stimmt eine Adresse nicht mehr."),
            reverse("outbox"),
            _("Nachsehen"),
        )  # fmt: skip


def to_close() -> Iterator[Task]:
    over = Meeting.objects.filter(state=State.INVITED, ends_at__lt=timezone.now())
    for meeting in over.order_by("starts_at"):
        yield Task(
            _("„%(title)s“ ist vorbei.") % {"title": meeting.title},
            _("Halten Sie fest, ob es stattgefunden hat."),
            reverse("office_meeting", args=[meeting.slug]),
            _("Treffen abschließen"),
        )


def without_date() -> Iterator[Task]:
    for meeting in Meeting.objects.filter(state=State.POSTPONED).order_by("pk"):
        yield Task(
            _("„%(title)s“ ist verschoben.") % {"title": meeting.title},
            _("Der neue Termin steht noch nicht fest."),
            reverse("meeting_postpone", args=[meeting.slug]),
            _("Neuen Termin setzen"),
        )


def half_imported() -> Iterator[Task]:
    for started in RosterImport.objects.filter(state=RosterImportState.OPEN).order_by("pk"):
        yield Task(
            _("Die Liste „%(name)s“ ist noch nicht übernommen.") % {"name": started.file_name},
            _("Nichts daraus ist bisher eingetragen."),
            reverse("people_import_plan", args=[started.pk]),
            _("Weiter einlesen"),
        )


def on_ended_places() -> Iterator[Task]:
    ended = Authority.objects.ended().values("pk")
    for position in (
        Position.objects.standing().filter(authority__in=ended).select_related("authority")
    ):
        yield Task(
            _("%(place)s gibt es nicht mehr.") % {"place": position.authority.name},
            _("Eine Stelle hängt noch daran."),
            reverse("position_detail", args=[position.pk]),
            _("Stelle umziehen"),
        )


def incomplete(network: Network) -> Iterator[Task]:
    missing = [
        label
        for value, label in (
            (network.claim, _("der Satz über das Netzwerk")),
            (network.operator, _("der Träger")),
            (network.email, _("die E-Mail-Adresse")),
            (network.imprint, _("das Impressum")),
        )
        if not value
    ]
    if missing:
        yield Task(
            _("Angaben zum Netzwerk fehlen."),
            _("Es fehlt: %(missing)s.") % {"missing": ", ".join(missing)},
            reverse("network_settings"),
            _("Angaben ergänzen"),
        )


def list_endings() -> Endings:
    """Positions that end within a year, the next ones first; three queries."""
    today = timezone.localdate()
    positions = (
        Position.objects.standing()
        .filter(ends__gte=today, ends__lte=today + AHEAD)
        .select_related("authority")
        .order_by("ends", "pk")
    )
    next_ones = list(positions[:MOST_ENDINGS])
    holders = find_holders(next_ones)
    found = [
        Ending(p, holders.get(p.pk, ""), p.ends, (p.ends - today).days) for p in next_ones if p.ends
    ]
    return Endings(positions.count(), found)


def find_holders(positions: list[Position]) -> dict[int, str]:
    names: dict[int, list[str]] = {}
    rows = Holding.objects.valid().filter(position__in=positions).select_related("person")
    for holding in rows.order_by("pk"):
        names.setdefault(holding.position_id, []).append(holding.person.full_name)
    return {pk: ", ".join(people) for pk, people in names.items()}


def first_steps(network: Network) -> list[Step]:
    """From an empty installation to the first meeting; nothing once that is planned."""
    done = (
        bool(network.operator and network.email),
        Holding.objects.exists(),
        Meeting.objects.exists(),
    )
    if all(done[1:]):
        return []
    labels = (
        (_("Das Netzwerk vorstellen"), _("Name, Träger, Kontakt")),
        (_("Menschen eintragen"), _("am schnellsten mit Ihrer Excel-Liste")),
        (_("Das erste Treffen planen"), _("und dazu einladen")),
    )
    now = done.index(False)
    states: list[StepState] = ["done" if d else "next" for d in done]
    states[now] = "now"
    return [Step(label, state, hint) for (label, hint), state in zip(labels, states, strict=True)]
