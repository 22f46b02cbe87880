"""What sending and reading mail does with personal data."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import PUBLIC_TASK, Activity, declare
from klimanetz.mail.jobs import CODES_KEPT, READ_KEPT

declare(
    Activity(
        _("E-Mails versenden"),
        _("Einladungen, Erinnerungen, Bestätigungen, Codes zum Anmelden"),
        _("alle, die eine E-Mail bekommen"),
        _("E-Mail-Adresse, Name, Inhalt, Zustellung"),
        PUBLIC_TASK,
        _("der Betreiber des Mailservers"),
        format_lazy(
            _("Codes zum Anmelden nach {days} Tagen, sonst nach der Frist, die oben steht"),
            days=CODES_KEPT.days,
        ),
    ),
    Activity(
        _("Zurückgekommene E-Mails lesen"),
        _(
            "merken, dass eine Adresse nicht mehr erreichbar ist; nur wenn ein Postfach (IMAP) "
            "eingerichtet ist"
        ),
        _("alle, an die eine E-Mail ging"),
        _(
            "gelesen werden die Nachrichten im Postfach; gespeichert werden von Unzustellbarem "
            "die Adresse, der Tag und die Antwort des Mailservers, von der Nachricht nur ein "
            "Prüfwert"
        ),
        PUBLIC_TASK,
        _("der Betreiber des Postfachs"),
        format_lazy(
            _(
                "Prüfwerte nach {days} Tagen; die Adresse, sobald das Netzwerkmanagement sie "
                "wieder freigibt oder die Person gelöscht wird"
            ),
            days=READ_KEPT.days,
        ),
    ),
)
