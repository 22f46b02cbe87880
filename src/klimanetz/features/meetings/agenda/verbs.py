"""The words of agendas and contributions in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.meetings.agenda.models import Contribution
from klimanetz.features.meetings.models import AgendaItem


def name_items(numbers: Collection[int]) -> dict[int, Thing]:
    rows = AgendaItem.objects.filter(pk__in=numbers).select_related("meeting")
    return {it.pk: Thing(it.title, reverse("agenda_table", args=[it.meeting.slug])) for it in rows}


def name_contributions(numbers: Collection[int]) -> dict[int, Thing]:
    rows = Contribution.objects.filter(pk__in=numbers).only("title")
    return {it.pk: Thing(it.title, reverse("contribution", args=[it.pk])) for it in rows}


name_verbs(
    {
        "add_item": _("Punkt auf die Tagesordnung genommen"),
        "change_item": _("Punkt der Tagesordnung geändert"),
        "remove_item": _("Punkt von der Tagesordnung genommen"),
        "order_items": _("Tagesordnung umgestellt"),
        "copy_skeleton": _("Tagesordnung vom letzten Treffen übernommen"),
        "tell_speakers": _("Vortragenden Bescheid gegeben"),
        "claim_talk": _("Vortrag mit dem Konto verbunden"),
        "add_material": _("Unterlage hinzugefügt"),
        "remove_material": _("Unterlage entfernt"),
        "publish_material": _("Unterlage öffentlich gezeigt"),
        "hide_material": _("Unterlage nicht mehr öffentlich"),
        "propose_contribution": _("Beitrag angemeldet"),
        "revise_contribution": _("Beitrag geändert"),
        "withdraw_contribution": _("Beitrag zurückgezogen"),
        "keep_contribution": _("Beitrag vorgemerkt"),
        "place_contribution": _("Beitrag auf die Tagesordnung genommen"),
        "decline_contribution": _("Beitrag abgesagt"),
        "hold_contribution": _("Beitrag gehalten"),
    }
)
name_details({"title": _("Titel"), "meeting": _("Treffen")})
name_kind("meetings.agendaitem", _("Punkt der Tagesordnung"), name_items)
name_kind("agenda.contribution", _("Beitrag"), name_contributions)
