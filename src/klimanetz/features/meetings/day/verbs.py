"""The words of the day in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.meetings.models import Attendance


def name_attendances(numbers: Collection[int]) -> dict[int, Thing]:
    rows = Attendance.objects.filter(pk__in=numbers).select_related("meeting")
    return {
        it.pk: Thing(
            f"{it.name}, {it.meeting.title}",
            reverse("attendance_edit", args=[it.meeting.slug, it.pk]),
        )
        for it in rows
    }


name_verbs(
    {
        "correct_attendance": _("Anwesenheit berichtigt"),
        "release_certificates": _("Teilnahmebestätigungen freigegeben"),
    }
)
name_details(
    {
        "mode": _("Teilnahme"),
        "came_at": _("Gekommen um"),
        "left_at": _("Gegangen um"),
    }
)
name_kind("meetings.attendance", _("Anwesenheit"), name_attendances)
