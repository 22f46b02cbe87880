"""What succession does with personal data, also of people who are only named in a file."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import NOBODY_ELSE, PUBLIC_TASK, Activity, declare
from klimanetz.roster.succession.rules import AFTERWARDS

declare(
    Activity(
        _("Das Ende von Stellen begleiten"),
        _("rechtzeitig erinnern und festhalten, wie es mit einer Stelle weitergeht"),
        _("Mitglieder mit einer Stelle"),
        _(
            "Laufzeit und Förderung der Stelle, Entscheidung, erledigte Punkte der Checkliste, "
            "Erinnerungen"
        ),
        PUBLIC_TASK,
        NOBODY_ELSE,
        _(
            "wer etwas erledigt hat, nach der Frist, die oben steht; was für die Stelle gilt, "
            "bleibt bei der Stelle"
        ),
    ),
    Activity(
        _("Stellen übergeben (Übergabemappe)"),
        _("Wissen an die nächste Person auf einer Stelle weitergeben"),
        _(
            "wer eine Stelle hat oder hatte; Menschen, die als Kontakt genannt werden, auch ohne "
            "Konto"
        ),
        _(
            "Antworten, offene Aufgaben, Dokumente; von Kontakten Name, Anliegen, Telefonnummer "
            "und E-Mail-Adresse"
        ),
        PUBLIC_TASK,
        format_lazy(
            _(
                "wer die Stelle hat oder in den letzten {days} Tagen hatte, und das "
                "Netzwerkmanagement"
            ),
            days=AFTERWARDS.days,
        ),
        _(
            "die Mappe bleibt bei der Stelle; Kontakte und Dokumente entfernt, wer sie führt, "
            "auch auf Wunsch der Genannten; von gelöschten Mitgliedern verschwinden Name und "
            "Adresse, in Dokumenten nicht"
        ),
    ),
    Activity(
        _("Freie Stellen veröffentlichen"),
        _("Nachfolgen finden"),
        _("wer in einer Anzeige genannt wird"),
        _("Kommune, Art der Stelle, Text und Adresse der Ausschreibung"),
        PUBLIC_TASK,
        _("alle im Internet"),
        _(
            "nicht mehr zu sehen nach dem Ende der Bewerbungsfrist, nach dem Zurückziehen oder "
            "wenn jemand gefunden ist; danach bleibt die Anzeige bei der Stelle"
        ),
    ),
)
