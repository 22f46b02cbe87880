"""For whom a new version of a rule answers something else, told before it is one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.funding.assessing import Answer, Assessment, assess
from klimanetz.features.funding.concerned import find_concerned
from klimanetz.features.funding.models import Applicant, Watcher
from klimanetz.features.funding.saying import say_rate
from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Terms
from klimanetz.places.models import Authority, Kind
from klimanetz.roster.leaving.retention import add_months

APPLICANTS = {
    Kind.MUNICIPALITY: Applicant.MUNICIPALITY,
    Kind.DISTRICT_FREE_CITY: Applicant.DISTRICT_FREE_CITY,
    Kind.DISTRICT: Applicant.DISTRICT,
    Kind.ASSOCIATION: Applicant.ASSOCIATION,
}


@dataclass(frozen=True, slots=True)
class Turn:
    """So many authorities that were answered one thing and will be answered another."""

    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class Impact:
    """`asked`: all authorities of the territory. `watchers` and `concerned` will be told."""

    asked: int
    turns: tuple[Turn, ...]
    watchers: int
    concerned: int

    @property
    def changed(self) -> int:
        return sum(turn.count for turn in self.turns)

    @property
    def told(self) -> str:
        """Who reads of it in a mail, as a sentence."""
        watchers = ngettext(
            "eine Person, die darum gebeten hat",
            "%(count)s Menschen, die darum gebeten haben",
            self.watchers,
        ) % {"count": self.watchers}
        concerned = ngettext(
            "eine Person mit einem offenen Fall",
            "%(count)s Menschen mit einem offenen Fall",
            self.concerned,
        ) % {"count": self.concerned}
        readers = [watchers] * bool(self.watchers) + [concerned] * bool(self.concerned)
        if not readers:
            return _("Niemand wartet auf Bescheid; es geht keine Mail hinaus.")
        said = {"readers": _(" und ").join(readers)}
        return _("Gut eine Stunde danach bekommen Bescheid: %(readers)s.") % said


def find_impact(before: Terms, after: Terms, *, land: str) -> Impact:
    """As if every authority of the Land asked today and could answer no question yet."""
    today = timezone.localdate()
    turned: Counter[tuple[str, str]] = Counter()
    asked = 0
    for situation in list_situations(after, land, today):
        asked += 1
        then, now = (assess(one, situation, on=today) for one in (before, after))
        if told(then) != told(now):
            turned[say_answer(then), say_answer(now)] += 1
    turns = (Turn(*said, count) for said, count in turned.most_common())
    return Impact(
        asked,
        tuple(turns),
        Watcher.objects.confirmed().count(),
        len(set(find_concerned(before.programme))),
    )


def list_situations(terms: Terms, land: str, today: date) -> Iterator[Situation]:
    """Each asks for what the rule is for, and begins as soon as one could."""
    wait = (terms.lead_months or 0) + (terms.decision_months or 0) + 1
    begins = max(filter(None, (today, terms.valid_from, terms.window_opens)))
    rows = Authority.objects.valid().in_land(land).order_by("pk")
    for ars, kind, population in rows.values_list("ars", "kind", "population"):
        yield Situation(
            applicant=APPLICANTS[Kind(kind)],
            land=ars[:2],
            purpose=terms.purpose,
            starts=add_months(begins, wait),
            population=population,
        )


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
