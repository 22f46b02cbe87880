"""Whom one will want to invite: who was invited to the meeting before."""

from typing import Any

from klimanetz.features.meetings.guest_list import Audience, gather
from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.people.models import Person
from klimanetz.people.roles import Role


def find_meeting_before(meeting: Meeting) -> Meeting | None:
    """The one before in its series, else the last one at all to which a roster was invited."""
    before = Meeting.objects.exclude(audiences=[]).filter(starts_at__lt=meeting.starts_at)
    of_series = before.filter(series=meeting.series_id) if meeting.series_id else before.none()
    return of_series.order_by("starts_at").last() or before.order_by("starts_at").last()


def suggest_audience(meeting: Meeting) -> dict[str, Any]:
    """What stands chosen in the form: the same query, and those invited one by one."""
    last = find_meeting_before(meeting)
    if last is None or meeting.audiences:
        return {}
    kept = [Audience(**one) for one in last.audiences]
    audience = Audience(
        roles=sorted({role for one in kept for role in one.roles}),
        districts=[]
        if any(not one.districts for one in kept)
        else sorted({key for one in kept for key in one.districts}),
        without=sorted({pk for one in kept for pk in one.without}),
    )
    return {
        "roles": audience.roles,
        "districts": audience.districts,
        "without": audience.without,
        "further": "\n".join(list_single_ones(meeting, last, audience)),
    }


def list_single_ones(meeting: Meeting, last: Meeting, audience: Audience) -> list[str]:
    """Who was invited besides the query and can be invited again, each as a line to type, with
    the address that they read today."""
    asked = gather(meeting, audience).invitees
    addresses = {invitee.email.lower() for invitee in asked}
    people = {invitee.person_id for invitee in asked} - {None}
    rows = Invitation.objects.standing().filter(meeting=last).select_related("person")
    still_here = set(
        Person.objects.filter(is_active=True, invitations__meeting=last)
        .with_role(*Role)
        .values_list("pk", flat=True)
    )
    found = [
        (row.name, row.person.email if row.person else row.email)
        for row in rows.order_by("name", "pk")
        if row.person_id not in people and row.person_id in {None, *still_here}
    ]
    return [
        f"{name} <{email}>" if name != email else email
        for name, email in found
        if email.lower() not in addresses
    ]
