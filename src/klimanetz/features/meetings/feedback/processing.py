"""What feedback does with personal data: next to nothing."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import NOBODY_ELSE, PUBLIC_TASK, Activity, declare

declare(
    Activity(
        _("Nach der Meinung zu einem Treffen fragen"),
        _("Treffen besser machen"),
        _("Teilnehmende"),
        _("E-Mail-Adresse, um zu fragen; die Antworten ohne Namen und Zeitpunkt"),
        PUBLIC_TASK,
        NOBODY_ELSE,
        _("wer welchen Link bekam, sobald die Mail versandt ist; die Antworten bleiben"),
    ),
)
