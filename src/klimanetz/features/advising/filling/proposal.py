"""What the case knows of the position that comes out of it."""

from typing import Any, Final

from django.utils import timezone

from klimanetz.features.advising.models import Application, ApplicationState, Case, Option
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority

KINDS: Final = {Option.DISTRICT: Role.COORDINATOR, Option.VOLUNTEER: Role.VOLUNTEER}


def propose(case: Case) -> dict[str, Any]:
    """The form as it is first shown; authorities as they are today.

    Nobody began before today because a grant did: whoever is found begins later than that.
    """
    employer = find_employer(case)
    others = [heir for one in case.others.all() for heir in one.today()]
    if employer != case.lead:
        others += case.lead.today()
    granted, today = list_granted(case), timezone.localdate()
    starts = [one.grant_starts for one in granted if one.grant_starts]
    ends = [one.grant_ends for one in granted if one.grant_ends]
    return {
        "authority": employer,
        "serves": sorted({one for one in others if one != employer}, key=lambda one: one.ars),
        "kind": KINDS.get(Option(case.option), Role.MANAGER) if case.option else Role.MANAGER,
        "share": 1,
        "starts": case.starts_on or max(today, min(starts, default=today)),
        "ends": max(ends, default=None),
    }


def find_employer(case: Case) -> Authority:
    """The district where it coordinates; else the authority of the case, as it is today."""
    today = case.lead.today()
    lead = today[0] if len(today) == 1 else case.lead
    if case.option == Option.DISTRICT and lead.parent_id is not None:
        return Authority.objects.get(pk=lead.parent_id)
    return lead


def list_granted(case: Case) -> list[Application]:
    """In the order in which they pay."""
    granted = Application.objects.filter(case=case, state=ApplicationState.GRANTED)
    return sorted(granted, key=lambda one: (str(one.grant_starts or ""), one.pk))
