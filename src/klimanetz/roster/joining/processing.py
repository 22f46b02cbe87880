"""What joining does with personal data, of strangers above all."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import NOBODY_ELSE, PUBLIC_TASK, Activity, declare
from klimanetz.roster.joining.jobs import KEPT
from klimanetz.roster.joining.models import CONFIRM_WITHIN

declare(
    Activity(
        _("Anfragen und Einladungen bearbeiten"),
        _("Menschen aufnehmen, die mitmachen möchten, und andere einladen"),
        _("wer um Aufnahme bittet oder eingeladen wird, auch ohne Konto"),
        _(
            "Name, E-Mail-Adresse, Kommune, Funktion, Laufzeit der Stelle, Nachricht, Rückfragen "
            "und Antworten, Begründung einer Absage"
        ),
        PUBLIC_TASK,
        NOBODY_ELSE,
        format_lazy(
            _(
                "nicht bestätigte Anfragen nach {unconfirmed} Tagen, abgelehnte {kept} Tage nach "
                "der Absage, Einladungen, die niemand annimmt, {kept} Tage nach ihrem Ablauf; "
                "sonst nach der Frist, die oben steht"
            ),
            unconfirmed=CONFIRM_WITHIN.days,
            kept=KEPT.days,
        ),
    ),
)
