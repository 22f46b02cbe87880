"""Documents on the operator's letterhead that a screen reader can read, too (PDF/UA-1)."""

import json
from functools import cache
from importlib import resources
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from klimanetz.core.models import Network


@cache
def read_document(package: str, name: str) -> bytes:
    """The text of `typst/<name>.typ` in `package`, behind the letterhead that it may use."""
    own = resources.files("klimanetz.core").joinpath("typst", "letterhead.typ")
    return own.read_bytes() + resources.files(package).joinpath("typst", f"{name}.typ").read_bytes()


def print_document(package: str, name: str, title: str, content: dict[str, Any]) -> bytes:
    """The document as a PDF in the active language; `content` is what it reads, all JSON."""
    return typst.compile(
        read_document(package, name),
        format="pdf",
        ignore_system_fonts=True,  # the same everywhere
        sys_inputs={"content": json.dumps({**head_sheet(title), **content})},
        pdf_standards=["ua-1"],
    )


def head_sheet(title: str) -> dict[str, str]:
    network = Network.objects.current()
    return {
        "language": get_language() or "de",
        "title": title,
        "author": network.operator or network.name,
        "address": network.address.replace("\r", "").replace("\n", ", "),
        "network": network.name,
        "page": _("Seite"),
        "of": _("von"),
    }
