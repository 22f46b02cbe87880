"""What a subscription does with personal data."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import BY_RULE, PUBLIC_TASK, Activity, declare

declare(
    Activity(
        _("Eigenen Kalender abonnieren"),
        _("eigene Treffen mit der Antwort und eigene Fristen im Kalenderprogramm zeigen"),
        _("Mitglieder und Gäste, die ihn einrichten"),
        _("geheime Adresse, Treffen, Antworten, Fristen"),
        PUBLIC_TASK,
        _("wer die geheime Adresse kennt; sie kann jederzeit geändert oder geschlossen werden"),
        BY_RULE,
    ),
)
