"""The words of funding in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.funding.models import Programme, Question, Rule, Status


def name_programmes(numbers: Collection[int]) -> dict[int, Thing]:
    rows = Programme.objects.filter(pk__in=numbers)
    return {it.pk: Thing(it.name, reverse("programme_desk", args=[it.slug])) for it in rows}


def name_rules(numbers: Collection[int]) -> dict[int, Thing]:
    rows = Rule.objects.filter(pk__in=numbers).select_related("programme")
    return {
        it.pk: Thing(f"{it.programme.name}: {it.title}", reverse("rule_desk", args=[it.pk]))
        for it in rows
    }


def name_questions(numbers: Collection[int]) -> dict[int, Thing]:
    rows = Question.objects.filter(pk__in=numbers)
    return {it.pk: Thing(it.text, reverse("question_edit", args=[it.pk])) for it in rows}


def name_watchers(_numbers: Collection[int]) -> dict[int, Thing]:
    """Who it is stands nowhere but in their own mail."""
    return {}


name_verbs(
    {
        "add_programme": _("Förderprogramm angelegt"),
        "change_programme": _("Förderprogramm geändert"),
        "add_question": _("Frage zur Förderung angelegt"),
        "change_question": _("Frage zur Förderung geändert"),
        "open_rule": _("Förderregel angelegt"),
        "succeed_rule": _("Förderregel neu gefasst"),
        "confirm_rule": _("Förderregel geprüft und bestätigt"),
        "tell_changes": _("geänderte Förderregel mitgeteilt"),
        "watch_rules": _("um Bescheid bei geänderter Förderung gebeten"),
        "stop_watching": _("Bescheid bei geänderter Förderung beendet"),
    }
)
name_details(
    {
        "question": _("Frage"),
        "proof": _("Stand der Prüfung"),
        "version": _("Fassung"),
        "checked_on": _("geprüft am"),
    },
    {str(status): status.label for status in Status},
)
name_kind("funding.programme", _("Förderprogramm"), name_programmes)
name_kind("funding.rule", _("Förderregel"), name_rules)
name_kind("funding.question", _("Frage zur Förderung"), name_questions)
name_kind("funding.watcher", _("Bescheid bei geänderter Förderung"), name_watchers)
