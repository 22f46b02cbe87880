"""What the page of a list under way shows of its plan."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.core.components import Step
from klimanetz.roster.importing.plan import Plan, PlannedLine, Status
from klimanetz.roster.models import RosterImport

#: Nobody reads thousands of lines; all of them are applied all the same.
SHOWN = 300


def show_plan(roster_import: RosterImport, plan: Plan) -> dict[str, Any]:
    counts = plan.counts
    return {
        "roster_import": roster_import,
        "plan": plan,
        "steps": steps(plan),
        "sentence": tell_counts(counts),
        "unused": roster_import.table["unused"],
        "new": plan.with_status(Status.NEW)[:SHOWN],
        "new_hidden": max(counts[Status.NEW] - SHOWN, 0),
        "changed": plan.with_status(Status.CHANGED)[:SHOWN],
        "changed_hidden": max(counts[Status.CHANGED] - SHOWN, 0),
        "left_out": plan.with_status(Status.LEFT_OUT),
        "decided": decided_lines(roster_import, plan),
    }


def decided_lines(roster_import: RosterImport, plan: Plan) -> list[PlannedLine]:
    return [line for line in plan.lines if str(line.number) in roster_import.decisions]


def steps(plan: Plan) -> list[Step]:
    if plan.is_decided:
        return [
            Step(_("Liste lesen"), "done"),
            Step(_("Fragen klären"), "done"),
            Step(_("Prüfen und übernehmen"), "now"),
        ]
    return [
        Step(_("Liste lesen"), "done"),
        Step(_("Fragen klären"), "now"),
        Step(_("Prüfen und übernehmen"), "next"),
    ]


def tell_counts(counts: dict[str, int]) -> str:
    """`12 neu, 3 geändert, 9 unverändert; 2 Zeilen sind noch zu klären.`"""
    parts = [
        _("%(count)s neu") % {"count": counts[Status.NEW]},
        _("%(count)s geändert") % {"count": counts[Status.CHANGED]},
        _("%(count)s unverändert") % {"count": counts[Status.UNCHANGED]},
    ]
    if counts[Status.LEFT_OUT]:
        parts.append(_("%(count)s weggelassen") % {"count": counts[Status.LEFT_OUT]})
    text = ", ".join(parts)
    if unclear := counts[Status.OPEN]:
        left = ngettext(
            "eine Zeile ist noch zu klären", "%(count)s Zeilen sind noch zu klären", unclear
        )
        text += "; " + left % {"count": unclear}
    return f"{text}."
