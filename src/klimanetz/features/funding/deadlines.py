"""When one has to have applied, as a calendar to subscribe to."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from klimanetz.core.models import Network
from klimanetz.features.funding.models import Rule
from klimanetz.features.funding.standing import Standing, standing_of
from klimanetz.features.funding.terms import Terms, terms_of


def draw_deadlines() -> str:
    """Of what can be applied for, now or later; what expired disappears from every calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Klimanetz//Klimanetz//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = _("Förderfristen: %(network)s") % {"network": Network.objects.current().name}
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for rule in Rule.objects.holding().with_terms().order_by("window_closes", "pk"):
        for event in make_events(terms_of(rule), rule.entered_at):
            calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def make_events(terms: Terms, entered_at: datetime) -> Iterator[Event]:
    """The first day where it is still to come, and the last one."""
    if standing_of(terms) not in {Standing.OPEN, Standing.COMING}:
        return
    said = {"programme": terms.programme_name, "title": terms.title}
    if terms.window_opens and terms.window_opens > timezone.localdate():
        title = _("Anträge ab heute: %(programme)s, %(title)s") % said
        yield make_day("beginn", terms.window_opens, title, terms, entered_at)
    if terms.window_closes:
        title = _("Letzter Tag für Anträge: %(programme)s, %(title)s") % said
        yield make_day("frist", terms.window_closes, title, terms, entered_at)


def make_day(kind: str, day: date, title: str, terms: Terms, entered_at: datetime) -> Event:
    """A whole day that blocks no time. The same in every version of the rule, so that it moves."""
    event = Event()
    host = urlsplit(settings.BASE_URL).hostname
    event.add("uid", f"foerderung-{terms.programme}-{terms.slug}-{kind}@{host}")
    event.add("sequence", terms.version - 1)
    event.add("dtstamp", entered_at.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    url = settings.BASE_URL + reverse("programme", args=[terms.programme])
    event.add("url", url)
    event.add("description", describe_day(terms, url))
    return event


def describe_day(terms: Terms, url: str) -> str:
    checked = terms.checked_on
    said = _("Stand %(day)s, ohne Gewähr.") % {"day": f"{checked:%d.%m.%Y}"} if checked else ""
    months = terms.decision_months
    wait = _("Bis zum Bescheid etwa %(months)s Monate.") % {"months": months} if months else ""
    return "\n".join(filter(None, (wait, said, url)))
