"""The words of calendar replies in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.meetings.replies.models import CalendarReply


def name_replies(numbers: Collection[int]) -> dict[int, Thing]:
    rows = CalendarReply.objects.filter(pk__in=numbers)
    return {it.pk: Thing(it.sender, reverse("calendar_reply", args=[it.pk])) for it in rows}


name_verbs(
    {
        "take_calendar_reply": _("Antwort aus dem Kalender übernommen"),
        "finish_calendar_reply": _("Antwort aus dem Kalender erledigt"),
    }
)
name_details({"address": _("E-Mail")})
name_kind("replies.calendarreply", _("Antwort aus dem Kalender"), name_replies)
