"""What a case has to know of funding programmes; whoever knows them says so here.

Funding is another feature. A face passes it in, so that neither knows the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """Of one programme as it holds today; None where no source says it.

    `slug` may stand in `Application.programme`. `needs_no_concept`: an authority that has an
    integrated climate plan already gets nothing. `early_start_harms`: so does who begins early.
    """

    slug: str
    name: str
    url: str
    available: bool
    window_closes: date | None = None
    decision_months: int | None = None
    duration_months: int | None = None
    needs_no_concept: bool = False
    early_start_harms: bool = True


type Known = Callable[[], tuple[ProgrammeFacts, ...]]
_sources: list[Known] = []


def programme_source(known: Known) -> Known:
    _sources.append(known)
    return known


def known_programmes() -> tuple[ProgrammeFacts, ...]:
    """In the order in which one would offer them; empty where nobody knows any."""
    return tuple(facts for known in _sources for facts in known())
