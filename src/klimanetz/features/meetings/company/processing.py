"""What is done with needs and with guests of members."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import NOBODY_ELSE, PUBLIC_TASK, Activity, declare

#: Food and access may tell of health or faith.
EXPLICITLY_AGREED = _("ausdrückliche Einwilligung (Art. 9 Abs. 2 Buchst. a DSGVO)")

declare(
    Activity(
        _("Essen und Zugang bei Treffen"),
        _("Verpflegung bestellen, barrierefreien Zugang herstellen"),
        _("Eingeladene, die etwas angeben"),
        _("was sie brauchen; das kann Gesundheit oder Religion betreffen"),
        EXPLICITLY_AGREED,
        NOBODY_ELSE,
        _("30 Tage nach dem Treffen, jederzeit durch die Person selbst"),
    ),
    Activity(
        _("Gäste von Mitgliedern"),
        _("entscheiden, ob ein Gast zu einem Treffen kommen kann"),
        _("Gäste, die ein Mitglied mitbringen möchte"),
        _("Name, E-Mail-Adresse, Organisation, Anlass"),
        PUBLIC_TASK,
        NOBODY_ELSE,
        _("30 Tage nach dem Treffen"),
    ),
)
