"""What came of an import, told at a terminal."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass
class Outcome:
    """`lines` name what became of each programme, rule and question that is new or other; `kept`
    what stays as it was changed here, though the file says something else.
    """

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def note(self, kind: str, line: str = "") -> None:
        self.counts[kind] += 1
        if line:
            self.lines.append(line)

    @property
    def changed_anything(self) -> bool:
        return any(self.counts[kind] for kind in CHANGES)


CHANGES: Final = ("question", "programme", "opened", "succeeded", "confirmed")


def tell(outcome: Outcome, *, written: bool) -> list[str]:
    same = outcome.counts["same"]
    end = ngettext(
        "%(number)d Angabe stand schon so da.", "%(number)d Angaben standen schon so da.", same
    ) % {"number": same}
    lines = [*outcome.lines, *([end] if same else [])]
    if outcome.kept:
        said = _("Bleibt, weil es hier geändert wurde, obwohl die Datei anderes sagt: %(kept)s.")
        lines.append(said % {"kept": "; ".join(outcome.kept)})
    if not written:
        lines.append(_("Probelauf: nichts ist geschrieben."))
    return lines
