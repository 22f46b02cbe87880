"""What the roster does with personal data."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import BY_RULE, NOBODY_ELSE, PUBLIC_TASK, Activity, declare
from klimanetz.roster.jobs import FORGOTTEN_AFTER

declare(
    Activity(
        _("Mitglieder und Stellen führen"),
        _("wissen, wer in welcher Kommune zuständig ist, und die Stellen über Jahre begleiten"),
        _("Mitglieder, Partner:innen, ständige Gäste, Netzwerkmanagement"),
        _("Name, dienstliche E-Mail-Adresse und Telefonnummer, Kommune, Rolle, Zeiten, Förderung"),
        PUBLIC_TASK,
        _(
            "Mitglieder sehen Name, Kommune und Rolle der anderen; alle im Internet sehen Kommune "
            "und Rolle"
        ),
        BY_RULE,
    ),
    Activity(
        _("Listen einlesen"),
        _("vorhandene Listen übernehmen, ohne sie abzutippen"),
        _("wer in einer solchen Liste steht"),
        _("was die Liste enthält: Name, E-Mail-Adresse, Telefonnummer, Kommune, Rolle, Zeiten"),
        PUBLIC_TASK,
        NOBODY_ELSE,
        format_lazy(
            _("sobald die Liste übernommen oder verworfen ist, sonst nach {days} Tagen"),
            days=FORGOTTEN_AFTER.days,
        ),
    ),
)
