"""The way into the conference, on the organisers' page; a plain link stands there by itself."""

from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.features.meetings.models import Meeting, VideoKind
from klimanetz.features.meetings.showing import Link, point
from klimanetz.features.meetings.video import rules


@point
def link_conference(meeting: Meeting) -> list[Link]:
    if meeting.video_kind == VideoKind.LINK or not rules.is_standing(meeting):
        return []
    return [Link(_("Videokonferenz"), reverse("moderate", args=[meeting.slug]))]
