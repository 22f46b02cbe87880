"""What minutes do with personal data."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.processing import BY_RULE, PUBLIC_TASK, Activity, declare

declare(
    Activity(
        _("Protokolle schreiben und Aufgaben verfolgen"),
        _("festhalten, was gesagt und beschlossen wurde, prüfen lassen, an Zusagen erinnern"),
        _("Teilnehmende und alle, die eine Aufgabe übernehmen"),
        _("Name, E-Mail-Adresse, Änderungsvorschläge, Aufgaben und was daraus wurde"),
        PUBLIC_TASK,
        _(
            "Mitglieder; Gäste des Treffens, wenn es so eingestellt ist; alle einen Auszug ohne "
            "Zuständige, wenn es so eingestellt ist"
        ),
        BY_RULE,
    ),
)
