"""Who may see a case, and what may happen to one now.

`can_see` has its twin in `Case.objects.visible_to(person)`. The rules about a state are asked by
the actions themselves; a page asks them to know which buttons to show and which reason to tell.
"""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.advising.early import has_grant
from klimanetz.features.advising.models import LIFECYCLE, Case, Contact, Stage
from klimanetz.people.models import Person

#: So long after a case is closed its contacts can still look up how it ended.
OPEN_AFTERWARDS: Final = timedelta(days=90)


def can_advise(person: object) -> Verdict:
    """See, open and move cases: organisers."""
    if isinstance(person, Person) and person.is_organiser:
        return ALLOWED
    return Verdict(False, _("Beratungsfälle bearbeitet das Netzwerkmanagement."))


def can_see(person: object, case: Case) -> Verdict:  # noqa: ARG001 - every case alike
    return can_advise(person)


def can_move(case: Case, stage: str) -> Verdict:
    if case.merged_into_id:
        return must_be_open(case)
    if stage not in LIFECYCLE[case.stage]:
        return Verdict(
            False,
            _("Von „%(now)s“ geht es nicht zu „%(wanted)s“.")
            % {"now": case.get_stage_display(), "wanted": Stage(stage).label},
        )
    if stage == Stage.GRANTED and not has_grant(case):
        return Verdict(
            False,
            _("In diesem Fall ist noch kein Antrag bewilligt. Bitte tragen Sie zuerst beim Antrag "
              "ein, was im Bescheid steht."),
        )  # fmt: skip
    return ALLOWED


def can_pause(case: Case) -> Verdict:
    return must_be_open(case)


def can_plan(case: Case) -> Verdict:
    return must_be_open(case)


def must_be_open(case: Case) -> Verdict:
    if case.merged_into_id:
        return Verdict(False, _("Dieser Fall ist mit einem anderen zusammengeführt."))
    if case.is_closed:
        return Verdict(False, _("Dieser Fall ist abgeschlossen."))
    return ALLOWED


def can_own(person: Person) -> Verdict:
    """Whoever runs the network may have cases in hand; its twin is `Case.objects.orphaned()`."""
    if person.is_active and person.is_organiser:
        return ALLOWED
    return Verdict(False, _("Fälle betreut, wer im Netzwerkmanagement arbeitet."))


def long_closed() -> datetime:
    return timezone.now() - OPEN_AFTERWARDS


def is_long_closed(case: Case) -> bool:
    return case.closed_at is not None and case.closed_at < long_closed()


def can_follow(contact: Contact) -> Verdict:
    """Open the page of the case by the link; its twin is `following.rules.following_now`."""
    if contact.link_withdrawn_at is not None:
        return Verdict(False, _("Dieser Link ist zurückgezogen."))
    if is_long_closed(contact.case):
        return Verdict(False, _("Der Fall ist seit Längerem abgeschlossen."))
    return ALLOWED
