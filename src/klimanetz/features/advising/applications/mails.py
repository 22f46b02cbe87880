"""One function per mail. Called by actions alone, in the transaction of the mail's cause."""

from django.conf import settings
from django.urls import reverse

from klimanetz.features.advising.models import Application
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person


def delayed(application: Application, *, days: int) -> None:
    """To whoever has the case in hand, else to all who run the network: please ask."""
    case = application.case
    owner = case.owner
    readers = [owner] if owner and owner.is_active else Person.objects.organisers()
    post_to(
        readers,
        "applications/mail/delayed.html",
        purpose="applications.delayed",
        key=f"application:{application.pk}:delayed:{application.expected_on}",
        case=case,
        application=application,
        days=days,
        url=settings.BASE_URL + reverse("application_detail", args=[case.pk, application.pk]),
    )
