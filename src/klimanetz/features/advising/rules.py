"""Who may see a case, and what may happen to one now.

`can_see` has its twin in `Case.objects.visible_to(person)`. The rules about a state are asked by
the actions themselves; a page asks them to know which buttons to show and which reason to tell.
"""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.advising.early import has_grant
from klimanetz.features.advising.models import LIFECYCLE, Case, Stage
from klimanetz.people.models import Person


def can_advise(person: object) -> Verdict:
    """See, open and move cases: organisers."""
    if isinstance(person, Person) and person.is_organiser:
        return ALLOWED
    return Verdict(False, _("Beratungsfälle bearbeitet das Netzwerkmanagement."))


def can_see(person: object, case: Case) -> Verdict:  # noqa: ARG001 - every case alike
    return can_advise(person)


def can_move(case: Case, stage: str) -> Verdict:
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
    if case.is_closed:
        return Verdict(False, _("Dieser Fall ist abgeschlossen."))
    return ALLOWED


def can_own(person: Person) -> Verdict:
    """Whoever runs the network may have cases in hand; its twin is `Case.objects.orphaned()`."""
    if person.is_active and person.is_organiser:
        return ALLOWED
    return Verdict(False, _("Fälle betreut, wer im Netzwerkmanagement arbeitet."))
