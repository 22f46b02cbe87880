"""What beginning does with personal data."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import AGREED, BY_RULE, NOBODY_ELSE, PUBLIC_TASK, Activity, declare

declare(
    Activity(
        _("Die ersten 100 Tage begleiten"),
        _("Menschen, die neu anfangen, den Einstieg erleichtern"),
        _("Mitglieder mit einer Stelle"),
        _(
            "welche ersten Schritte getan und welche Punkte der Liste erledigt sind, jeweils mit "
            "Zeitpunkt"
        ),
        PUBLIC_TASK,
        NOBODY_ELSE,
        BY_RULE,
    ),
    Activity(
        _("Tandems bilden"),
        _("Menschen, die neu anfangen, mit erfahrenen zusammenbringen"),
        _("Mitglieder mit einer Stelle"),
        _(
            "wer andere begleiten möchte, wer mit wem ein Tandem bildet, wann gefragt, zugesagt "
            "und beendet wurde"
        ),
        AGREED,
        _(
            "die beiden eines Tandems; E-Mail-Adresse und Telefonnummer voneinander erfahren sie "
            "erst, wenn beide zusagen"
        ),
        _("nach der Frist, die oben steht, sobald sie für eine der beiden abläuft"),
    ),
)
