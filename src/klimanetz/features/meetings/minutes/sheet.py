"""The page on which minutes are written: entries by agenda item, and a blank one after each."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2s
from typing import Any

from klimanetz.features.meetings.minutes.actions import Typed
from klimanetz.features.meetings.minutes.content import Section, list_sections
from klimanetz.features.meetings.minutes.forms import EntryForm, initial_of
from klimanetz.features.meetings.minutes.models import Correction, Entry, Kind, Minutes
from klimanetz.features.meetings.models import Meeting

KEY = re.compile(r"[\w-]{1,60}")
BLANK = {"kind": Kind.INFORMATION, "base_kind": Kind.INFORMATION}
#: What the script replaces when it adds an entry.
ANY_KEY = "__key__"


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    form: EntryForm
    about: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    section: Section
    rows: list[Row]
    corrections: list[Correction]


def lay_out(
    meeting: Meeting, minutes: Minutes | None, person: int, forms: Mapping[str, EntryForm]
) -> list[Sheet]:
    """Four queries. `forms` are those that came back with something to correct."""
    keys = set(meeting.entries.values_list("key", flat=True))
    proposed = list_corrections(minutes)
    sheets = []
    for section in list_sections(meeting):
        item = section.item.pk if section.item else None
        rows = [draw_row(entry, forms) for entry in section.entries]
        rows.append(draw_blank(item, person, keys, forms))
        sheets.append(Sheet(section, rows, proposed[item]))
    return sheets


def draw_row(entry: Entry, forms: Mapping[str, EntryForm]) -> Row:
    form = forms.get(entry.key) or EntryForm(prefix=entry.key, initial=initial_of(entry))
    return Row(entry.key, form, entry.item_title if entry.item_id is None else "")


def draw_blank(
    item: int | None, person: int, keys: set[str], forms: Mapping[str, EntryForm]
) -> Row:
    """Its key is the same until it is used, so that what was typed finds its place again."""
    start = f"neu-{item or 0}-{person}-"
    number = next(n for n in range(len(keys) + 1) if f"{start}{n}" not in keys)
    key = f"{start}{number}"
    form = forms.get(key) or EntryForm(prefix=key, initial=BLANK | {"item": item})
    return Row(key, form)


def template_row() -> Row:
    return Row(ANY_KEY, EntryForm(prefix=ANY_KEY, initial=BLANK))


def list_corrections(minutes: Minutes | None) -> defaultdict[int | None, list[Correction]]:
    by_item: defaultdict[int | None, list[Correction]] = defaultdict(list)
    if minutes is not None and minutes.review_until is not None:
        rows = Correction.objects.open().filter(reader__minutes=minutes)
        for one in rows.select_related("reader"):
            by_item[one.item_id].append(one)
    return by_item


def read_typed(key: str, form: EntryForm) -> Typed:
    said = form.cleaned_data
    return Typed(
        key=key, **{name: said[name] for name in Typed.__dataclass_fields__ if name != "key"}
    )


def state_of(entry: Entry) -> dict[str, Any]:
    """An entry as the script of the page reads it."""
    return {
        "key": entry.key,
        "item": entry.item_id or "",
        "text": entry.text,
        "kind": entry.kind,
        "owner": entry.who,
        "due_on": entry.due_on.isoformat() if entry.due_on else "",
        "removed": "on" if entry.removed else "",
    }


def sign_agenda(meeting: Meeting) -> str:
    """Another one as soon as items were added, moved, renamed or taken away. One query."""
    items = list(meeting.agenda.values_list("pk", "title"))
    return blake2s(repr(items).encode(), digest_size=8).hexdigest()
