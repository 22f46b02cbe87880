"""How introductions are called in the audit trail; who is in them is theirs to tell."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind
from klimanetz.roster.introductions.models import Outcome, Side


def name_introductions(numbers: Collection[int]) -> dict[int, Thing]:
    return {number: Thing(f"{_('Kontaktvermittlung')} {number}") for number in numbers}


name_details(
    {"contact": _("gefragte Person (Nummer)"), "outcome": _("Ergebnis"), "side": _("Seite")},
    {str(choice.value): choice.label for choices in (Outcome, Side) for choice in choices},
)
name_kind("introductions.introduction", _("Kontaktvermittlung"), name_introductions)
