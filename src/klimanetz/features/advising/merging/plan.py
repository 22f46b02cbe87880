"""What becomes of two cases that are merged, worked out before they are: the preview and the deed
read the same plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _

from klimanetz.features.advising.merging.remarks import list_remarks
from klimanetz.features.advising.models import Case, Contact
from klimanetz.places.models import Authority

#: What is taken over where the case that stays does not know it.
KNOWN: Final = (
    "owner_id", "option", "starts_on", "council_on", "apply_by", "check_query", "position_id",
)  # fmt: skip
#: What is planned, or that it rests.
PLANNED: Final = ("next_step", "next_on", "paused_at", "pause_reason", "wake_on")


#: So much fits into what is known of a contact.
ROOM: Final = {it.name: getattr(it, "max_length", None) or 0 for it in Contact._meta.fields}


class Pair(NamedTuple):
    """Two contacts at one address: the one of the case that stays, and the other."""

    stays: Contact
    goes: Contact

    @property
    def is_one(self) -> bool:
        """Of a mailbox that two people read, each stays somebody."""
        first, second = (" ".join(it.name.casefold().split()) for it in self)
        return first == second

    def combine(self, field: str) -> str:
        """What both cases say of one person, as far as there is room for both."""
        here, there = (str(getattr(it, field)) for it in self)
        if there in here.split(", "):
            return here
        both = ", ".join(filter(None, (here, there)))
        return both if len(both) <= (ROOM[field]) else here

    @property
    def left_out(self) -> list[str]:
        said = {it: str(getattr(self.goes, it)) for it in ("office", "phone")}
        return [text for it, text in said.items() if text not in self.combine(it)]


@dataclass(frozen=True, slots=True)
class Plan:
    """All of `goes` moves into `stays`. `places` are those that `stays` does not have yet,
    `changes` what becomes of its fields, `remarks` what has room only in its history."""

    stays: Case
    goes: Case
    pairs: list[Pair]
    places: list[Authority]
    changes: dict[str, Any]
    remarks: list[str]


def make_plan(stays: Case, goes: Case) -> Plan:
    first, second = sorted((stays, goes), key=urgency)
    pairs = list(find_pairs(stays, goes))
    return Plan(
        stays=stays,
        goes=goes,
        pairs=pairs,
        places=find_places(stays, goes),
        changes=take_over(stays, goes) | ({} if first is stays else take_planned(goes)),
        remarks=[*list_remarks(stays, goes, later=second), *remark_people(pairs)],
    )


def remark_people(pairs: list[Pair]) -> Iterator[str]:
    for pair in pairs:
        if pair.is_one and pair.left_out:
            said = ", ".join(pair.left_out)
            yield _("%(name)s, im anderen Fall: %(said)s.") % {
                "name": pair.stays.name,
                "said": said,
            }


def urgency(case: Case) -> tuple[bool, date]:
    """What is due first goes first; what rests, last."""
    day = case.wake_on if case.is_paused else case.next_on
    return case.is_paused, day or date.max


def take_over(stays: Case, goes: Case) -> dict[str, Any]:
    """The town's first call counts from the earlier day."""
    known = {name: getattr(goes, name) for name in KNOWN if not getattr(stays, name)}
    earlier = min(stays.opened_at, goes.opened_at)
    return {name: value for name, value in known.items() if value} | {"opened_at": earlier}


def take_planned(case: Case) -> dict[str, Any]:
    return {name: getattr(case, name) for name in PLANNED}


def find_pairs(stays: Case, goes: Case) -> Iterator[Pair]:
    known = {one.email.lower(): one for one in stays.contacts.all() if one.email}
    for one in goes.contacts.order_by("pk"):
        if one.email.lower() in known:
            yield Pair(known[one.email.lower()], one)


def find_places(stays: Case, goes: Case) -> list[Authority]:
    there = [goes.lead, *goes.others.order_by("name", "pk")]
    here = {stays.lead, *stays.others.all()}
    return [one for one in there if one not in here]
