"""Whose link opens the page of a case."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.advising.models import Contact
from klimanetz.features.advising.rules import is_long_closed, long_closed


def following_now() -> QuerySet[Contact]:
    """Its twin is `advising.rules.can_follow`."""
    lately = Q(case__closed_at__isnull=True) | Q(case__closed_at__gte=long_closed())
    return Contact.objects.filter(lately, link_withdrawn_at__isnull=True)


def can_be_sent(contact: Contact) -> Verdict:
    """Also to whom it was withdrawn: sending it opens the page again."""
    if not contact.email:
        return Verdict(False, _("Für diese Person ist keine E-Mail-Adresse eingetragen."))
    if is_long_closed(contact.case):
        return Verdict(False, _("Der Fall ist seit Längerem abgeschlossen."))
    return ALLOWED
