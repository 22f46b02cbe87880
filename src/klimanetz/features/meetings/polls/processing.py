"""What polls do with personal data."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import NOBODY_ELSE, PUBLIC_TASK, Activity, declare
from klimanetz.features.meetings.polls.models import KEPT_FOR_STRANGERS

declare(
    Activity(
        _("Termine abstimmen"),
        _("einen Termin finden, der möglichst vielen passt"),
        _("wer nach Terminen gefragt wird, auch ohne Konto"),
        _(
            "Name, E-Mail-Adresse, Kommune oder Organisation, welche Termine passen, Teilnahme vor "
            "Ort oder online, Bemerkung"
        ),
        PUBLIC_TASK,
        NOBODY_ELSE,
        format_lazy(
            _(
                "Menschen ohne Konto {days} Tage nach der Entscheidung, wenn sie nicht eingeladen "
                "sind; sonst nach der Frist, die oben steht"
            ),
            days=KEPT_FOR_STRANGERS.days,
        ),
    ),
)
