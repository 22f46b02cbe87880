"""When one has to have applied, as a calendar to subscribe to."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.calendar import Day, write_days
from klimanetz.core.models import Network
from klimanetz.features.funding.models import Rule
from klimanetz.features.funding.saying import say_months
from klimanetz.features.funding.standing import Standing, standing_of
from klimanetz.features.funding.terms import Terms, terms_of
from klimanetz.features.funding.wording import say_day


def draw_deadlines() -> str:
    """Of what can be applied for, now or later; what expired disappears from every calendar."""
    name = _("Förderfristen: %(network)s") % {"network": Network.objects.current().name}
    return write_days(name, list_days())


def list_days() -> Iterator[Day]:
    for rule in Rule.objects.holding().with_terms().order_by("window_closes", "pk"):
        terms = terms_of(rule)
        if standing_of(terms) in {Standing.OPEN, Standing.COMING}:
            yield from days_of(terms, rule.entered_at)


def days_of(terms: Terms, stamp: datetime) -> Iterator[Day]:
    """The first day where it is still to come, and the last one.

    Their keys are the same in every version of the rule, so that a calendar moves them.
    """
    key = f"foerderung-{terms.programme}-{terms.slug}"
    path = reverse("programme", args=[terms.programme])
    said = {"programme": terms.programme_name, "title": terms.title}
    opens, closes = terms.window_opens, terms.window_closes
    if opens and opens > timezone.localdate():
        title = _("Anträge ab heute: %(programme)s, %(title)s") % said
        yield Day(f"{key}-beginn", stamp, opens, title, description=describe(terms), path=path)
    if closes:
        title = _("Letzter Tag für Anträge: %(programme)s, %(title)s") % said
        yield Day(f"{key}-frist", stamp, closes, title, description=describe(terms), path=path)


def describe(terms: Terms) -> str:
    """How long it takes, how sure it is, and where to read it: not every program shows links."""
    months, checked = terms.decision_months, terms.checked_on
    wait = _("Bis zum Bescheid etwa %(months)s.") % {"months": say_months(months)} if months else ""
    proof = _("Stand %(day)s, ohne Gewähr.") % {"day": say_day(checked)} if checked else ""
    url = settings.BASE_URL + reverse("programme", args=[terms.programme])
    return "\n".join(filter(None, (wait, proof, url)))
