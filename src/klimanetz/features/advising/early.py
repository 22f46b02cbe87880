"""Who advertises before the grant notice may lose the grant."""

from django.utils.translation import gettext as _

from klimanetz.features.advising.models import ApplicationState, Case, Stage

UNDECIDED = frozenset(
    {ApplicationState.PREPARED, ApplicationState.SUBMITTED, ApplicationState.QUERIED}
)
#: Advertised, whatever came of it.
OUT = frozenset({Stage.ADVERTISED, Stage.NO_APPLICANT})


def list_undecided(case: Case) -> list[str]:
    """Names of the programmes whose notice is still to come."""
    return [one.name for one in case.applications.all() if one.state in UNDECIDED]


def say_too_early(case: Case) -> str:
    """Why the case should not be advertised yet; empty where nothing speaks against it."""
    waiting = list_undecided(case)
    if waiting:
        return _(
            "Noch kein Bescheid für: %(names)s. Wer vor dem Bescheid ausschreibt oder einstellt, "
            "kann die Förderung verlieren."
        ) % {"names": ", ".join(waiting)}
    granted = any(one.state == ApplicationState.GRANTED for one in case.applications.all())
    if case.stage == Stage.APPLIED and not granted:
        return _(
            "Für diesen Fall ist kein Bescheid eingetragen. Wer vor dem Bescheid ausschreibt oder "
            "einstellt, kann die Förderung verlieren."
        )
    return ""
