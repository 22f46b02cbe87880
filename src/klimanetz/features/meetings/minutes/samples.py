"""The mails of the minutes, among those that organisers read before anybody gets them."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klimanetz.core.audit import SYSTEM
from klimanetz.features.meetings.minutes import mails
from klimanetz.features.meetings.minutes.models import ActionItem, Minutes, MinutesVersion
from klimanetz.features.meetings.minutes.rules import find_minutes
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.samples import Sample, letter_of, show_sample
from klimanetz.mail.models import Letter
from klimanetz.people.models import Person

#: As if they were looked through for a week, where nobody has said until when.
A_WEEK = timedelta(days=7)


def draw_minutes(meeting: Meeting, language: str, *, template: str) -> Letter:
    minutes = find_minutes(meeting) or Minutes(meeting=meeting)
    minutes.meeting = meeting
    minutes.review_until = minutes.review_until or timezone.localdate(meeting.ends_at) + A_WEEK
    context: dict[str, object] = {"minutes": minutes, "meeting": meeting}
    return mails.draw(template, language, context, about=meeting, actor=SYSTEM)


def draw_taker(meeting: Meeting, language: str) -> Letter:
    taker = Person(email="ina@example.org", language=language)
    return letter_of(lambda: mails.taker_named(meeting, taker, actor=SYSTEM), language)


def make_up_action(meeting: Meeting, language: str, days: int) -> ActionItem:
    """Its link opens nothing."""
    with translation.override(language):
        return ActionItem(
            meeting=meeting,
            text=gettext("Die Vorlage für den Stadtrat an alle schicken"),
            owner_name=gettext("Ina Muster"),
            owner_email="ina@example.org",
            language=language,
            due_on=timezone.localdate() + timedelta(days),
        )


def draw_assigned(meeting: Meeting, language: str) -> Letter:
    action = make_up_action(meeting, language, A_WEEK.days)
    version = MinutesVersion(minutes=Minutes(meeting=meeting))
    return letter_of(lambda: mails.assigned(version, [action], actor=SYSTEM), language)


def draw_reminder(meeting: Meeting, language: str, *, days: int) -> Letter:
    return letter_of(lambda: mails.reminder(make_up_action(meeting, language, days)), language)


def make_up_link() -> dict[str, str]:
    return {"url": f"{settings.BASE_URL}/protokoll/…/"}


show_sample(
    Sample(
        "protokoll-schreiben",
        _("Bitte um das Protokoll"),
        _("sobald Sie jemanden bitten mitzuschreiben"),
        draw_taker,
    ),
    order=15,
)
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
show_sample(
    Sample(
        "aufgabe",
        _("Aufgabe aus dem Protokoll"),
        _("sobald Sie das Protokoll veröffentlichen, an alle mit einer Aufgabe"),
        draw_assigned,
    ),
    order=51,
)
show_sample(
    Sample(
        "aufgabe-bald",
        _("Aufgabe ist bald fällig"),
        _("von selbst drei Tage vor dem Tag, bis zu dem sie erledigt sein soll"),
        partial(draw_reminder, days=3),
    ),
    order=52,
)
show_sample(
    Sample(
        "aufgabe-offen",
        _("Aufgabe ist noch offen"),
        _("von selbst einen Tag und eine Woche danach"),
        partial(draw_reminder, days=-1),
    ),
    order=53,
)
