"""The first steps of a new network."""

from django.utils.translation import gettext as _

from klimanetz.core.components import Step, StepState
from klimanetz.core.models import Network
from klimanetz.features.meetings.models import Meeting
from klimanetz.roster.models import Holding


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
