"""What others show on the pages of the check; so the check need not know who advises whom.

A module `parts.py` registers its functions. Each is asked for one inquiry (None before there is
one) and answers what its template needs, or None where there is nothing to show.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from klimanetz.features.funding.inquiry import Inquiry

type Fill = Callable[[Inquiry | None], dict[str, Any] | None]


class Part(NamedTuple):
    """Something drawn: `facts` are all that `template` knows besides `inquiry` and `network`."""

    template: str
    facts: dict[str, Any]


class _Registered(NamedTuple):
    order: int
    template: str
    fill: Fill


class Board:
    """The parts of one page, in their order."""

    def __init__(self) -> None:
        self._registered: list[_Registered] = []

    def show(self, template: str, *, order: int) -> Callable[[Fill], Fill]:
        """Lower `order` stands further up."""

        def register(fill: Fill) -> Fill:
            self._registered.append(_Registered(order, template, fill))
            self._registered.sort(key=lambda one: (one.order, one.template))
            return fill

        return register

    def parts(self, inquiry: Inquiry | None) -> list[Part]:
        drawn = [(one.template, one.fill(inquiry)) for one in self._registered]
        return [Part(template, facts) for template, facts in drawn if facts is not None]


#: The first page: whom to call, and what one can do without the check. And its side column.
before_check = Board()
before_side = Board()
#: Under the result: advice, experience of others, trainings, introductions.
after_result = Board()
