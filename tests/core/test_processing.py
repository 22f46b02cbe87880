"""The templates on data protection in the documents say what the program says."""

import re
from pathlib import Path

from django.utils.translation import override

from klimanetz.core.processing import Activity, declared_activities

DOCUMENTS = Path(__file__).parents[2] / "docs" / "datenschutz"


def write_row(number: int, activity: Activity) -> str:
    name, *rest = map(str, activity)
    return f"| {' | '.join([f'{number}. {name}', *rest])} |"


def test_the_record_names_every_activity_and_no_other() -> None:
    text = (DOCUMENTS / "verzeichnis.md").read_text("utf-8")
    with override("de"):
        rows = [write_row(at, it) for at, it in enumerate(declared_activities(), start=1)]
    assert re.findall(r"^\| \d+\. .*\|$", text, re.MULTILINE) == rows


def test_the_privacy_text_names_every_activity() -> None:
    text = (DOCUMENTS / "hinweise.md").read_text("utf-8")
    with override("de"):
        names = [str(activity.name) for activity in declared_activities()]
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == names
