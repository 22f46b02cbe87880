"""A plan in lines for the terminal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from klimanetz.roster.importing.columns import Sheet
from klimanetz.roster.importing.plan import Plan, PlannedLine, Status


def count_sentence(counts: dict[str, int]) -> str:
    return _(
        "%(new)s neu, %(changed)s geändert, %(unchanged)s unverändert, %(open)s zu klären, "
        "%(left_out)s weggelassen"
    ) % {status.value: counts.get(status.value, 0) for status in Status}


def tell_plan(plan: Plan, sheet: Sheet) -> Iterator[str]:
    if sheet.unused:
        yield _("Nicht übernommene Spalten: %(names)s") % {"names": ", ".join(sheet.unused)}
    for line in plan.lines:
        yield from tell_line(line)
    yield count_sentence(plan.counts) + "."


def tell_line(line: PlannedLine) -> Iterator[str]:
    head = _("Zeile %(number)s, %(title)s") % {"number": line.number, "title": line.title}
    if line.status == Status.NEW:
        yield f"{head}: {_('neu')}"
    for change in line.changes:
        yield f"{head}: {change.label}: {change.old} → {change.new}"
    for question in line.questions:
        yield f"{head}: {question.text}"
        for choice in question.choices:
            yield f"    {_('oder')}: {choice.label}"
