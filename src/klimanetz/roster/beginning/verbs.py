"""The words of the first 100 days in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.roster.beginning.models import ChecklistItem, Side, Step, Tandem, TandemState


def name_items(numbers: Collection[int]) -> dict[int, Thing]:
    titles = ChecklistItem.objects.filter(pk__in=numbers).values_list("pk", "title")
    return {number: Thing(title, reverse("checklist")) for number, title in titles}


def name_tandems(numbers: Collection[int]) -> dict[int, Thing]:
    tandems = Tandem.objects.filter(pk__in=numbers).select_related("newcomer", "buddy")
    return {it.pk: Thing(f"{it.newcomer.full_name}, {it.buddy.full_name}") for it in tandems}


name_verbs(
    {
        "add_checklist_item": _("Punkt angelegt"),
        "change_checklist_item": _("Punkt geändert"),
        "move_checklist_item": _("Punkt verschoben"),
        "remove_checklist_item": _("Punkt entfernt"),
        "tick_checklist_item": _("Punkt abgehakt"),
        "untick_checklist_item": _("Punkt wieder geöffnet"),
        "ask_for_buddy": _("um Begleitung gebeten"),
        "propose_tandem": _("Tandem vorgeschlagen"),
        "agree_to_tandem": _("Tandem zugesagt"),
        "decline_tandem": _("Tandem abgelehnt"),
        "end_tandem": _("Tandem beendet"),
    }
)
name_details(
    {
        "buddy": _("begleitende Person (Nummer)"),
        "newcomer": _("neue Person (Nummer)"),
        "by": _("um Plätze"),
        "side": _("Seite"),
        "step": _("Schritt"),
    },
    {
        str(choice.value): choice.label
        for choices in (Side, Step, TandemState)
        for choice in choices
    },
)
name_kind("beginning.tandem", _("Tandem"), name_tandems)
name_kind("beginning.checklistitem", _("Punkt der ersten 100 Tage"), name_items)
