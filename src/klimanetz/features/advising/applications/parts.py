"""What applications show on the page of a case, and what they warn of."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.core.models import Network
from klimanetz.features.advising.applications import rules
from klimanetz.features.advising.applications.cautions import find_cautions
from klimanetz.features.advising.applications.expecting import know_programmes
from klimanetz.features.advising.applications.listing import list_rows, suggest_stage
from klimanetz.features.advising.early import has_grant
from klimanetz.features.advising.models import ApplicationState as State
from klimanetz.features.advising.models import Case, Stage
from klimanetz.features.advising.showing import (
    Caution,
    ask_along,
    case_page,
    contact_page,
    warner,
    way_to,
)

#: Before these nobody asks for grants yet.
EARLY = frozenset({Stage.CONTACT, Stage.FIRST_TALK})


@case_page.show("applications/_list.html", order=20)
def show_applications(case: Case) -> dict[str, Any] | None:
    rows = list_rows(case)
    if not rows and (case.stage in EARLY or case.is_closed):
        return None
    return {
        "rows": rows,
        "can_add": bool(rules.can_add(case)),
        "stage": suggest_stage(case, [row.it for row in rows]),
    }


@contact_page.show("applications/_standing.html", order=20)
def show_standing(case: Case) -> dict[str, Any] | None:
    """To contacts, what became of their applications; they enter nothing."""
    rows = list_rows(case)
    return {"rows": rows} if rows else None


@way_to(Stage.GRANTED, _("Bewilligung eintragen"))
def lead_to_notice(case: Case) -> str:
    """No case is granted before an application is; where one alone waits, it is that one."""
    waiting = [it for it in case.applications.all() if it.state in (State.SUBMITTED, State.QUERIED)]
    if has_grant(case) or len(waiting) != 1:
        return ""
    return reverse("application_grant", args=[case.pk, waiting[0].pk])


@ask_along
def tell_revision() -> dict[str, Any]:
    return {"network_revision": Subquery(Network.objects.values("revision")[:1])}


@warner
def warn_of_losses(case: Case) -> Iterator[Caution]:
    """Without a query where the applications came with the case; none of a closed one."""
    applications = list(case.applications.all())
    if not applications or case.is_closed:
        return
    asks = any(it.is_undecided and it.programme for it in applications)
    known = know_programmes(vars(case).get("network_revision")) if asks else {}
    for text, it in find_cautions(case, applications, known, timezone.localdate()):
        yield Caution(text, reverse("application_detail", args=[case.pk, it.pk]))
