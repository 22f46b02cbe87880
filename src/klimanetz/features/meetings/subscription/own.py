"""The calendar of one person: their meetings with their answer, and the days they have to keep."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.calendar import Day, make_feed, write
from klimanetz.core.models import Network
from klimanetz.features.meetings.calendar import (
    Entry,
    make_entry,
    make_event,
)
from klimanetz.features.meetings.deadlines import Deadline, list_deadlines
from klimanetz.features.meetings.models import LINES, Invitation, Reply
from klimanetz.features.meetings.posting import say_reply
from klimanetz.people.models import Person

#: So long meetings of the past stay in the calendar.
KEPT = timedelta(days=366)
#: Where nothing is settled yet a calendar shows the time as tentative.
UNSETTLED = {Reply.OPEN, *LINES.values()}


def draw_own(person: Person) -> str:
    """A subscription for one person; the number of queries does not grow with it."""
    network = Network.objects.current()
    calendar = make_feed(_("Meine Termine: %(network)s") % {"network": network.name})
    for invitation in list_own(person):
        calendar.add_component(make_event(make_own_entry(invitation, network)))
    for deadline in list_deadlines(person):
        calendar.add_component(draw(deadline).event)
    return write(calendar)


def list_own(person: Person) -> Iterator[Invitation]:
    """Every meeting they are asked to and have not declined."""
    since = timezone.now() - KEPT
    mine = Invitation.objects.standing().filter(person=person, meeting__ends_at__gte=since)
    declined = mine.exclude(reply=Reply.DECLINED)
    return declined.select_related("meeting").order_by("meeting__starts_at", "pk").iterator()


def make_own_entry(invitation: Invitation, network: Network) -> Entry:
    """The meeting's own entry, so that no calendar shows it twice, with the answer in it."""
    meeting = invitation.meeting
    entry = make_entry(meeting, network, reply=Reply(invitation.reply), video="unsaid")
    said = say_answer(invitation) if entry.status != "CANCELLED" else ""
    description = "\n\n".join(part for part in (said, entry.description) if part)
    tentative = invitation.reply in UNSETTLED and entry.status == "CONFIRMED"
    status = "TENTATIVE" if tentative else entry.status
    return replace(entry, description=description, status=status)


def say_answer(invitation: Invitation) -> str:
    return _("Ihre Antwort: %(reply)s. Ansehen und ändern: %(url)s") % {
        "reply": say_reply(invitation),
        "url": settings.BASE_URL + invitation.get_absolute_url(),
    }


def draw(deadline: Deadline) -> Day:
    key, day, title, path, text = deadline
    return Day(key, timezone.now(), day, title, description=text, path=path)
