"""The first steps of a new network."""

from django.utils.translation import gettext as _

from klimanetz.core.components import Step, StepState
from klimanetz.core.models import Network
from klimanetz.features.meetings.models import Meeting
from klimanetz.places.models import Authority
from klimanetz.roster.models import Holding


def first_steps(network: Network) -> list[Step]:
    """From an empty installation to the first meeting; nothing once that is planned."""
    people, meetings = Holding.objects.exists(), Meeting.objects.exists()
    if people and meetings:
        return []
    presented = bool(network.operator and network.email)
    done = (presented, Authority.objects.exists(), people, meetings)
    labels = (
        (_("Das Netzwerk vorstellen"), _("Name, Träger, Kontakt")),
        (_("Kommunen laden"), _("das amtliche Verzeichnis")),
        (_("Menschen eintragen"), _("am schnellsten mit Ihrer Excel-Liste")),
        (_("Das erste Treffen planen"), _("und dazu einladen")),
    )
    now = done.index(False)
    states: list[StepState] = ["done" if d else "next" for d in done]
    states[now] = "now"
    return [Step(label, state, hint) for (label, hint), state in zip(labels, states, strict=True)]
