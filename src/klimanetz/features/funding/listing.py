"""The public list of programmes: what is asked for in the address, and what is found for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.funding.describing import say_duration, say_rates
from klimanetz.features.funding.models import Applicant, Level, Programme, Purpose, Rule
from klimanetz.features.funding.standing import BADGES, Standing, explain, last_day, standing_of
from klimanetz.features.funding.terms import Terms, read_terms

#: What the address says where expired and unverified ones are wanted, too.
EVERYTHING = "alle"


@dataclass(frozen=True, slots=True)
class Wish:
    """What one looks for; what the address says that nobody knows is as if it were not there."""

    purpose: str = ""
    level: str = ""
    applicant: str = ""
    everything: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> "Wish":
        return cls(
            purpose=known(query.get("zweck", ""), Purpose.values),
            level=known(query.get("ebene", ""), Level.values),
            applicant=known(query.get("antrag", ""), Applicant.values),
            everything=query.get("zeige") == EVERYTHING,
        )

    @property
    def narrows(self) -> bool:
        return bool(self.purpose or self.level or self.applicant)

    def fits(self, terms: Terms) -> bool:
        return (
            self.purpose in ("", terms.purpose)
            and self.level in ("", terms.level)
            and (not self.applicant or Applicant(self.applicant) in terms.applicants)
        )

    def write(self, *, everything: bool) -> str:
        """The address of the same wish with or without what is not available."""
        query = QueryDict(mutable=True)
        asked = {"zweck": self.purpose, "ebene": self.level, "antrag": self.applicant}
        query.update({name: value for name, value in asked.items() if value})
        if everything:
            query["zeige"] = EVERYTHING
        return f"?{query.urlencode()}"


def known(value: str, values: Iterable[str]) -> str:
    return value if value in values else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A rule as the list shows it."""

    terms: Terms
    standing: Standing
    rates: str
    duration: str
    explained: str
    closes: date | None

    @property
    def badge(self) -> str:
        return BADGES[self.standing]


@dataclass(frozen=True, slots=True)
class Entry:
    """A programme with those of its rules that are asked for."""

    programme: Programme
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`hidden`: how many rules would fit besides, were they available."""

    entries: tuple[Entry, ...]
    hidden: int

    @property
    def sentence(self) -> str:
        available = sum(
            any(line.standing == Standing.OPEN for line in entry.lines) for entry in self.entries
        )
        if not available:
            return _("Jetzt ist keines verfügbar.")
        return ngettext(
            "Ein Programm ist jetzt verfügbar.",
            "%(count)s Programme sind jetzt verfügbar.",
            available,
        ) % {"count": available}

    @property
    def hint(self) -> str:
        """What else there is that cannot be applied for."""
        if not self.hidden:
            return ""
        return ngettext(
            "Eine weitere Förderung ist abgelaufen, ungeprüft oder noch nicht offen.",
            "%(count)s weitere Förderungen sind abgelaufen, ungeprüft oder noch nicht offen.",
            self.hidden,
        ) % {"count": self.hidden}


def make_line(terms: Terms) -> Line:
    return Line(
        terms=terms,
        standing=standing_of(terms),
        rates=", ".join(say_rates(terms)),
        duration="".join(say_duration(terms)),
        explained=explain(terms),
        closes=last_day(terms),
    )


def find_programmes(wish: Wish) -> Found:
    """Three queries, however many there are. What can be applied for stands first."""
    rules = list(Rule.objects.holding(timezone.localdate()).with_terms())
    programmes = {rule.programme_id: rule.programme for rule in rules}
    keys = {rule.pk: rule.programme_id for rule in rules}
    lines = [make_line(terms) for terms in read_terms(rules) if wish.fits(terms)]
    shown = [line for line in lines if wish.everything or line.standing == Standing.OPEN]
    order = list(Standing).index
    shown.sort(key=lambda line: (line.terms.programme, order(line.standing), line.terms.title))
    entries = [
        Entry(programmes[keys[group[0].terms.pk]], tuple(group))
        for _slug, some in groupby(shown, key=lambda line: line.terms.programme)
        if (group := list(some))
    ]
    entries.sort(key=lambda entry: (order(entry.lines[0].standing), entry.programme.name))
    return Found(tuple(entries), len(lines) - len(shown))
