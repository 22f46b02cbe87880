"""What signing in does with personal data."""

from datetime import timedelta

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.kept_forms import KEPT_FOR
from klimanetz.core.processing import NOBODY_ELSE, SAFETY, Activity, declare

declare(
    Activity(
        _("Anmelden und absichern"),
        _("nur Berechtigte hineinlassen"),
        _("alle, die sich anmelden"),
        _(
            "Zeitpunkt der Anmeldung, Sitzung, Kennung des Browsers; Schlüssel und Notfallcodes "
            "des zweiten Faktors, wenn jemand ihn einrichtet"
        ),
        SAFETY,
        NOBODY_ELSE,
        format_lazy(
            _(
                "Sitzungen nach höchstens {days} Tagen; ein Formular, das nach Ablauf der Sitzung "
                "kommt, nach {minutes} Minuten; der zweite Faktor, sobald er entfernt wird, sonst "
                "nach der Frist, die oben steht"
            ),
            days=timedelta(seconds=settings.SESSION_COOKIE_AGE).days,
            minutes=KEPT_FOR // timedelta(minutes=1),
        ),
    ),
)
