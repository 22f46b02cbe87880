"""What the answers say: sums for each date, the one that suits best, and who can when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.meetings.models import Mode
from klimanetz.features.meetings.polls.models import Choice, DatePoll, PollDate, PollVoter


@dataclass(slots=True)
class Sum:
    """One date, and for how many it suits."""

    date: PollDate
    answered: int
    votes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Choice.values, 0))
    on_site: int = 0
    online: int = 0
    best: bool = False

    @property
    def yes(self) -> int:
        return self.votes[Choice.YES]

    @property
    def if_need_be(self) -> int:
        return self.votes[Choice.IF_NEED_BE]

    @property
    def no(self) -> int:
        return self.votes[Choice.NO]

    @property
    def weight(self) -> tuple[int, int]:
        """Two who can if need be count as much as one whom it suits."""
        return (2 * self.yes + self.if_need_be, self.yes)

    def __str__(self) -> str:
        """passt für 17 von 22, zur Not für 3"""
        return _("passt für %(suits)s") % {"suits": self.suits}

    @property
    def suits(self) -> str:
        """17 von 22, zur Not für 3"""
        said = _("%(yes)s von %(answered)s") % {"yes": self.yes, "answered": self.answered}
        if self.if_need_be:
            said += _(", zur Not für %(number)s") % {"number": self.if_need_be}
        return said

    @property
    def by_mode(self) -> str:
        """Of those whom it suits; said only where somebody told how they would take part."""
        said = []
        if self.on_site:
            said.append(_("%(number)s vor Ort") % {"number": self.on_site})
        if self.online:
            said.append(_("%(number)s online") % {"number": self.online})
        return ", ".join(said)


class Line(NamedTuple):
    """One person, and what they said to each date in order; nothing where they said nothing."""

    voter: PollVoter
    cells: Sequence[tuple[Sum, str]]


@dataclass(frozen=True, slots=True)
class Tally:
    sums: Sequence[Sum]
    lines: Sequence[Line]
    asked: int
    answered: int

    @property
    def open(self) -> int:
        return self.asked - self.answered

    @property
    def best(self) -> list[Sum]:
        return [one for one in self.sums if one.best]

    @property
    def recommendation(self) -> str:
        """The best date in words; nothing while nobody has agreed to any."""
        if not self.best:
            return ""
        if len(self.best) == 1:
            return _("Am besten passt %(when)s: für %(suits)s.") % {
                "when": self.best[0].date.when,
                "suits": self.best[0].suits,
            }
        days = _(" und ").join(one.date.day for one in self.best)
        return _("Gleich gut passen %(days)s.") % {"days": days}

    def sum_of(self, date: PollDate) -> Sum:
        return next(one for one in self.sums if one.date.pk == date.pk)


def count_votes(poll: DatePoll) -> Tally:
    """Three queries, however many people and dates."""
    dates = list(poll.dates.all())
    voters = list(poll.voters.prefetch_related("votes").order_by("name", "pk"))
    answered = sum(1 for one in voters if one.replied_at)
    sums = {date.pk: Sum(date, answered) for date in dates}
    lines = [read_line(voter, sums) for voter in voters]
    mark_best(sums.values())
    # Who answered stands first; those who are still to answer are told by name below.
    lines.sort(key=lambda line: line.voter.replied_at is None)
    return Tally(list(sums.values()), lines, len(voters), answered)


def read_line(voter: PollVoter, sums: dict[int, Sum]) -> Line:
    said = {vote.date_id: vote.choice for vote in voter.votes.all()}
    for date, choice in said.items():
        one = sums[date]
        one.votes[choice] += 1
        one.on_site += choice == Choice.YES and voter.attends == Mode.ON_SITE
        one.online += choice == Choice.YES and voter.attends == Mode.ONLINE
    return Line(voter, [(one, said.get(date, "")) for date, one in sums.items()])


def mark_best(sums: Iterable[Sum]) -> None:
    """Those that suit most, of the dates still to come."""
    possible = [one for one in sums if not one.date.past and one.weight > (0, 0)]
    if possible:
        top = max(one.weight for one in possible)
        for one in possible:
            one.best = one.weight == top


def say_expected(one: Sum) -> str:
    """17 können kommen, 3 zur Not, 2 nicht."""
    said = [ngettext("%(number)s kann", "%(number)s können", one.yes) % {"number": one.yes}]
    if one.if_need_be:
        said.append(_("%(number)s zur Not") % {"number": one.if_need_be})
    if one.no:
        said.append(_("%(number)s nicht") % {"number": one.no})
    return ", ".join(said)
