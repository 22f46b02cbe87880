"""Documents on the operator's letterhead that a screen reader can read, too (PDF/UA-1)."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from time import monotonic
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from klimanetz.core.memory import give_back_memory
from klimanetz.core.models import Network

#: The engine keeps what a document is made of, 10 MB and more, until it has printed so many others.
KEPT_FOR = 11
#: Seconds; whoever prints hundreds in a row forgets them now and then, not after each.
FORGET_EVERY = 0.25


@dataclass(slots=True)
class Forgotten:
    at: float = 0.0


#: When this process last forgot what it had printed.
forgotten = Forgotten()


def forget_documents() -> None:
    """Empty pages age what the engine keeps, 5 ms each; then the memory goes back to the system."""
    for _page in range(KEPT_FOR):
        compile_pdf(b"")
    give_back_memory()
    forgotten.at = monotonic()


@cache
def read_document(package: str, name: str) -> bytes:
    """The text of `typst/<name>.typ` in `package`, behind the letterhead that it may use."""
    own = resources.files("klimanetz.core").joinpath("typst", "letterhead.typ")
    return own.read_bytes() + resources.files(package).joinpath("typst", f"{name}.typ").read_bytes()


def print_document(package: str, name: str, title: str, content: dict[str, Any]) -> bytes:
    """The document as a PDF in the active language; `content` is what it reads, all JSON."""
    written = json.dumps({**head_sheet(title), **content})
    printed = compile_pdf(read_document(package, name), written)
    if monotonic() - forgotten.at > FORGET_EVERY:
        forget_documents()
    return printed


def compile_pdf(document: bytes, content: str = "") -> bytes:
    return typst.compile(
        document,
        format="pdf",
        ignore_system_fonts=True,  # the same everywhere
        sys_inputs={"content": content},
        pdf_standards=["ua-1"] if content else [],
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
