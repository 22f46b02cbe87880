"""A file of questions or of one programme, as it is written: TOML."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

type Table = dict[str, Any]

#: Where tomllib says that it stopped.
PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Document:
    """`name` is that of the file, as it stands in complaints."""

    name: str
    content: Table

    @property
    def holds_questions(self) -> bool:
        return "questions" in self.content


class Unreadable(Exception):  # noqa: N818 - read as a sentence
    """`str()` of it says which file, where and why."""


def read_document(path: Path) -> Document:
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("%(file)s: Die Datei ist kein Text in UTF-8.") % {"file": path.name}
        ) from error
    except OSError as error:
        raise Unreadable(
            _("%(file)s: Die Datei lässt sich nicht öffnen.") % {"file": path.name}
        ) from error
    return parse(path.name, text)


def parse(name: str, text: str) -> Document:
    try:
        return Document(name, tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(explain(name, str(error))) from error


def explain(name: str, error: str) -> str:
    if "overwrite" in error or "twice" in error:
        why = _("Das steht schon einmal da.")
    elif "date" in error.lower():
        why = _("Diesen Tag finden wir nicht im Kalender. Ein Tag sieht so aus: 2027-03-17.")
    else:
        why = _("Das ist kein gültiges TOML; oft fehlt ein Anführungszeichen oder eine Klammer.")
    if not (found := PLACE.search(error)):
        return f"{name}: {why}"
    place = _("Zeile %(line)s, Zeichen %(column)s") % {"line": found[1], "column": found[2]}
    return f"{name}, {place}: {why}"
