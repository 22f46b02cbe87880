"""The mails of the minutes, among those that organisers read before anybody gets them."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.core.audit import SYSTEM
from klimanetz.features.meetings.minutes import mails
from klimanetz.features.meetings.minutes.models import Minutes
from klimanetz.features.meetings.minutes.rules import find_minutes
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.samples import Sample, show_sample
from klimanetz.mail.models import Letter

#: As if they were looked through for a week, where nobody has said until when.
A_WEEK = timedelta(days=7)


def draw_minutes(meeting: Meeting, language: str, *, template: str) -> Letter:
    minutes = find_minutes(meeting) or Minutes(meeting=meeting)
    minutes.meeting = meeting
    minutes.review_until = minutes.review_until or timezone.localdate(meeting.ends_at) + A_WEEK
    context: dict[str, object] = {"minutes": minutes, "meeting": meeting}
    return mails.draw(template, language, context, about=meeting, actor=SYSTEM)


def make_up_link() -> dict[str, str]:
    return {"url": f"{settings.BASE_URL}/protokoll/…/"}


show_sample(
    Sample(
        "protokoll-pruefen",
        _("Protokoll zum Prüfen"),
        _("sobald Sie das Protokoll prüfen lassen, an alle, die dabei waren"),
        partial(draw_minutes, template="review"),
        make_up_link,
    ),
    order=40,
)
show_sample(
    Sample(
        "protokoll",
        _("Protokoll veröffentlicht"),
        _("sobald Sie das Protokoll veröffentlichen"),
        partial(draw_minutes, template="released"),
        make_up_link,
    ),
    order=50,
)
