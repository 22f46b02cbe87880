"""A sheet as a PDF on the operator's letterhead that a screen reader can read, too (PDF/UA-1)."""

import json
from importlib import resources
from typing import Any

import typst

SHEET = resources.files("klimanetz.roster.leaving").joinpath("typst", "record.typ").read_bytes()


def print_sheet(content: dict[str, Any]) -> bytes:
    """`content` as `record.describe_for_paper` makes it."""
    return typst.compile(
        SHEET,
        format="pdf",
        ignore_system_fonts=True,  # the same everywhere
        sys_inputs={"content": json.dumps(content)},
        pdf_standards=["ua-1"],
    )
