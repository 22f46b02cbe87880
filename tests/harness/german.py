"""Finds what is left of German on a page in English, beside what people have written themselves."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from django.apps import apps
from django.db import models

#: Words no German sentence does without and no English one has; dates in the German way.
GERMAN = re.compile(
    r"\b(?:und|oder|der|die|das|dem|des|Sie|Ihre?[nmrs]?|nicht|kein(?:e[nmrs]?)?|mit|für|ist|sind"
    r"|wird|werden|wurde|eine?[nmrs]?|vom?|zum|zur|auf|aus|bei|nach|noch|schon|wenn|dass|bitte"
    r"|alle|als|auch|nur|Uhr|Bitte|Stellen?|Treffen|Kommunen?|Personen|Antwort(?:en)?|Einladung)\b"
    r"|\b\d\d?\. (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember)\b|\b\d\d\.\d\d\.\d{4}\b"
)
READ_ALOUD = {"alt", "aria-label", "aria-description", "data-label", "placeholder", "title"}
#: Bodies of mails hold our own words, too.
OURS = {"html", "text", "calendar"}
#: What is quoted is a name.
QUOTED = re.compile("“[^”]*”")
#: Their text is a person's own, as in a field, or a mail in its reader's language. So is what says
#: of itself that it is German, as examples out of papers for German councils.
OWN = {"textarea", "pre", "option", "script", "style"}


class Said(HTMLParser):
    """Every piece of text of a page, read or read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in OWN or (tag != "html" and ("lang", "de") in attrs):
            self.inside.append(tag)
        self.pieces += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside and data.strip():
            self.pieces.append(" ".join(data.replace("\N{SOFT HYPHEN}", "").split()))


def text_fields(model: type[models.Model]) -> list[str]:
    fields = model._meta.concrete_fields
    return [
        field.name
        for field in fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not (field.name in OURS and model._meta.app_label == "mail")
    ]


def sentences(value: str) -> Iterator[str]:
    """Each line, and each sentence of it: some pages show the first alone."""
    for line in value.splitlines():
        yield " ".join(line.split())
        yield from re.split(r"(?<=[.!?]) ", line)


def written_by_people() -> list[str]:
    """Every sentence of every row, the longest first: names, titles, notes, subjects of mails."""
    lines: set[str] = set()
    for model in apps.get_models():
        names = text_fields(model)
        rows = model._base_manager.values_list(*names) if names else ()
        values: Iterable[str | None] = (value for row in rows for value in row)
        lines.update(sentence for value in values for sentence in sentences(value or ""))
    return sorted((line for line in lines if len(line) > 2), key=len, reverse=True)


def left_in_german(page: str, written: Iterable[str]) -> Iterator[str]:
    said = Said()
    said.feed(page)
    for piece in said.pieces:
        if GERMAN.search(piece):
            bare = QUOTED.sub("", piece)
            for line in written:
                bare = bare.replace(line, "")
            if GERMAN.search(bare):
                yield piece
