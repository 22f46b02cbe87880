"""Parts of `bench/RESULTS.md`, each of which can be renewed alone."""

import re
from collections.abc import Iterable, Sequence

from bench.processes import ROOT

RESULTS = ROOT / "bench" / "RESULTS.md"


def write_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write_table(heads: Sequence[str], rows: Iterable[Iterable[str]], *, words: int = 1) -> str:
    """The first columns, so many as `words`, are words; the others numbers."""
    rule = "| --- " * words + "| ---: " * (len(heads) - words) + "|"
    return "\n".join([write_row(heads), rule, *map(write_row, rows), ""])


def renew(section: str) -> None:
    """Puts it in the place of the one with the same heading, or at the end."""
    heading = section.partition("\n")[0]
    old = re.compile(rf"^{re.escape(heading)}\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
    text = RESULTS.read_text()
    if old.search(text):
        text = old.sub(lambda _found: f"{section.rstrip()}\n\n", text)
    else:
        text = f"{text.rstrip()}\n\n{section}"
    RESULTS.write_text(f"{text.rstrip()}\n")
