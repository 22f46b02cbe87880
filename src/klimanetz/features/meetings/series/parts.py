"""What the series shows on the organisers' page of a meeting, and what it knows of days."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.features.meetings.models import Meeting, Series, State
from klimanetz.features.meetings.obstacles import naming
from klimanetz.features.meetings.rules import Visitor
from klimanetz.features.meetings.series.obstacles import Obstacles
from klimanetz.features.meetings.showing import Link, office_page


@office_page.show("series/_next.html", order=40)
def lead_to_next(meeting: Meeting, visitor: Visitor) -> dict[str, Any] | None:  # noqa: ARG001
    """Once all is said and kept, the next one is planned, unless it stands already. One query."""
    if meeting.series_id is None or meeting.state != State.PUBLISHED:
        return None
    later = Meeting.objects.filter(series=OuterRef("pk"), starts_at__gt=meeting.starts_at)
    ended = Series.objects.exclude(Exists(later.exclude(state=State.CANCELLED)))
    slug = ended.filter(pk=meeting.series_id).values_list("slug", flat=True).first()
    if slug is None:
        return None
    url = reverse("series_detail", args=[slug])
    return {"main": Link(_("Nächstes Treffen planen"), url)}


@naming
def name_holidays(days: Collection[date]) -> dict[date, str]:
    """Public and school holidays of the Land; there is at least one day."""
    obstacles = Obstacles(min(days), max(days))
    return {day: name for day in days if (name := obstacles.on(day))}
