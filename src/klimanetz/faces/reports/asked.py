"""What a visitor asks of the coverage: which day, which layer. Both stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.roster.coverage import Finding, Group, Line

#: Nobody was paid for this work long before.
EARLIEST: Final = date(2000, 1, 1)


class Layer(models.TextChoices):
    """A part of the map and of the list; as the address names it."""

    OWN = "eigene", gettext_lazy("eigene Stelle besetzt")
    ENDING = "endet", gettext_lazy("Stelle endet binnen zwölf Monaten")
    SHARED = "mitbetreut", gettext_lazy("von anderen mitbetreut")
    VACANT = "unbesetzt", gettext_lazy("Stelle unbesetzt")
    NONE = "ohne", gettext_lazy("ohne Klimaschutzmanagement")

    def holds(self, found: Line | Finding) -> bool:
        return found.ends is not None if self is Layer.ENDING else found.group == GROUPS[self]


GROUPS: Final[Mapping[str, Group]] = {
    Layer.OWN: Group.OWN,
    Layer.SHARED: Group.SHARED,
    Layer.VACANT: Group.VACANT,
    Layer.NONE: Group.NONE,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Today where no day, or none that can be answered, was asked for: `problem` says why."""

    day: date
    layer: Layer | None
    problem: str = ""
    text: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        named = query.get("ebene", "")
        layer = Layer(named) if named in Layer.values else None
        text = query.get("stand", "").strip()[:20]
        today = timezone.localdate()
        try:
            day = date.fromisoformat(text) if text else today
        except ValueError:
            problem = _("Bitte geben Sie ein Datum an, zum Beispiel 31.12.2025.")
            return cls(today, layer, problem, text)
        return cls(today, layer, problem, text) if (problem := refuse(day)) else cls(day, layer)

    @property
    def is_today(self) -> bool:
        return self.day == timezone.localdate()

    def query(self, layer: str | None = None) -> str:
        """The part of an address that asks for the same day; of `layer`, or of the same one."""
        chosen = (self.layer or "") if layer is None else layer
        wanted = {"stand": "" if self.is_today else self.day.isoformat(), "ebene": chosen}
        said = urlencode({name: value for name, value in wanted.items() if value})
        return f"?{said}" if said else ""


def refuse(day: date) -> str:
    """Why a day cannot be answered; empty where it can."""
    if day > timezone.localdate():
        return _("Dieser Tag liegt in der Zukunft. Wer dann arbeitet, weiß noch niemand.")
    if day < EARLIEST:
        return _("So weit zurück reichen die Angaben nicht.")
    return ""
