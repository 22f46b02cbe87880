"""What the page of a case shows of the one that was merged into it last."""

from typing import Any

from django.db.models import OuterRef, Subquery

from klimanetz.features.advising.models import Case
from klimanetz.features.advising.showing import ask_along, case_side


@ask_along
def look_back() -> dict[str, Any]:
    merged = Case.objects.filter(merged_into=OuterRef("pk")).order_by("-closed_at", "-pk")
    return {
        "merged_pk": Subquery(merged.values("pk")[:1]),
        "merged_place": Subquery(merged.values("lead__name")[:1]),
        "merged_on": Subquery(merged.values("closed_at")[:1]),
    }


@case_side.show("merging/_merged.html", order=50)
def show_merged(case: Case) -> dict[str, Any] | None:
    """`case` from `with_all_that_shows`, which asked along."""
    known = {name: vars(case)[name] for name in look_back()}
    return known if known["merged_pk"] else None
