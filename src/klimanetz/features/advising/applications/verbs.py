"""The words of applications in the audit trail."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_details, name_verbs

name_verbs(
    {
        "add_application": _("Antrag angelegt"),
        "application_submitted": _("Antrag eingereicht"),
        "application_queried": _("Rückfrage zum Antrag eingetragen"),
        "application_granted": _("Bewilligung eingetragen"),
        "application_refused": _("Ablehnung eingetragen"),
        "application_withdrawn": _("Antrag zurückgezogen"),
        "correct_application": _("Antrag berichtigt"),
        "tell_delay": _("an einen überfälligen Bescheid erinnert"),
    }
)
name_details({"application": _("Antrag"), "expected_on": _("erwartet am")})
