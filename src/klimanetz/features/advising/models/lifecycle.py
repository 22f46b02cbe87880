"""The stages of a case, and which may follow which."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    CONTACT = "contact", _("Kontakt")
    FIRST_TALK = "first_talk", _("Erstgespräch")
    OPTION_CHOSEN = "option_chosen", _("Weg gewählt")
    COUNCIL_PAPER = "council_paper", _("Ratsvorlage")
    RESOLVED = "resolved", _("beschlossen")
    APPLIED = "applied", _("beantragt")
    GRANTED = "granted", _("bewilligt")
    ADVERTISED = "advertised", _("ausgeschrieben")
    NO_APPLICANT = "no_applicant", _("niemand Geeignetes gefunden")
    FILLED = "filled", _("besetzt")
    ONBOARDED = "onboarded", _("im Netzwerk")
    COUNCIL_REFUSED = "council_refused", _("vom Rat abgelehnt")
    REJECTED = "rejected", _("Förderung abgelehnt")
    DROPPED = "dropped", _("nicht weiterverfolgt")
    MERGED = "merged", _("zusammengeführt")


class Option(models.TextChoices):
    """The four ways that an authority may choose."""

    OWN = "own", _("eigene Stelle")
    SHARED = "shared", _("gemeinsame Stelle")
    DISTRICT = "district", _("Koordination des Landkreises")
    VOLUNTEER = "volunteer", _("Klimaschutzpatenschaft")


#: The way that most cases go, from the first call to the network.
PATH: Final = (
    Stage.CONTACT,
    Stage.FIRST_TALK,
    Stage.OPTION_CHOSEN,
    Stage.COUNCIL_PAPER,
    Stage.RESOLVED,
    Stage.APPLIED,
    Stage.GRANTED,
    Stage.ADVERTISED,
    Stage.FILLED,
    Stage.ONBOARDED,
)

#: It did not go on; it may be taken up again.
LOST: Final = (Stage.COUNCIL_REFUSED, Stage.REJECTED, Stage.DROPPED)
#: It left the way before its goal: given up, or gone on as part of another case.
LEFT: Final = (*LOST, Stage.MERGED)
#: Nothing is due any more.
CLOSED: Final = frozenset({Stage.ONBOARDED, *LEFT})

#: From each stage to the stages it may reach. A volunteer or the district needs no grant, and a
#: town that pays alone advertises after its resolution.
LIFECYCLE: Final[dict[str, frozenset[str]]] = {
    Stage.CONTACT: frozenset({Stage.FIRST_TALK, Stage.DROPPED}),
    Stage.FIRST_TALK: frozenset({Stage.OPTION_CHOSEN, Stage.DROPPED}),
    Stage.OPTION_CHOSEN: frozenset({Stage.COUNCIL_PAPER, Stage.FILLED, Stage.DROPPED}),
    Stage.COUNCIL_PAPER: frozenset({Stage.RESOLVED, Stage.COUNCIL_REFUSED, Stage.DROPPED}),
    Stage.RESOLVED: frozenset({Stage.APPLIED, Stage.ADVERTISED, Stage.DROPPED}),
    Stage.APPLIED: frozenset({Stage.GRANTED, Stage.REJECTED, Stage.ADVERTISED, Stage.DROPPED}),
    Stage.GRANTED: frozenset({Stage.ADVERTISED, Stage.FILLED, Stage.DROPPED}),
    Stage.ADVERTISED: frozenset({Stage.NO_APPLICANT, Stage.FILLED, Stage.DROPPED}),
    Stage.NO_APPLICANT: frozenset({Stage.ADVERTISED, Stage.DROPPED}),
    Stage.FILLED: frozenset({Stage.ONBOARDED}),
    Stage.ONBOARDED: frozenset(),
    Stage.COUNCIL_REFUSED: frozenset({Stage.OPTION_CHOSEN}),
    Stage.REJECTED: frozenset({Stage.RESOLVED, Stage.OPTION_CHOSEN}),
    Stage.DROPPED: frozenset({Stage.CONTACT, Stage.FIRST_TALK}),
    Stage.MERGED: frozenset(),
}

#: What has to be said for a stage, besides the day: names of fields of the form for that step.
ASKS: Final[dict[str, tuple[str, ...]]] = {
    Stage.OPTION_CHOSEN: ("option",),
    Stage.COUNCIL_PAPER: ("council_on",),
    Stage.COUNCIL_REFUSED: ("reason",),
    Stage.REJECTED: ("reason",),
    Stage.DROPPED: ("reason",),
    Stage.ADVERTISED: ("apply_by",),
    Stage.NO_APPLICANT: ("reason",),
}
