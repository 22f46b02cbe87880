"""By what somebody was ever known: where to look for them, and what to take away."""

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from klimanetz.core.audit import name_subject
from klimanetz.core.custody import Traces, longest_first
from klimanetz.core.models import AuditEntry

if TYPE_CHECKING:
    from klimanetz.people.models import Person


def find_traces(person: "Person") -> Traces:
    """What stands in the row, and what the audit trail tells of earlier; two queries.

    A name that somebody else has too is theirs, and no trace.
    """
    entries = AuditEntry.objects.filter(subject=name_subject(person))
    details = list(entries.order_by("pk").values_list("detail", flat=True))
    texts = {text for detail in details for text in texts_in(detail)}
    first_names = {person.first_name, *changed(details, "first_name")}
    last_names = {person.last_name, *changed(details, "last_name")}
    others = type(person).objects.exclude(pk=person.pk).filter(last_name__in=last_names)
    taken = set(others.values_list("first_name", "last_name"))
    pairs = set(product(first_names, last_names)) - taken
    names = {" ".join(filter(None, pair)) for pair in pairs}
    titled = {" ".join(filter(None, (person.title, name))) for name in names}
    return Traces(
        longest_first({person.email, *(text.lower() for text in texts if is_address(text))}),
        longest_first(names | titled),
    )


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


def changed(details: list[dict[str, Any]], field: str) -> Iterator[str]:
    """Old and new values of a field, as `change_person` writes them."""
    for detail in details:
        changes = detail.get("changes")
        if isinstance(changes, dict):
            yield from texts_in(changes.get(field))


def is_address(text: str) -> bool:
    return "@" in text and " " not in text
