"""Everything that is known about a person, gathered from wherever it is kept."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klimanetz.core.custody import Record, registered_custodies
from klimanetz.core.models import Network
from klimanetz.core.printing import print_document
from klimanetz.people.models import Person

#: Wider tables cannot be read on paper; then each row is a list of its own.
MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    records: list[Record]


def gather(person: Person) -> list[Section]:
    """One section for each kind of data of which there is any."""
    found = [
        Section(str(custody.label), list(custody.collect(person)))
        for custody in registered_custodies()
    ]
    return sorted((it for it in found if it.records), key=lambda it: it.label)


def write_json(person: Person) -> str:
    network = Network.objects.current()
    content = {
        "network": network.name,
        "operator": network.operator,
        "written_at": timezone.now(),
        "data": [{"label": it.label, "records": it.records} for it in gather(person)],
    }
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def print_record(person: Person) -> bytes:
    """All of it as a PDF, as text."""
    facts = {"name": person.full_name, "day": date_format(timezone.localdate(), "DATE_FORMAT")}
    content = {
        "lead": _("%(name)s, Stand %(day)s") % facts,
        "sections": [describe_section(section) for section in gather(person)],
    }
    return print_document(
        "klimanetz.roster.leaving", "record", _("Was wir über Sie wissen"), content
    )


def describe_section(section: Section) -> dict[str, Any]:
    heads = list(section.records[0])
    return {
        "label": section.label,
        "table": len(section.records) > 1 and len(heads) <= MOST_COLUMNS,
        "heads": heads,
        "rows": [[say(record.get(head)) for head in heads] for record in section.records],
    }


def say(value: object) -> str:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    # A zero-width space lets a long address break in a narrow column.
    return str(value).replace("@", "@\u200b") if value not in ("", None) else "–"
