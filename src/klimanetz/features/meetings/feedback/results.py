"""What came together: shown from five answers on, so that nobody is recognised."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from klimanetz.features.meetings.feedback.models import QUESTIONS, Grade, Opinion
from klimanetz.features.meetings.models import Meeting

#: With fewer, an answer could be guessed.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Result:
    question: str
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Results:
    """`results` and `comments` are empty below five."""

    count: int
    results: list[Result]
    comments: list[str]

    @property
    def missing(self) -> int:
        return max(FEWEST - self.count, 0)


def gather(meeting: Meeting) -> Results:
    """One query. In the order of their random keys, which tells nothing."""
    opinions = list(Opinion.objects.filter(round__meeting=meeting))
    if len(opinions) < FEWEST:
        return Results(len(opinions), [], [])
    results = [count(name, opinions) for name in QUESTIONS]
    comments = [one.comment for one in opinions if one.comment]
    return Results(len(opinions), results, comments)


def count(name: str, opinions: Sequence[Opinion]) -> Result:
    counted = Counter(getattr(one, name) for one in opinions)
    field: Any = Opinion._meta.get_field(name)
    return Result(
        str(field.verbose_name), [Bar(str(grade.label), counted[grade]) for grade in Grade]
    )
