"""What the directory does with personal data."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import Activity, declare

declare(
    Activity(
        _("Angaben anderen zeigen"),
        _("Ansprechpersonen finden"),
        _("Mitglieder und Netzwerkmanagement"),
        _(
            "was jemand freigibt: Name, E-Mail-Adresse, Telefonnummer, Foto, Sprachen, "
            "Arbeitstage, Profil"
        ),
        _("Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO), für jede Angabe einzeln und datiert"),
        _("je nach Wahl Mitglieder oder alle im Internet"),
        _(
            "nach dem Widerruf nicht mehr zu sehen, spätestens nach einer Minute; gelöscht nach "
            "der Frist, die oben steht"
        ),
    ),
)
