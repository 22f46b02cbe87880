"""One function per mail. Called by actions alone, in the transaction of the mail's cause."""

from django.conf import settings
from django.urls import reverse

from klimanetz.features.advising.advisers import advisers_of
from klimanetz.features.advising.models import Application
from klimanetz.people.letters import post_to


def delayed(application: Application, *, days: int) -> None:
    """To those who advise: please ask."""
    case = application.case
    post_to(
        advisers_of(case),
        "applications/mail/delayed.html",
        purpose="applications.delayed",
        key=f"application:{application.pk}:delayed:{application.expected_on}",
        case=case,
        application=application,
        days=days,
        url=settings.BASE_URL + reverse("application_detail", args=[case.pk, application.pk]),
    )
