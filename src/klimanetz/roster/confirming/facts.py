"""Whether the entry of a person was confirmed, for the person's page in the office."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from klimanetz.mail.models import Address
from klimanetz.people.models import Person
from klimanetz.roster.confirming.models import Confirmation
from klimanetz.roster.telling import Fact, tells_of_a_person


@tells_of_a_person
def when_confirmed(person: Person) -> Iterator[Fact]:
    """In two queries."""
    confirmed = Confirmation.objects.filter(person=person).confirmed()
    latest = confirmed.order_by("-answered_at").values_list("answered_at", flat=True).first()
    day = date_format(localtime(latest), "SHORT_DATE_FORMAT") if latest else ""
    text = _("bestätigt am %(day)s") % {"day": day} if day else _("noch nie bestätigt")
    yield Fact(_("Eintrag"), text, f"{reverse('confirmations')}?zeige=alle", _("Bestätigungen"))
    if Address.objects.closed().filter(address=person.email).exists():
        text = _("Dorthin geht nichts mehr: Zwei Mails kamen nicht an. Die Adresse ist gesperrt.")
        yield Fact(_("Mails"), text, reverse("outbox_closed"), _("Gesperrte Adressen"))
