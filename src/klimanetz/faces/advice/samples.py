"""The mails around a request for advice, to be read before they go."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.faces.advice import mails
from klimanetz.features.advising.actions import ContactFacts
from klimanetz.features.advising.models import Case, CaseEntry
from klimanetz.mail.samples import sample
from klimanetz.people.models import Person


def find_case() -> Case | None:
    known = Case.objects.open().select_related("lead", "owner")
    return known.order_by("-opened_at", "pk").first()


def introduce(person: Person) -> ContactFacts:
    return ContactFacts(person.full_name, "", person.email, person.phone)


@sample(
    "anfrage",
    gettext_lazy("Eine Kommune bittet um Beratung"),
    gettext_lazy("sobald jemand das öffentliche Formular absendet, an das Netzwerkmanagement"),
)
def asked(person: Person) -> None:
    if case := find_case():
        wish = CaseEntry(text=_("Hier steht, was sie schreibt."))
        mails.asked(case, introduce(person), wish.text, about=wish)


@sample(
    "anfrage-eingegangen",
    gettext_lazy("Ihre Anfrage ist da"),
    gettext_lazy("sofort an die Person, die um Beratung bittet"),
)
def receipt(person: Person) -> None:
    if case := find_case():
        mails.receipt(case, introduce(person), language=person.language)
