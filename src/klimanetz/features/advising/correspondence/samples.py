"""The mail that tells of a mail, to be read before it goes."""

from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.correspondence import mails
from klimanetz.features.advising.models import CaseEntry, EntryKind
from klimanetz.mail.samples import sample
from klimanetz.people.models import Person


@sample(
    "antwort-eingegangen",
    _("Eine Mail zum Fall ist da"),
    _("sobald jemand auf eine Mail aus einem Fall antwortet, an wen den Fall betreut"),
)
def arrived(person: Person) -> None:  # noqa: ARG001 - to whom it would go
    came = CaseEntry.objects.filter(kind=EntryKind.MAIL_IN, arrival__isnull=False)
    known = came.select_related("case__lead", "case__owner", "contact", "arrival")
    entry = known.order_by("-at", "-pk").first()
    if entry:
        mails.arrived(entry, entry.arrival.address, files=entry.files.count())
