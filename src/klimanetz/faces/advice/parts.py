"""What stands under a check and beside a case: the ways from there into the network."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from klimanetz.faces.advice import programmes, telling  # noqa: F401 - both pass facts on
from klimanetz.faces.advice.alike import find_alike
from klimanetz.features.advising.models import Case
from klimanetz.features.advising.showing import case_side, contact_page_end
from klimanetz.features.funding.check.onward import after_result
from klimanetz.features.funding.desk_ways import lead_to
from klimanetz.features.funding.inquiry import Inquiry
from klimanetz.features.training.models import Training

#: So many trainings are shown where they are not what one came for.
FEW = 2


@after_result.show("advice/_ask.html", order=10)
def offer_advice(inquiry: Inquiry | None) -> dict[str, Any] | None:
    return {"query": inquiry.query} if inquiry else None


@after_result.show("advice/_alike.html", order=20)
def show_alike(inquiry: Inquiry | None) -> dict[str, Any] | None:
    """Whom one may ask how it went, and what they reported; five queries, two of them kept."""
    if inquiry is None or inquiry.authority is None:
        return None
    return find_alike(inquiry.authority)._asdict()


@after_result.show("advice/_trainings.html", order=30)
def show_trainings(inquiry: Inquiry | None) -> dict[str, Any] | None:  # noqa: ARG001 - for anyone
    return next_trainings()


@contact_page_end.show("advice/_trainings.html", order=60)
def show_trainings_to_contacts(case: Case) -> dict[str, Any] | None:  # noqa: ARG001 - for anyone
    return next_trainings()


@case_side.show("advice/_check.html", order=40)
def show_check(case: Case) -> dict[str, Any] | None:
    """The check that the case began with, as it comes out today. Asks nothing."""
    return {"query": case.check_query} if case.check_query else None


def next_trainings() -> dict[str, Any] | None:
    trainings = list(Training.objects.open_to_register()[:FEW])
    return {"trainings": trainings} if trainings else None


lead_to("office_trainings", _("Weiterbildung"), _("Termine, die Sie weitersagen"), order=40)
