"""The mail with the link to a case, to be read before it goes."""

from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.following import mails
from klimanetz.features.advising.models import Case, Contact
from klimanetz.features.advising.rules import OPEN_AFTERWARDS
from klimanetz.mail.samples import sample
from klimanetz.people.models import Person


@sample(
    "link-zum-fall",
    _("Link zum Fall"),
    _("sobald Sie ihn einer Ansprechpartner:in senden, und wenn sie ihn neu anfordert"),
)
def link(person: Person) -> None:
    """To the organiser, as if they were a contact; its link opens nothing."""
    case = Case.objects.open().select_related("lead", "owner").order_by("-opened_at", "pk").first()
    if case:
        reader = Contact(case=case, name=person.full_name, email=person.email)
        mails.link(reader, days=OPEN_AFTERWARDS.days, occasion="")
