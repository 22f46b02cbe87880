"""The mail with the certificate, among those that organisers read before anybody gets them."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.day.mails import certificate_letter
from klimanetz.features.meetings.day.models import KEPT
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.posting import Occasion
from klimanetz.features.meetings.samples import Sample, show_sample
from klimanetz.features.meetings.wording import say_day
from klimanetz.mail.models import Letter


def draw_certificate(meeting: Meeting, language: str) -> Letter:
    return certificate_letter(Occasion(meeting), language)


show_sample(
    Sample(
        "teilnahmebestaetigung",
        _("Teilnahmebestätigung"),
        _("sobald Sie die Bestätigungen freigeben"),
        draw_certificate,
        lambda: {
            "certificate_url": f"{settings.BASE_URL}/bestaetigung/…/",
            "until": say_day(timezone.now() + KEPT),
        },
    ),
    order=20,
)
