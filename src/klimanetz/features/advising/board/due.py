"""What is due over all cases until a day: at most three queries, the oldest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.db.models import TextChoices as Choices
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klimanetz.features.advising.models import Application, Case, CaseQuerySet, Stage
from klimanetz.features.advising.programmes import known_programmes
from klimanetz.people.models import Person

#: So long before it closes a window is named.
WINDOW_AHEAD: Final = timedelta(days=60)
#: Cases that may still apply: whoever decides soon can make use of a window.
BEFORE_APPLYING: Final = (
    Stage.FIRST_TALK,
    Stage.OPTION_CHOSEN,
    Stage.COUNCIL_PAPER,
    Stage.RESOLVED,
)


class Kind(Choices):
    STEP = "step", gettext_lazy("Nächster Schritt")
    WAKE = "wake", gettext_lazy("Ruhte bis heute")
    NOTICE = "notice", gettext_lazy("Bescheid erwartet")
    ADVERTISEMENT = "advertisement", gettext_lazy("Bewerbungsschluss")
    COUNCIL = "council", gettext_lazy("Ratssitzung")
    WINDOW = "window", gettext_lazy("Antragsfrist")


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that waits; `case` is None where it is about a programme."""

    on: date
    kind: Kind
    what: str
    url: str
    button: str
    case: Case | None = None

    @property
    def place(self) -> str:
        return self.case.lead.name if self.case else ""

    @property
    def owner(self) -> Person | None:
        return self.case.owner if self.case else None


def list_due(cases: CaseQuerySet, until: date) -> list[Due]:
    """Of cases that rest only their waking up."""
    found = [*due_in_cases(cases, until), *due_notices(cases, until), *due_windows(cases, until)]
    return sorted(found, key=lambda one: (one.on, one.place, one.kind))


def having_due(until: date) -> Q:
    """Open cases of which a day of their own has come."""
    awake = Q(paused_at=None)
    return (
        awake & Q(next_on__lte=until)
        | awake & Q(stage=Stage.ADVERTISED, apply_by__lte=until)
        | awake & Q(stage=Stage.COUNCIL_PAPER, council_on__lte=until)
        | Q(paused_at__isnull=False, wake_on__lte=until)
    )


def due_in_cases(cases: CaseQuerySet, until: date) -> Iterator[Due]:
    rows = cases.open().filter(having_due(until)).select_related("lead", "owner")
    for case in rows.order_by("pk"):
        yield from due_in_case(case, until)


def due_in_case(case: Case, until: date) -> Iterator[Due]:
    """A step planned for after the council's or the last day to apply asks for that same result."""
    url = reverse("case_detail", args=[case.pk])
    if case.is_paused:
        if case.wake_on is not None and case.wake_on <= until:
            yield Due(case.wake_on, Kind.WAKE, case.pause_reason, url, _("Fall ansehen"), case)
        return
    result = due_result(case, until)
    if result is not None:
        kind, day, what = result
        yield Due(day, kind, what, url, _("Ergebnis eintragen"), case)
    if case.next_on and case.next_on <= until and (result is None or case.next_on < result[1]):
        what = case.next_step or _("Nächsten Schritt festlegen")
        yield Due(case.next_on, Kind.STEP, what, url, _("Fall öffnen"), case)


def due_result(case: Case, until: date) -> tuple[Kind, date, str] | None:
    """What others decide on a day that has come: the council, or those who might apply."""
    if case.stage == Stage.COUNCIL_PAPER and case.council_on and case.council_on <= until:
        return Kind.COUNCIL, case.council_on, _("Der Rat berät die Vorlage. Wie ging es aus?")
    if case.stage == Stage.ADVERTISED and case.apply_by and case.apply_by <= until:
        what = _("Die Bewerbungsfrist endet. Hat sich jemand Geeignetes beworben?")
        return Kind.ADVERTISEMENT, case.apply_by, what
    return None


def due_notices(cases: CaseQuerySet, until: date) -> Iterator[Due]:
    """Applications whose notice should have come."""
    awake = cases.open().filter(paused_at=None)
    rows = Application.objects.waiting().filter(expected_on__lte=until, case__in=awake)
    for one in rows.select_related("case__lead", "case__owner").order_by("pk"):
        if one.expected_on is not None:
            what = _("%(programme)s: Ist der Bescheid da?") % {"programme": one.name}
            url = reverse("case_detail", args=[one.case_id])
            yield Due(one.expected_on, Kind.NOTICE, what, url, _("Nachfragen"), one.case)


def due_windows(cases: CaseQuerySet, until: date) -> Iterator[Due]:
    """Programmes that soon take no more applications, where a case might still send one."""
    today = timezone.localdate()
    closing = [
        (facts.window_closes, facts)
        for facts in known_programmes()
        if facts.available and facts.window_closes
        and today <= facts.window_closes <= until + WINDOW_AHEAD
    ]  # fmt: skip
    if not closing:
        return
    waiting = cases.filter(stage__in=BEFORE_APPLYING).count()
    if not waiting:
        return
    url = f"{reverse('case_list')}?sort=stand"
    for day, facts in closing:
        said = ngettext(
            "%(programme)s nimmt danach keine Anträge mehr an. Ein Fall ist noch vor dem Antrag.",
            "%(programme)s nimmt danach keine Anträge mehr an. %(n)s Fälle sind noch vor dem "
            "Antrag.",
            waiting,
        )
        what = said % {"programme": facts.name, "n": waiting}
        yield Due(day, Kind.WINDOW, what, url, _("Fälle ansehen"))


def of_owner(due: Iterable[Due], person: Person) -> list[Due]:
    return [one for one in due if one.owner == person]


def of_nobody(due: Iterable[Due]) -> list[Due]:
    """Of cases without an owner, and what is about no case."""
    return [one for one in due if one.owner is None]
