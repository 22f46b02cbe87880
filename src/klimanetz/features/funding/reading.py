"""One programme for its readers: what holds, what will hold, what held before."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from klimanetz.features.funding.changes import Change, change_of
from klimanetz.features.funding.describing import Point, describe
from klimanetz.features.funding.models import Programme, Rule
from klimanetz.features.funding.standing import BADGES, Standing, explain, last_day, standing_of
from klimanetz.features.funding.terms import Terms, terms_of

#: What stands elsewhere than in the table of points.
ELSEWHERE = {"title", "status", "source", "level", "land", "decided_by", "presupposed"}


@dataclass(frozen=True, slots=True)
class Version:
    """`change` is what became different with it; `ended` the last day before the next one."""

    terms: Terms
    change: Change | None
    entered_on: date
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule as it holds today, with what comes and what was."""

    now: Version
    coming: tuple[Version, ...]
    before: tuple[Version, ...]

    @property
    def terms(self) -> Terms:
        return self.now.terms

    @property
    def standing(self) -> Standing:
        return standing_of(self.terms)

    @property
    def badge(self) -> str:
        return BADGES[self.standing]

    @property
    def explained(self) -> str:
        return explain(self.terms)

    @property
    def closes(self) -> date | None:
        return last_day(self.terms)


def make_version(rule: Rule) -> Version:
    terms = terms_of(rule)
    points = describe(terms)
    window = next(one.lines for one in points if one.key == "window")
    told = (one for one in points if one.lines and one.key not in ELSEWHERE)
    once = tuple(one for one in told if one.key != "valid" or one.lines != window)
    change = change_of(rule) if rule.before_id else None
    return Version(terms, change, timezone.localdate(rule.entered_at), once)


def read_programme(programme: Programme) -> list[Reading]:
    """All versions in three queries; those that can be applied for stand first."""
    chains: defaultdict[str, list[Rule]] = defaultdict(list)
    found = Rule.objects.filter(programme=programme).with_terms().order_by("slug", "version")
    rows = {rule.pk: rule for rule in found}
    for rule in rows.values():
        rule.before = rows.get(rule.before_id or 0)
        chains[rule.slug].append(rule)
    readings = [read_chain(chain) for chain in chains.values()]
    order = list(Standing)
    return sorted(readings, key=lambda one: (order.index(one.standing), one.terms.title))


def read_rule(rule: Rule) -> Reading:
    """One version by itself; needs `with_predecessors`."""
    return Reading(make_version(rule), (), ())


def read_chain(chain: list[Rule]) -> Reading:
    now = place_of_holding(chain)
    versions = list(map(make_version, chain))
    return Reading(versions[now], tuple(versions[now + 1 :]), tuple(reversed(versions[:now])))


def place_of_holding(chain: list[Rule]) -> int:
    """The same choice as `Rule.objects.holding()`: the last version that has begun by today."""
    today = timezone.localdate()
    begun = [rule.valid_from is None or rule.valid_from <= today for rule in chain]
    return max((index for index, has in enumerate(begun) if has), default=0)
