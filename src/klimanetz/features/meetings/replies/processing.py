"""What replies from calendars do with personal data."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import PUBLIC_TASK, Activity, declare
from klimanetz.features.meetings.replies.jobs import KEPT, KEPT_WITHOUT_MEETING

declare(
    Activity(
        _("Antworten aus Kalendern lesen"),
        _(
            "eine Zusage oder Absage eintragen, die ein Kalenderprogramm schickt; nur wenn ein "
            "Postfach (IMAP) eingerichtet ist"
        ),
        _("Eingeladene und wer an ihrer Stelle antwortet"),
        _(
            "gelesen werden die Nachrichten im Postfach; gespeichert wird die Antwort und von dem, "
            "was ein Mensch ansehen muss, Name, E-Mail-Adresse und Kommentar"
        ),
        PUBLIC_TASK,
        _("der Betreiber des Postfachs"),
        format_lazy(
            _(
                "was ein Mensch ansehen muss, {kept} Tage nachdem es erledigt ist oder das Treffen "
                "vorbei; was zu keinem Treffen gehört, nach {longer} Tagen"
            ),
            kept=KEPT.days,
            longer=KEPT_WITHOUT_MEETING.days,
        ),
    ),
)
