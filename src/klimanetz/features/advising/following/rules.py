"""Whose link opens the page of a case."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.advising.models import Contact

#: So long after a case is closed its contacts can still look up how it ended.
OPEN_AFTERWARDS: Final = timedelta(days=90)


def long_closed() -> datetime:
    return timezone.now() - OPEN_AFTERWARDS


def can_follow(contact: Contact) -> Verdict:
    """Its twin is `following_now`."""
    if contact.link_withdrawn_at is not None:
        return Verdict(False, _("Dieser Link ist zurückgezogen."))
    closed_at = contact.case.closed_at
    if closed_at is not None and closed_at < long_closed():
        return Verdict(False, _("Der Fall ist seit Längerem abgeschlossen."))
    return ALLOWED


def following_now() -> QuerySet[Contact]:
    lately = Q(case__closed_at__isnull=True) | Q(case__closed_at__gte=long_closed())
    return Contact.objects.filter(lately, link_withdrawn_at__isnull=True)


def can_be_sent(contact: Contact) -> Verdict:
    """Also to whom it was withdrawn: sending it opens the page again."""
    if not contact.email:
        return Verdict(False, _("Für diese Person ist keine E-Mail-Adresse eingetragen."))
    closed_at = contact.case.closed_at
    if closed_at is not None and closed_at < long_closed():
        return Verdict(False, _("Der Fall ist seit Längerem abgeschlossen."))
    return ALLOWED
