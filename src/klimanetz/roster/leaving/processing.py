"""What is counted of those who send a public form."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import NOBODY_ELSE, SAFETY, Activity, declare
from klimanetz.roster.leaving.jobs import ATTEMPTS_KEPT

declare(
    Activity(
        _("Missbrauch begrenzen"),
        _("verhindern, dass Formulare und Anmeldung massenhaft benutzt werden"),
        _("alle, die sich anmelden oder ein öffentliches Formular absenden"),
        _("Zahl der Versuche je IP-Adresse"),
        SAFETY,
        NOBODY_ELSE,
        format_lazy(_("nach {days} Tagen"), days=ATTEMPTS_KEPT.days),
    ),
)
