"""All rules on the organisers' desk: what is due to be checked again, and everything else."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.funding.checking import is_due
from klimanetz.features.funding.models import Rule
from klimanetz.features.funding.standing import BADGES, Standing, standing_of
from klimanetz.features.funding.terms import terms_of


@dataclass(frozen=True, slots=True)
class Item:
    """The last version of a rule."""

    rule: Rule
    standing: Standing
    due: bool

    @property
    def badge(self) -> str:
        return BADGES[self.standing]


def list_items() -> list[Item]:
    """By programme; three queries."""
    rules = Rule.objects.current().with_terms().order_by("programme__name", "title", "pk")
    return [Item(rule, standing_of(terms_of(rule)), is_due(rule)) for rule in rules]


def say_due(items: list[Item]) -> str:
    due = sum(item.due for item in items)
    if not items:
        return _("Noch ist kein Programm eingetragen.")
    if not due:
        return _("Alles ist im letzten halben Jahr geprüft.")
    return ngettext(
        "Eine Regel ist wieder zu prüfen.", "%(count)s Regeln sind wieder zu prüfen.", due
    ) % {"count": due}
