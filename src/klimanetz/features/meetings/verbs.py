"""The words of meetings in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.meetings.models import Invitation, Meeting


def name_meetings(numbers: Collection[int]) -> dict[int, Thing]:
    meetings = Meeting.objects.filter(pk__in=numbers).only("slug", "title")
    return {it.pk: Thing(it.title, reverse("office_meeting", args=[it.slug])) for it in meetings}


def name_invitations(numbers: Collection[int]) -> dict[int, Thing]:
    rows = Invitation.objects.filter(pk__in=numbers).select_related("meeting")
    return {
        it.pk: Thing(
            f"{it.name}, {it.meeting.title}",
            reverse("office_invitation", args=[it.meeting.slug, it.pk]),
        )
        for it in rows
    }


name_verbs(
    {
        "plan": _("Treffen geplant"),
        "change": _("Treffen geändert"),
        "announce_changes": _("Änderungen mitgeteilt"),
        "invite": _("eingeladen"),
        "withdraw_invitation": _("Einladung zurückgezogen"),
        "remind": _("erinnert"),
        "postpone": _("Treffen verschoben"),
        "cancel": _("Treffen abgesagt"),
        "hold": _("Treffen durchgeführt"),
    }
)
name_details({"number": _("Anzahl"), "reason": _("Grund"), "to": _("neuer Termin")})
name_kind("meetings.meeting", _("Treffen"), name_meetings)
name_kind("meetings.invitation", _("Einladung"), name_invitations)
