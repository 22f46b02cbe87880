"""What confirming does with personal data."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import BY_RULE, NOBODY_ELSE, Activity, declare

declare(
    Activity(
        _("Einträge jährlich bestätigen"),
        _("Angaben richtig und aktuell halten"),
        _("Mitglieder"),
        _(
            "wann gefragt und geantwortet wurde, die Antwort, eine Nachricht an das "
            "Netzwerkmanagement"
        ),
        _("Richtigkeit (Art. 5 Abs. 1 Buchst. d und Art. 6 Abs. 1 Buchst. e DSGVO)"),
        NOBODY_ELSE,
        BY_RULE,
    ),
)
