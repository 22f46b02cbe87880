"""The rows that figures are made of: three queries, whatever the number of cases."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone

from klimanetz.features.advising.board.figures import ApplicationFacts, CaseFacts, MoveFacts
from klimanetz.features.advising.board.listing import is_number
from klimanetz.features.advising.models import CLOSED, Application, CaseQuerySet, Move, Stage


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which cases: those of a district, those that began in a year, or all."""

    district: str = ""
    year: int | None = None

    @classmethod
    def read(cls, query: QueryDict) -> "Scope":
        district, year = query.get("kreis", ""), query.get("jahr", "")
        return cls(
            district=district if is_number(district) else "",
            year=int(year) if is_number(year) else None,
        )


@dataclass(frozen=True, slots=True)
class Known:
    """`years`: in which any case of the network began, for choosing one. A town counts once:
    cases that were merged into others are only `merged`, so many."""

    cases: list[CaseFacts]
    moves: list[MoveFacts]
    applications: list[ApplicationFacts]
    years: list[int]
    merged: int = 0


def read_known(cases: CaseQuerySet, scope: Scope) -> Known:
    known = list(read_cases(cases))
    every = [one for one in known if one.stage != Stage.MERGED]
    chosen = [one for one in every if within(one, scope)]
    keys = {one.pk for one in chosen}
    return Known(
        chosen,
        [one for one in read_moves() if one.case in keys],
        [one for case, one in read_applications() if case in keys],
        sorted({one.opened_on.year for one in every}, reverse=True),
        sum(one.stage == Stage.MERGED and within(one, scope) for one in known),
    )


def within(case: CaseFacts, scope: Scope) -> bool:
    in_district = not scope.district or case.district == scope.district
    return in_district and (scope.year is None or case.opened_on.year == scope.year)


def read_cases(cases: CaseQuerySet) -> Iterator[CaseFacts]:
    rows = cases.order_by("pk").values_list(
        "pk", "stage", "lead__district_ars", "opened_at", "stage_since", "position_id", "reason"
    )
    for pk, stage, district, opened_at, since, position, reason in rows:
        closed = since if stage in CLOSED else None
        filled = closed if position and stage == Stage.ONBOARDED else None
        opened = timezone.localdate(opened_at)
        yield CaseFacts(pk, stage, district, opened, closed, filled, reason)


def read_moves() -> Iterator[MoveFacts]:
    rows = Move.objects.order_by("at", "pk").values_list("case_id", "left", "reached", "on")
    return (MoveFacts(*row) for row in rows)


def read_applications() -> Iterator[tuple[int, ApplicationFacts]]:
    rows = Application.objects.order_by("pk").values_list(
        "case_id", "case__lead__district_ars", "state", "applied", "granted", "submitted_on",
        "decided_on",
    )  # fmt: skip
    return ((case, ApplicationFacts(*facts)) for case, *facts in rows)
