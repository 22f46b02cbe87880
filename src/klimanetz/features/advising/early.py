"""Who advertises before the grant notice may lose the grant."""

from django.utils.translation import gettext as _

from klimanetz.features.advising.models import ApplicationState, Case, Stage
from klimanetz.features.advising.programmes import known_programmes


def list_undecided(case: Case) -> list[str]:
    """Names of the programmes whose notice is still to come, and that an early start harms."""
    waiting = [one for one in case.applications.all() if one.is_undecided]
    if not waiting:
        return []
    harmless = {facts.slug for facts in known_programmes() if not facts.early_start_harms}
    return [one.name for one in waiting if one.programme not in harmless]


def has_grant(case: Case) -> bool:
    return any(one.state == ApplicationState.GRANTED for one in case.applications.all())


def say_too_early(case: Case) -> str:
    """Why the case should not be advertised yet; empty where nothing speaks against it."""
    waiting = list_undecided(case)
    if waiting:
        return _(
            "Noch kein Bescheid für: %(names)s. Wer vor dem Bescheid ausschreibt oder einstellt, "
            "kann die Förderung verlieren."
        ) % {"names": ", ".join(waiting)}
    if case.stage == Stage.APPLIED and not has_grant(case):
        return _(
            "Für diesen Fall ist kein Bescheid eingetragen. Wer vor dem Bescheid ausschreibt oder "
            "einstellt, kann die Förderung verlieren."
        )
    return ""
