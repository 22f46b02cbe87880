"""Who could get what: every authority asked of every rule, as far as the register can answer."""

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from klimanetz.core.trail import harmless
from klimanetz.features.funding.assessing import Assessment, assess
from klimanetz.features.funding.costing.eligible import eligible_costs
from klimanetz.features.funding.holding import read_holding
from klimanetz.features.funding.inquiry import usual_post
from klimanetz.features.funding.inquiry_form import usual_start
from klimanetz.features.funding.models import Purpose
from klimanetz.features.funding.saying import say_rate
from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Terms
from klimanetz.features.funding.tiers import limits_of
from klimanetz.features.funding.ways import APPLICANTS
from klimanetz.places.kinds import Kind
from klimanetz.places.models import Authority, AuthorityQuerySet

#: So many rows are read at once.
BATCH = 2000
ORDER = (Kind.DISTRICT, Kind.DISTRICT_FREE_CITY, Kind.ASSOCIATION, Kind.MUNICIPALITY)


@dataclass(frozen=True, slots=True)
class Asked:
    """As much of an authority as a rule asks for."""

    ars: str
    name: str
    kind: Kind
    district: str
    population: int | None


def read_rules(land: str, on: date) -> tuple[Terms, ...]:
    """Those of a Land and those of all Germany; of every Land where none is said."""
    rules = read_holding(on)
    return tuple(one for one in rules if not land or not one.land or one.land == land)


def read_authorities(land: str) -> Iterator[Asked]:
    rows: AuthorityQuerySet = Authority.objects.valid().in_land(land).order_by("ars", "pk")
    values = rows.values_list("ars", "name", "kind", "parent__name", "population")
    for ars, name, kind, district, population in values.iterator(BATCH):
        yield Asked(ars, name, Kind(kind), district or "", population)


def ask(asked: Asked, rules: Sequence[Terms], on: date, starts: date) -> list[Assessment]:
    """For a usual post of its own and nobody else's, with nothing answered that only it knows."""
    costs_of = partial(eligible_costs, post=usual_post(starts))
    situation = Situation(
        applicant=APPLICANTS[asked.kind],
        land=asked.ars[:2],
        purpose=Purpose.NEW_POSITION,
        starts=starts,
        population=asked.population,
    )
    return [
        assess(one, replace(situation, purpose=one.purpose, costs=costs_of(one)), on=on)
        for one in rules
    ]


def ask_all(
    authorities: Iterable[Asked], rules: Sequence[Terms], on: date
) -> Iterator[tuple[Asked, list[Assessment]]]:
    """Authorities of one kind, Land and size are answered alike, and asked once."""
    starts = usual_start(on)
    limits = limits_of(tier for terms in rules for tier in terms.tiers)
    answered: dict[tuple[Kind, str, int | None], list[Assessment]] = {}
    for one in authorities:
        size = None if one.population is None else bisect_right(limits, one.population)
        key = (one.kind, one.ars[:2], size)
        if key not in answered:
            answered[key] = ask(one, rules, on, starts)
        yield one, answered[key]


class _Echo:
    def write(self, text: str) -> str:
        return text


def write_csv(land: str, on: date) -> Iterator[str]:
    """For a spreadsheet, line by line: UTF-8 with its mark, semicolons, nothing like a formula."""
    writer = csv.writer(_Echo(), delimiter=";")
    rules = read_rules(land, on)
    head = [_("ARS"), _("Name"), _("Art"), _("Landkreis"), _("Einwohner:innen")]
    heads = [f"{one.programme_name}: {one.title}" for one in rules]
    yield "\ufeff" + writer.writerow([*head, *map(harmless, heads), _("Stand")])
    labels = {kind: str(kind.label) for kind in Kind}
    stand = on.isoformat()
    for asked, assessments in ask_all(read_authorities(land), rules, on):
        population = "" if asked.population is None else str(asked.population)
        cells = (asked.ars, asked.name, labels[asked.kind], asked.district, population)
        said = map(say, assessments)
        yield writer.writerow([harmless(cell) for cell in (*cells, *said, stand)])


def say(one: Assessment) -> str:
    """`ja (70 %)`, `noch nicht zu sagen (70 %)`, `nein`: the rate only where one may be paid."""
    tier = one.tier or one.better
    label = str(one.answer.label)
    return f"{label} ({say_rate(tier)})" if tier else label


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind a rule answers with what."""

    kind: str
    yes: int
    unclear: int
    no: int


@dataclass(frozen=True, slots=True)
class Overview:
    terms: Terms
    counts: tuple[Count, ...]


def count_up(land: str, on: date) -> list[Overview]:
    """Every authority counted; kinds nobody is of are left out."""
    rules = read_rules(land, on)
    found: dict[tuple[int, Kind], list[int]] = {}
    for asked, assessments in ask_all(read_authorities(land), rules, on):
        for number, one in enumerate(assessments):
            counts = found.setdefault((number, asked.kind), [0, 0, 0])
            counts[list(type(one.answer)).index(one.answer)] += 1
    return [
        Overview(
            terms,
            tuple(
                Count(str(kind.label), yes, unclear=unclear, no=no)
                for kind in ORDER
                if (number, kind) in found
                for yes, no, unclear in [found[number, kind]]
            ),
        )
        for number, terms in enumerate(rules)
    ]
