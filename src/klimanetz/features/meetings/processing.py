"""What meetings do with personal data."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import BY_RULE, PUBLIC_TASK, Activity, declare

declare(
    Activity(
        _("Treffen vorbereiten und durchführen"),
        _("einladen, Plätze planen, Teilnahme festhalten"),
        _("Eingeladene und ihre Vertretungen"),
        _("Name, E-Mail-Adresse, Kommune oder Organisation, Antworten, Notizen"),
        PUBLIC_TASK,
        _("die Anwesenheitsliste sehen die Teilnehmenden: Name und Kommune oder Organisation"),
        BY_RULE,
    ),
)
