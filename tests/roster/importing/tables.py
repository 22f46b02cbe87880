"""Small makers of lists as people send them."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.db import transaction
from openpyxl import Workbook

from klimanetz.roster.importing.apply import apply_plan
from klimanetz.roster.importing.columns import Sheet, find_columns
from klimanetz.roster.importing.finder import PlaceFinder
from klimanetz.roster.importing.plan import Plan, Status, make_plan
from klimanetz.roster.importing.questions import Question
from klimanetz.roster.importing.reading import read_file

type Cell = object
HEAD = ("Name", "E-Mail", "Kommune", "Funktion")


def xlsx(*rows: Sequence[Cell], title: str = "Liste") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv(*rows: Iterable[str], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)


def sheet_of(*rows: Sequence[str]) -> Sheet:
    """The rows, the header first, as they are understood from a CSV file."""
    return find_columns(read_file(csv(*rows)))


def plan_of(*rows: Sequence[str], **decisions: dict[str, str]) -> Plan:
    """What a list would do; decisions by line as `z3={"key": "…"}`."""
    decided = {name.removeprefix("z"): cells for name, cells in decisions.items()}
    return make_plan(sheet_of(*rows), decided, PlaceFinder())


def apply(*rows: Sequence[str], **decisions: dict[str, str]) -> Plan:
    """Plan the list and write it."""
    plan = plan_of(*rows, **decisions)
    assert plan.is_decided, [line.questions for line in plan.with_status(Status.OPEN)]
    apply_decided(plan)
    return plan


def apply_decided(plan: Plan) -> None:
    with transaction.atomic():
        apply_plan(plan, actor="test", file_name="liste.csv")


def only_question(plan: Plan) -> Question:
    (question,) = [question for line in plan.lines for question in line.questions]
    return question


def labels(question: Question) -> list[str]:
    return [choice.label for choice in question.choices]


def answer(question: Question, label: str) -> dict[str, str]:
    """The cells that the choice beginning with `label` sets."""
    (chosen,) = [choice for choice in question.choices if choice.label.startswith(label)]
    return dict(chosen.sets)
