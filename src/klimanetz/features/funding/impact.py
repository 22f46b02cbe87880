"""For whom a new version of a rule answers something else, told before it is one."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.core.months import add_months
from klimanetz.features.funding.assessing import Answer, Assessment, assess
from klimanetz.features.funding.concerned import find_concerned
from klimanetz.features.funding.costing.eligible import eligible_costs
from klimanetz.features.funding.inquiry import usual_post
from klimanetz.features.funding.models import Watcher
from klimanetz.features.funding.saying import say_rate
from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Terms
from klimanetz.features.funding.tiers import limits_of
from klimanetz.features.funding.ways import APPLICANTS
from klimanetz.places.models import Authority, Kind


@dataclass(frozen=True, slots=True)
class Turn:
    """So many authorities that were answered one thing and will be answered another."""

    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class Impact:
    """`asked`: all authorities of the territory."""

    asked: int
    turns: tuple[Turn, ...]

    @property
    def changed(self) -> int:
        return sum(turn.count for turn in self.turns)


def say_readers(*programmes: str) -> str:
    """Who reads in a mail of a change of these programmes, as a sentence."""
    watching = Watcher.objects.confirmed().values("email").distinct().count()
    advising = len({one.address for slug in programmes for one in find_concerned(slug)})
    watchers = ngettext(
        "eine Person, die darum gebeten hat",
        "%(count)s Menschen, die darum gebeten haben",
        watching,
    ) % {"count": watching}
    concerned = ngettext(
        "eine Person mit einem offenen Fall",
        "%(count)s Menschen mit einem offenen Fall",
        advising,
    ) % {"count": advising}
    readers = [watchers] * bool(watching) + [concerned] * bool(advising)
    if not readers:
        return _("Niemand wartet auf Bescheid; es geht keine Mail hinaus.")
    said = {"readers": _(", und ").join(readers)}
    return _("Gut eine Stunde danach bekommen Bescheid: %(readers)s.") % said


#: Of each authority its key, its kind and its inhabitants.
type Register = Sequence[tuple[str, str, int | None]]


def read_register(land: str) -> Register:
    rows = Authority.objects.valid().in_land(land).order_by("pk")
    return list(rows.values_list("ars", "kind", "population"))


#: What is answered by the slug of a question.
type Said = Mapping[str, bool | None]
UNSAID: Final[Said] = {}


def find_impact(
    before: Terms, after: Terms, register: Register, answers: tuple[Said, Said] = (UNSAID, UNSAID)
) -> Impact:
    """As if every authority of the Land asked today for a usual post, by default without a word to
    any question. `answers`: what follows from their words before, and after.
    """
    today = timezone.localdate()
    turned: Counter[tuple[str, str]] = Counter()
    asked = 0
    for situation, count in list_situations(before, after, register, today):
        asked += count
        then, now = (
            ask(one, replace(situation, answers=said), today)
            for one, said in zip((before, after), answers, strict=True)
        )
        if told(then) != told(now):
            turned[say_answer(then), say_answer(now)] += count
    turns = (Turn(*said, count) for said, count in turned.most_common())
    return Impact(asked, tuple(turns))


def ask(terms: Terms, situation: Situation, today: date) -> Assessment:
    costs = eligible_costs(terms, usual_post(situation.starts))
    return assess(terms, replace(situation, costs=costs), on=today)


def list_situations(
    before: Terms, after: Terms, register: Register, today: date
) -> Iterator[tuple[Situation, int]]:
    """Each with how many authorities are in it: the same kind, Land and size as rates go by it.

    Everyone asks for what the rule is for, and begins as soon as one could.
    """
    wait = (after.lead_months or 0) + (after.decision_months or 0) + 1
    begins = max(filter(None, (today, after.valid_from, after.window_opens)))
    limits = [0, *limits_of((*before.tiers, *after.tiers))]
    alike: Counter[tuple[str, str, int | None]] = Counter()
    for ars, kind, population in register:
        size = None if population is None else limits[bisect_right(limits, population) - 1]
        alike[kind, ars[:2], size] += 1
    for (kind, of_land, size), count in alike.items():
        situation = Situation(
            applicant=APPLICANTS[Kind(kind)],
            land=of_land,
            purpose=after.purpose,
            starts=add_months(begins, wait),
            population=size,
        )
        yield situation, count


def told(one: Assessment) -> tuple[object, ...]:
    """What of an answer makes a difference: whether, and how much."""
    return one.answer, one.tier, one.better


def say_answer(one: Assessment) -> str:
    """`ja, 70 %`, `noch nicht zu sagen, bis 90 %`, `nein`."""
    label = str(one.answer.label)
    if one.answer == Answer.NO:
        return label
    rates = [say_rate(one.tier)] if one.tier else []
    if one.better:
        rates.append(_("bis %(rate)s") % {"rate": say_rate(one.better)})
    return ", ".join((label, *rates))
