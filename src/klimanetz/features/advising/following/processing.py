"""What following a case does with personal data."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import PUBLIC_TASK, Activity, declare
from klimanetz.features.advising.rules import OPEN_AFTERWARDS

declare(
    Activity(
        _("Ansprechpartner:innen den Stand ihres Falls zeigen"),
        _("ohne Konto sehen lassen, wo man steht und wer als Nächstes dran ist"),
        _("Ansprechpartner:innen der Kommunen, die das Netzwerkmanagement berät"),
        _("Schlüssel des Links, wann er gesendet wurde"),
        PUBLIC_TASK,
        _("wer den Link hat, sieht den Fall, nicht die anderen Ansprechpartner:innen"),
        format_lazy(
            _(
                "der Link endet {days} Tage nach dem Abschluss des Falls; gelöscht wird er mit der "
                "Ansprechpartner:in, auf der Seite auch durch sie selbst"
            ),
            days=OPEN_AFTERWARDS.days,
        ),
    ),
)
