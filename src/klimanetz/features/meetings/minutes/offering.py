"""What stayed open is offered to the next meeting."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from klimanetz.features.meetings.minutes.models import ActionItem
from klimanetz.features.meetings.minutes.models.following import ActionItemQuerySet
from klimanetz.features.meetings.models import ItemKind, Meeting
from klimanetz.features.meetings.offering import Offer, offer_items


def find_open_before(meeting: Meeting) -> ActionItemQuerySet:
    """Open action items of earlier meetings; where it belongs to a series, of that series."""
    earlier = ActionItem.objects.open().filter(meeting__starts_at__lt=meeting.starts_at)
    if meeting.series_id is not None:
        earlier = earlier.filter(meeting__series=meeting.series_id)
    return earlier.exclude(meeting=meeting).order_by("due_on", "pk")


def open_actions(meeting: Meeting) -> list[str]:
    """One line each: what, and who. One query."""
    return [
        f"{one.title} ({one.owner_name})" if one.owner_name else one.title
        for one in find_open_before(meeting)
    ]


@offer_items
def offer_open_actions(since: datetime, meeting: Meeting) -> Iterator[Offer]:  # noqa: ARG001
    """Whatever is open, however old it is."""
    if lines := open_actions(meeting):
        yield Offer(
            _("Was noch offen ist"),
            _("Protokolle"),
            ItemKind.OPEN_ACTIONS,
            summary="\n".join(lines),
            first=True,
        )
