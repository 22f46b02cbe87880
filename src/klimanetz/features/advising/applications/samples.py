"""The mail about a late notice, to be read before it goes."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.applications import mails
from klimanetz.features.advising.models import CLOSED, Application
from klimanetz.mail.samples import sample
from klimanetz.people.models import Person


@sample(
    "bescheid-fehlt",
    _("Der Bescheid ist überfällig"),
    _("einmal, am Tag nach dem erwarteten Bescheid, an wen den Fall betreut"),
)
def delayed(person: Person) -> None:  # noqa: ARG001 - to whom it would go
    waiting = Application.objects.waiting().exclude(case__stage__in=CLOSED)
    known = waiting.filter(expected_on__isnull=False).select_related("case__lead", "case__owner")
    it = known.order_by("expected_on", "pk").first()
    if it and it.expected_on:
        mails.delayed(it, days=max(1, (timezone.localdate() - it.expected_on).days))
