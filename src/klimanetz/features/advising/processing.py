"""What advising does with personal data."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import NOBODY_ELSE, PUBLIC_TASK, Activity, declare
from klimanetz.features.advising.forgetting import KEPT_YEARS

declare(
    Activity(
        _("Kommunen auf dem Weg zum Klimaschutzmanagement beraten"),
        _("wissen, mit wem was besprochen ist und was als Nächstes zu tun ist"),
        _("Ansprechpartner:innen der Kommunen, die das Netzwerkmanagement berät"),
        _("Name, Amt, E-Mail-Adresse, Telefon, Notizen, E-Mails und Dateien zum Fall"),
        PUBLIC_TASK,
        NOBODY_ELSE,
        format_lazy(
            _(
                "Namen, Adressen, Anfragen und Texte der E-Mails {years} Jahre nach dem Abschluss "
                "des Falls, auf Wunsch sofort"
            ),
            years=KEPT_YEARS,
        ),
    ),
)
