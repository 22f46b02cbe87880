"""On the page of a case: the button to create its position, once somebody may be found."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.filling.rules import can_fill
from klimanetz.features.advising.models import Case, Stage
from klimanetz.features.advising.showing import way_to

FILL: Final = _("Stelle anlegen und besetzen")


@way_to(Stage.FILLED, FILL)
def lead_to_position(case: Case) -> str:
    """To move a case alone creates no position; where there is one already, nothing else does."""
    return reverse("case_fill", args=[case.pk]) if can_fill(case) else ""


@way_to(Stage.ONBOARDED, FILL)
def lead_to_filling(case: Case) -> str:
    """Nobody is in the network before there is a position."""
    return reverse("case_fill", args=[case.pk])
