"""Pages on which others show parts of their own, so that the page need not know who they are.

A feature makes a `Board` for each such page; a module `parts.py` of a room or a face registers
functions there. Each is asked for what the page is about, and answers what its template needs, or
None where there is nothing to show.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

type Fill[**About] = Callable[About, dict[str, Any] | None]


class Part(NamedTuple):
    """Something drawn: `facts` are all that `template` knows besides what its page knows."""

    template: str
    facts: dict[str, Any]


class Board[**About]:
    """The parts of one page, in their order; `About` is what they are asked for."""

    def __init__(self) -> None:
        self._registered: list[tuple[int, str, Fill[About]]] = []

    def show(self, template: str, *, order: int) -> Callable[[Fill[About]], Fill[About]]:
        """Lower `order` stands further up."""

        def register(fill: Fill[About]) -> Fill[About]:
            self._registered.append((order, template, fill))
            self._registered.sort(key=lambda one: one[:2])
            return fill

        return register

    def parts(self, *about: About.args, **more: About.kwargs) -> list[Part]:
        drawn = [(template, fill(*about, **more)) for _order, template, fill in self._registered]
        return [Part(template, facts) for template, facts in drawn if facts is not None]
