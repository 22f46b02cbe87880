"""What agendas do with personal data, also of speakers without an account."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import PUBLIC_TASK, Activity, declare
from klimanetz.features.meetings.agenda.models.talk import OPEN_AFTERWARDS

declare(
    Activity(
        _("Beiträge und Tagesordnung von Treffen"),
        _("festhalten, wer was berichten möchte, und wer bei einem Treffen vorträgt"),
        _("wer einen Beitrag anmeldet; Vortragende, auch ohne Konto"),
        _("Name, E-Mail-Adresse, Thema und Inhalt des Beitrags, Folien und Unterlagen"),
        PUBLIC_TASK,
        _(
            "auf der Tagesordnung stehen die Namen der Vortragenden; die eines öffentlichen "
            "Treffens lesen alle im Internet, Unterlagen nur Mitglieder und Eingeladene, bis das "
            "Netzwerkmanagement sie öffentlich zeigt"
        ),
        format_lazy(
            _(
                "der Link der Vortragenden gilt bis {days} Tage nach dem Treffen; Namen und "
                "Adressen nach der Frist, die oben steht"
            ),
            days=OPEN_AFTERWARDS.days,
        ),
    ),
)
