"""One workbook of territorial changes on its way into the register.

What the register no longer knows comes in as ended, so that an old name is still found and leads
to today's authority. Changes that a newer issue of the register will bring are left for later.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from django.db.models import F

from klimanetz.places.kinds import Kind, association_key, is_authority, kind_of, split_name
from klimanetz.places.models import Authority, Register, Succession
from klimanetz.places.sources.changes import Change, End

#: What associations are called in the Länder that do not say Verwaltungsgemeinschaft.
ASSOCIATIONS: Final = {"01": "51", "03": "52", "07": "53", "12": "51", "13": "51", "15": "53"}


@dataclass(slots=True)
class Recorded:
    """What came of the changes, for the person who started it. Without `new`, all was known."""

    new: list[Succession] = field(default_factory=list)
    known: int = 0
    later: list[Change] = field(default_factory=list)
    elsewhere: int = 0
    contradicting: list[Change] = field(default_factory=list)
    dated: int = 0
    remembered: list[Authority] = field(default_factory=list)


class Chronicle:
    """Everything the changes can refer to. Runs inside the caller's transaction."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.changes = [between_authorities(change) for change in changes if matters(change)]
        self.recorded = Recorded()
        self.status = dict(Register.objects.values_list("land", "status_on"))
        self.authorities = {
            authority.identity: authority
            for authority in Authority.objects.order_by(F("valid_to").asc(nulls_last=True), "pk")
        }
        self.successions = {
            (row.predecessor_id, row.successor_id, row.change, row.legal_on)
            for row in Succession.objects.all()
        }

    def write(self) -> Recorded:
        for change in self.changes:
            status = self.status.get(change.before.ars[:2])
            if status is None:
                self.recorded.elsewhere += 1
            elif change.legal_on > status:
                self.recorded.later.append(change)
            else:
                self.write_change(change, status)
        return self.recorded

    def write_change(self, change: Change, status: date) -> None:
        before = self.find_predecessor(change)
        if before is None:
            return
        if ends(change):
            if before.valid_to is None:
                self.recorded.contradicting.append(change)
                return
            self.date_end(before, change.legal_on - timedelta(days=1))
        if change.after is not None and (after := self.find_successor(change, status)):
            self.link(before, after, change)

    def find_predecessor(self, change: Change) -> Authority | None:
        known = self.authorities.get(change.before.identity)
        if known is None and ends(change) and change.after is not None:
            return self.remember(change.before, change.legal_on - timedelta(days=1))
        return known

    def find_successor(self, change: Change, status: date) -> Authority | None:
        """A successor the register does not know has ended itself since."""
        if change.after is None:
            return None
        known = self.authorities.get(change.after.identity)
        if known is None and ends(change):
            return self.remember(change.after, status - timedelta(days=1))
        if known and known.valid_from and known.valid_from > change.legal_on:
            known.valid_from = change.legal_on
            known.save(update_fields=["valid_from"])
        return known

    def remember(self, end: End, last_day: date) -> Authority:
        kind_code = guess_kind_code(end)
        kind = kind_of(end.ars, kind_code)
        authority = Authority(
            ars=end.ars,
            ags="" if kind == Kind.ASSOCIATION else end.identity,
            name=split_name(end.name, kind, kind_code),
            official_name=end.name,
            kind=kind,
            kind_code=kind_code,
            parent=self.authorities.get(end.ars[:5]) if len(end.ars) > 5 else None,
            association=self.authorities.get(association_key(end.ars)),
            valid_to=last_day,
        )
        authority.save()
        self.authorities[authority.identity] = authority
        self.recorded.remembered.append(authority)
        return authority

    def date_end(self, authority: Authority, last_day: date) -> None:
        """The import knows only that an authority went between two issues; this is the day."""
        if authority.valid_to != last_day:
            authority.valid_to = last_day
            authority.save(update_fields=["valid_to"])
            self.recorded.dated += 1

    def link(self, before: Authority, after: Authority, change: Change) -> None:
        key = (before.pk, after.pk, change.kind, change.legal_on)
        if key in self.successions:
            self.recorded.known += 1
            return
        self.successions.add(key)
        self.recorded.new.append(
            Succession.objects.create(
                predecessor=before,
                successor=after,
                change=change.kind,
                legal_on=change.legal_on,
                inhabitants=change.inhabitants,
            )
        )


def matters(change: Change) -> bool:
    """Not only a new name or another association of the same authority."""
    same = change.after is not None and change.after.identity == change.before.identity
    return is_authority(change.before.ars) and not same


def between_authorities(change: Change) -> Change:
    """Forests and keys that only stand in for a lone municipality take nothing over."""
    if change.after and is_authority(change.after.ars):
        return change
    return replace(change, after=None)


def ends(change: Change) -> bool:
    return change.kind in {Succession.Change.DISSOLVED, Succession.Change.KEY_CHANGED}


def guess_kind_code(end: End) -> str:
    """The changes do not say what kind an authority was; key and name nearly do."""
    if len(end.ars) == 5:
        return "44"
    if len(end.ars) == 9:
        return ASSOCIATIONS.get(end.ars[:2], "54")
    if end.ars.endswith("000"):
        return "61"
    return "63" if end.name.endswith(", Stadt") else "64"
