"""On the page of a case: the button to create its position, and later the position itself."""

from typing import Any

from django.urls import reverse

from klimanetz.features.advising.filling.rules import can_fill
from klimanetz.features.advising.models import Case, Stage
from klimanetz.features.advising.showing import case_page, way_to
from klimanetz.roster.models import Position


@case_page.show("filling/_part.html", order=20)
def show_filling(case: Case) -> dict[str, Any] | None:
    if case.position_id is not None:
        position = Position.objects.select_related("authority").get(pk=case.position_id)
        return {"position": position}
    return {"position": None} if can_fill(case) else None


@way_to(Stage.ONBOARDED)
def lead_to_filling(case: Case) -> str:
    """Nobody is in the network before there is a position."""
    return reverse("case_fill", args=[case.pk])
