"""What the shelf does with personal data. Who has a paper filled leaves nothing behind."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import BY_RULE, NOBODY_ELSE, PUBLIC_TASK, Activity, declare

declare(
    Activity(
        _("Vorlagen pflegen"),
        _("wissen, von wem eine Fassung stammt"),
        _("Netzwerkmanagement"),
        _("Name, Zeitpunkt, Datei"),
        PUBLIC_TASK,
        NOBODY_ELSE,
        BY_RULE,
    ),
)
