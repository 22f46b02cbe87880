"""What is printed leaves nothing behind: a server prints for months."""

import json
from pathlib import Path

import pytest

from klimanetz.core import printing

STATUS = Path("/proc/self/status")
PAPERS = 15
#: Megabytes; what is kept of so many papers would be more than twice as much.
MOST = 40


def megabytes() -> int:
    """What this process holds now."""
    (line,) = (one for one in STATUS.read_text().splitlines() if one.startswith("VmRSS:"))
    return int(line.split()[1]) // 1024


def print_one(number: int) -> bytes:
    entries = [{"label": f"Zeile {number}.{line}", "value": "x" * 60} for line in range(600)]
    document = (
        '#set document(title: "Probe")\n#import sys: inputs\n'
        "#let content = json(bytes(inputs.content))\n"
        '#for one in content [#one.label: #one.value #linebreak() ]'
    )  # fmt: skip
    return printing.compile_pdf(document.encode(), json.dumps(entries))


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells what a process holds")
def test_many_papers_need_as_much_memory_as_one() -> None:
    print_one(0)
    printing.forget_documents()
    before = megabytes()
    for number in range(PAPERS):
        assert print_one(number).startswith(b"%PDF")
        printing.forget_documents()
    grown = megabytes() - before
    assert grown < MOST, grown
