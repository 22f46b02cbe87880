"""What reading mails into cases does with personal data."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import PUBLIC_TASK, Activity, declare
from klimanetz.features.advising.correspondence.actions.drafting import KEPT
from klimanetz.features.advising.forgetting import KEPT_YEARS

declare(
    Activity(
        _("E-Mails in Beratungsfällen lesen"),
        _(
            "Antworten auf E-Mails aus einem Beratungsfall dort ablegen; nur wenn ein Postfach "
            "(IMAP) eingerichtet ist"
        ),
        _("wer auf eine E-Mail aus einem Beratungsfall antwortet"),
        _("Name, E-Mail-Adresse, Betreff, Text und Anlagen der Antwort"),
        PUBLIC_TASK,
        _("der Betreiber des Postfachs"),
        format_lazy(
            _(
                "{years} Jahre nach dem Abschluss des Falls, auf Wunsch sofort; Entwürfe {days} "
                "Tage nach der letzten Änderung"
            ),
            years=KEPT_YEARS,
            days=KEPT.days,
        ),
    ),
)
