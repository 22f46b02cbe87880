"""What the day does with personal data."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import BY_RULE, PUBLIC_TASK, Activity, declare

declare(
    Activity(
        _("Anwesenheit festhalten und bestätigen"),
        _("belegen, wer bei einem Treffen war; Teilnahmebestätigungen ausstellen"),
        _("alle, die zu einem Treffen kommen oder online beitreten"),
        _(
            "Name, Kommune oder Organisation, E-Mail-Adresse, Ankunft und Aufbruch, "
            "vor Ort oder online"
        ),
        PUBLIC_TASK,
        _(
            "die Anwesenheitsliste sehen die Teilnehmenden: Name und Kommune oder Organisation; "
            "der Videodienst erfährt den Namen derer, die beitreten"
        ),
        BY_RULE,
    ),
)
