"""Who pays how much of which months: in the order of the combination, each up to its limits.

Eligible are the personnel costs. A grant is reckoned piece by piece: a piece is a run of months of
a row during which the same grants are paid. It is rounded down to the cent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from klimanetz.features.funding.assessing import Answer, Assessment
from klimanetz.features.funding.combining import Combination
from klimanetz.features.funding.costing.months import Phase, Row, cut_row
from klimanetz.features.funding.costing.post import Post
from klimanetz.features.funding.costing.rounding import NOTHING, down_to_cent, percent_of
from klimanetz.features.funding.costing.salary import reckon_personnel


@dataclass(frozen=True, slots=True)
class Piece:
    """Months `begins` to `ends` (not included) of the plan. `eligible` of these months, `room`
    what all grants together may reach of it."""

    row: Row
    begins: int
    ends: int
    eligible: Decimal
    room: Decimal


@dataclass(frozen=True, slots=True)
class Paid:
    """What one grant pays of a piece. `asked` before any limit; `limits` name those that bound."""

    piece: Piece
    euros: Decimal
    asked: Decimal
    limits: tuple[str, ...] = ()


@dataclass(slots=True)
class Payer:
    """A grant while it is being reckoned. It pays until month `ends` (not included) of the plan."""

    part: Assessment
    begins: int
    ends: int
    certain: bool
    paid: list[Paid] = field(default_factory=list)
    #: Eligible costs of all its months, where they do not reach the least that the rule asks for.
    too_little: Decimal | None = None

    @property
    def months(self) -> int:
        return self.ends - self.begins

    @property
    def total(self) -> Decimal:
        return sum((one.euros for one in self.paid), NOTHING)

    def asks(self, piece: Piece) -> Decimal:
        """Percents of the eligible costs, or the months' part of a fixed sum."""
        tier = self.part.tier
        if tier is None or self.too_little is not None:
            return NOTHING
        if tier.percent is not None:
            return down_to_cent(percent_of(tier.percent, piece.eligible))
        return self.sum_until(piece.ends) - self.sum_until(piece.begins)

    def sum_until(self, month: int) -> Decimal:
        euros = self.part.tier.euros if self.part.tier else None
        return down_to_cent((euros or NOTHING) * (month - self.begins) / self.months)

    def in_row(self, row: Row) -> list[Paid]:
        return [one for one in self.paid if one.piece.row == row]


def reckon_grants(post: Post, phase: Phase, rows: Sequence[Row], leaves: int | None) -> list[Payer]:
    """Those that count, in their order; of a phase without grants none."""
    if phase.combination is None:
        return []
    payers = list(list_payers(phase, phase.combination))
    pieces = list(list_pieces(post, phase.combination, rows, payers, leaves))
    for payer in payers:
        payer.too_little = find_shortfall(payer, pieces)
    for piece in pieces:
        share_out(piece, [one for one in payers if piece.begins < one.ends])
    return payers


def list_payers(phase: Phase, combination: Combination) -> Iterator[Payer]:
    """Euros for each inhabitant are given for many things and count for none."""
    for part in combination.parts:
        if part.tier and part.tier.per_inhabitant is None:
            months = part.terms.duration_months or phase.ends - phase.begins
            certain = combination.certain and part.answer == Answer.YES
            yield Payer(part, phase.begins, phase.begins + months, certain)


def list_pieces(
    post: Post,
    combination: Combination,
    rows: Sequence[Row],
    payers: Sequence[Payer],
    leaves: int | None,
) -> Iterator[Piece]:
    """Pieces of a row add up to its personnel costs, whatever was rounded."""
    for row in rows:
        before = NOTHING
        for begins, ends in cut_row(row, [payer.ends for payer in payers]):
            until = reckon_personnel(post, row.begins, ends, leaves).total
            eligible = until - before
            room = down_to_cent(percent_of(combination.ceiling, eligible))
            yield Piece(row, begins, ends, eligible, room)
            before = until


def find_shortfall(payer: Payer, pieces: Sequence[Piece]) -> Decimal | None:
    least = payer.part.terms.minimum_costs
    eligible = sum((one.eligible for one in pieces if one.begins < payer.ends), NOTHING)
    return eligible if least is not None and eligible < least else None


def share_out(piece: Piece, payers: Sequence[Payer]) -> None:
    room = piece.room
    for payer in payers:
        paid = limit(payer, Paid(piece, asked := payer.asks(piece), asked), room)
        payer.paid.append(paid)
        room -= paid.euros


def limit(payer: Payer, paid: Paid, room: Decimal) -> Paid:
    cap = payer.part.cap
    if cap is not None and paid.euros > cap - payer.total:
        paid = replace(paid, euros=cap - payer.total, limits=("cap",))
    if paid.euros > room:
        paid = replace(paid, euros=room, limits=(*paid.limits, "ceiling"))
    return paid
