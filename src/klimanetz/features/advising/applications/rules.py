"""What may happen to an application now. Who may do it: `advising.rules.can_advise`."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.advising import rules
from klimanetz.features.advising.applications.lifecycle import LIFECYCLE
from klimanetz.features.advising.models import Application, ApplicationState, Case


def can_add(case: Case) -> Verdict:
    return rules.must_be_open(case)


def can_reach(application: Application, state: str) -> Verdict:
    """Also where the case is closed: a notice comes when it comes."""
    if state in LIFECYCLE[application.state]:
        return ALLOWED
    return Verdict(
        False,
        _("Der Antrag „%(name)s“ steht auf „%(now)s“; von dort geht es nicht zu „%(wanted)s“.")
        % {
            "name": application.name,
            "now": application.get_state_display(),
            "wanted": ApplicationState(state).label,
        },
    )


def can_submit(application: Application) -> Verdict:
    """For the first time; a query is answered, and a refusal objected to."""
    if application.state == ApplicationState.PREPARED:
        return ALLOWED
    text = _("Der Antrag „%(name)s“ ist schon hinausgegangen.")
    return Verdict(False, text % {"name": application.name})


def can_answer(application: Application) -> Verdict:
    """A query, while one is open."""
    if application.state == ApplicationState.QUERIED:
        return ALLOWED
    return Verdict(False, _("Zu diesem Antrag ist gerade keine Rückfrage offen."))


def can_object(application: Application) -> Verdict:
    if application.state == ApplicationState.REFUSED:
        return ALLOWED
    return Verdict(False, _("Widerspruch gibt es nur gegen eine Ablehnung."))
