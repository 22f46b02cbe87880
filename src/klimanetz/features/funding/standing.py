"""Where a rule stands on a day: whether one can apply now, later, no more, or nobody knows."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.funding.models import Status
from klimanetz.features.funding.saying import say_time_left
from klimanetz.features.funding.terms import Terms
from klimanetz.features.funding.wording import say_day


class Standing(models.TextChoices):
    """In the order in which one wants to read them."""

    OPEN = "open", gettext_lazy("jetzt verfügbar")
    COMING = "coming", gettext_lazy("öffnet später")
    UNVERIFIED = "unverified", gettext_lazy("ungeprüft")
    EXPIRED = "expired", gettext_lazy("abgelaufen")


#: How a badge of it looks; the words stand in it.
BADGES = {
    Standing.OPEN: "good",
    Standing.COMING: "wait",
    Standing.UNVERIFIED: "wait",
    Standing.EXPIRED: "quiet",
}


def standing_of(terms: Terms, on: date | None = None) -> Standing:
    """What ended is expired, whatever else is said of it; only what was checked is available."""
    on = on or timezone.localdate()
    ends = [day for day in (terms.valid_to, terms.window_closes) if day]
    if terms.status == Status.EXPIRED or any(day < on for day in ends):
        return Standing.EXPIRED
    if terms.status == Status.UNVERIFIED:
        return Standing.UNVERIFIED
    begins = [day for day in (terms.valid_from, terms.window_opens) if day]
    return Standing.COMING if any(day > on for day in begins) else Standing.OPEN


def explain(terms: Terms) -> str:
    """What the badge means for somebody who thinks of applying."""
    standing = standing_of(terms)
    if standing == Standing.EXPIRED:
        return say_ended(terms)
    if standing == Standing.UNVERIFIED:
        return _(
            "Ohne nachgeprüfte Quelle. Planen Sie erst damit, wenn die Bewilligungsstelle es "
            "bestätigt."
        )
    if standing == Standing.COMING:
        days = [day for day in (terms.valid_from, terms.window_opens) if day]
        return _("Anträge sind ab %(day)s möglich.") % {"day": say_day(max(days))}
    return say_open(terms)


def say_ended(terms: Terms) -> str:
    ends = [day for day in (terms.valid_to, terms.window_closes) if day]
    if ends and min(ends) < timezone.localdate():
        day = {"day": say_day(min(ends))}
        return _("Seit %(day)s vorbei. Anträge sind nicht mehr möglich.") % day
    return _("Anträge sind nicht mehr möglich.")


def last_day(terms: Terms) -> date | None:
    """The last day to apply, as far as one is known."""
    return min((day for day in (terms.window_closes, terms.valid_to) if day), default=None)


def say_open(terms: Terms) -> str:
    until = last_day(terms)
    if until is None:
        return _("Anträge sind jederzeit möglich; eine Frist ist nicht bekannt.")
    said = {"day": say_day(until), "left": say_time_left(until)}
    return _("Anträge bis %(day)s, %(left)s.") % said
