"""What watching programmes does with personal data."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import AGREED, NOBODY_ELSE, Activity, declare
from klimanetz.features.funding.models.watcher import CONFIRM_WITHIN

declare(
    Activity(
        _("Bescheid geben, wenn sich eine Förderung ändert"),
        _("mitteilen, was sich an Förderregeln geändert hat, seit jemand einen Check gemacht hat"),
        _("wer nach einem Check seine Adresse hinterlässt, auch ohne Konto"),
        _("E-Mail-Adresse, Angaben im Check (Kommune und Antworten), Zeitpunkt der Bestätigung"),
        AGREED,
        NOBODY_ELSE,
        format_lazy(
            _(
                "ohne Bestätigung nach {unconfirmed} Tagen, sonst zwei Jahre nach der letzten "
                "Bestätigung; sofort, wenn jemand nicht mehr Bescheid bekommen möchte"
            ),
            unconfirmed=CONFIRM_WITHIN.days,
        ),
    ),
)
