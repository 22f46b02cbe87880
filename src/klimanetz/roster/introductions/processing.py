"""What introductions do with personal data, also of people without an account."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import AGREED, Activity, declare
from klimanetz.roster.introductions.models import CONFIRMED_WITHIN, KEPT_FOR_STRANGERS

declare(
    Activity(
        _("Kontakte vermitteln"),
        _("wer Rat sucht, mit jemandem zusammenbringen, der helfen kann"),
        _(
            "Mitglieder und alle, die mit dem öffentlichen Formular um einen Kontakt bitten, auch "
            "ohne Konto"
        ),
        _(
            "Name, E-Mail-Adresse, Kommune, Thema und Anliegen, Zusagen beider Seiten, was daraus "
            "wurde"
        ),
        AGREED,
        _(
            "die gefragte Person liest, wer fragt und worum es geht; E-Mail-Adressen voneinander "
            "erfahren beide erst, wenn beide zusagen"
        ),
        format_lazy(
            _(
                "nicht bestätigte Anliegen nach {unconfirmed} Tagen; was Menschen ohne Konto "
                "angegeben haben, {kept} Tage nach dem Abschluss; sonst nach der Frist, die oben "
                "steht"
            ),
            unconfirmed=CONFIRMED_WITHIN.days,
            kept=KEPT_FOR_STRANGERS.days,
        ),
    ),
)
