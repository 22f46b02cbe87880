"""The words of advising in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.advising.models import Case, EntryKind, Stage


def name_cases(numbers: Collection[int]) -> dict[int, Thing]:
    cases = Case.objects.filter(pk__in=numbers).select_related("lead")
    return {it.pk: Thing(it.lead.title, reverse("case_detail", args=[it.pk])) for it in cases}


name_verbs(
    {
        "open_case": _("Beratungsfall eröffnet"),
        "move_case": _("Beratungsfall weiterbewegt"),
        "pause_case": _("Beratungsfall ruhen lassen"),
        "wake_case": _("Beratungsfall wieder aufgenommen"),
        "plan_case": _("nächsten Schritt festgelegt"),
        "set_case_days": _("Termine des Falls geändert"),
        "hand_over_case": _("Beratungsfall übergeben"),
        "note_in_case": _("Eintrag im Beratungsfall"),
        "share_case_entry": _("Eintrag den Ansprechpartner:innen gezeigt"),
        "unshare_case_entry": _("Eintrag den Ansprechpartner:innen nicht mehr gezeigt"),
        "remove_case_entry": _("Eintrag im Beratungsfall gelöscht"),
        "add_case_contact": _("Ansprechpartner:in hinzugefügt"),
        "change_case_contact": _("Ansprechpartner:in geändert"),
        "remove_case_contact": _("Ansprechpartner:in gelöscht"),
        "erase_case_letters": _("E-Mails einer früheren Ansprechpartner:in gelöscht"),
        "add_case_authority": _("Kommune zum Fall hinzugefügt"),
        "remove_case_authority": _("Kommune aus dem Fall genommen"),
        "move_case_to_successor": _("Fall der Nachfolgerin zugeordnet"),
        "erase_old_cases": _("Ansprechpartner:innen alter Fälle gelöscht"),
    }
)
name_details(
    {
        "reached": _("nach"),
        "on": _("am"),
        "wake_on": _("wieder vornehmen am"),
        "next_step": _("nächster Schritt"),
        "next_on": _("bis"),
        "owner": _("betreut von"),
        "entry": _("Art"),
        "starts_on": _("geplanter Beginn"),
        "council_on": _("Sitzung des Rates"),
        "apply_by": _("bewerben bis"),
        "early": _("vor dem Bescheid"),
        "years": _("Jahre"),
    },
    dict(EntryKind.choices),
    {"reached": dict(Stage.choices)},
)
name_kind("advising.case", _("Beratungsfall"), name_cases)
