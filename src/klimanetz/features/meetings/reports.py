"""Practice reports that anyone may read of: what a local authority told at a public meeting."""

from datetime import datetime
from typing import Final, NamedTuple

from django.db.models import F, Q

from klimanetz.core.public import kept_for_all
from klimanetz.features.meetings.models import TOOK_PLACE, AgendaItem, ItemKind, Meeting

#: What was told longer ago is not looked at any more.
LATEST: Final = 40


class PublicReport(NamedTuple):
    """`authority_id` is where the presenter worked on that day; who it was is not told here."""

    authority_id: int
    title: str
    summary: str
    at: datetime
    url: str


@kept_for_all
def read_public_reports() -> list[PublicReport]:
    """The latest first; one whose presenter has no position is nobody's. One query."""
    meetings = Meeting.objects.public().filter(state__in=TOOK_PLACE)
    rows = (
        AgendaItem.objects.filter(held_that_day(), kind=ItemKind.PRACTICE, meeting__in=meetings)
        .order_by("-meeting__starts_at", "position", "pk")
        .values_list(
            "presenter__holdings__position__authority",
            "title",
            "summary",
            "meeting__starts_at",
            "meeting__slug",
            "pk",
        )
        .distinct()
    )
    return [
        PublicReport(authority, title, summary, at, f"/treffen/{slug}/#punkt-{pk}")
        for authority, title, summary, at, slug, pk in rows[:LATEST]
    ]


def held_that_day() -> Q:
    """The presenter's positions on the day of the meeting."""
    day = F("meeting__starts_at__date")
    starts, ends = "presenter__holdings__starts", "presenter__holdings__ends"
    return (
        Q(presenter__holdings__isnull=False)
        & (Q(**{f"{starts}__isnull": True}) | Q(**{f"{starts}__lte": day}))
        & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": day}))
    )
