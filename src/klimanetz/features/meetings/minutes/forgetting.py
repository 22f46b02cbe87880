"""Takes out of minutes who it was. What was decided and done stays."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.custody import NOBODY, Traces, as_in_json, clear_rows, no_address, without
from klimanetz.core.models import Network
from klimanetz.core.months import add_months
from klimanetz.features.meetings.minutes.models import (
    ActionItem,
    Correction,
    Entry,
    Minutes,
    MinutesVersion,
    Reader,
)
from klimanetz.people.models import Person

#: So many are forgotten at once.
BATCH = 50
#: Where a name or an address can stand, by model.
FIELDS: dict[type[Model], tuple[str, ...]] = {
    Entry: ("text", "owner_name", "owner_email"),
    ActionItem: ("text", "owner_name", "owner_email", "told_to", "done_note"),
    Correction: ("text", "reason"),
    MinutesVersion: ("released_by",),
}
#: Of these, what holds an address alone.
ADDRESSES = {"owner_email", "told_to"}


def by_address(traces: Traces, field: str = "email") -> Q:
    return reduce(or_, (Q(**{f"{field}__iexact": one}) for one in traces.addresses), Q(pk=None))


@transaction.atomic
def erase_person(person: Person) -> int:
    Minutes.objects.filter(taker=person).update(taker=None)
    Entry.objects.filter(owner=person).update(owner=None)
    ActionItem.objects.filter(owner=person).update(owner=None)
    readers = Reader.objects.filter(Q(person=person) | by_address(person.traces))
    return make_nobody(readers.exclude(name=NOBODY)) + erase_traces(person.traces)


def make_nobody(readers: Iterable[Reader]) -> int:
    changed = 0
    for reader in readers:
        reader.name, reader.email = NOBODY, no_address("reader", reader.pk)
        reader.person = None
        reader.save(update_fields=["name", "email", "person"])
        changed += 1
    return changed


def erase_traces(traces: Traces) -> int:
    """Wherever they are named: in the text, as the owner, in what was released."""
    texts = sum(
        clear_rows(model._default_manager.all(), fields, traces, addresses=ADDRESSES & set(fields))
        for model, fields in FIELDS.items()
    )
    return texts + clear_versions(traces)


def clear_versions(traces: Traces) -> int:
    forms = {form for one in traces.all for form in as_in_json(one)}
    named = reduce(or_, (Q(as_text__icontains=form) for form in forms), Q(pk=None))
    versions = MinutesVersion.objects.annotate(as_text=Cast("content", TextField()))
    changed = 0
    for version in versions.filter(named).order_by("pk"):
        cleared = without(version.content, traces.all)
        if cleared != version.content:
            version.content = cleared
            version.save(update_fields=["content"])
            changed += 1
    return changed


def forget_strangers() -> int:
    """Guests, so long after the meeting as the network keeps who left. Two queries if nobody is."""
    network = Network.objects.current()
    past = add_months(timezone.localdate(), -network.keep_months)
    old = Reader.objects.filter(minutes__meeting__ends_at__date__lt=past, person=None)
    guests = list(old.exclude(name=NOBODY).order_by("pk")[:BATCH])
    if guests:
        forget_guests(guests, network)
    return len(guests)


@transaction.atomic
def forget_guests(guests: list[Reader], network: Network) -> None:
    for guest in guests:
        if not Person.objects.with_email(guest.email).exists():
            erase_traces(Traces((guest.email,), (guest.name,)))
    number = make_nobody(guests)
    record("erase_by_rule", network, number=number, months=network.keep_months)
