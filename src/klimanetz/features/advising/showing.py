"""What rooms show on the page of a case; so the case need not know its rooms."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from klimanetz.core.boards import Board
from klimanetz.features.advising.models import Case

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: The organisers' page of a case: above its history, and its side column.
case_page: Board[[Case]] = Board()
case_side: Board[[Case]] = Board()
#: The page that contacts open by their link: of their case, and below what it says about that.
contact_page: Board[[Case]] = Board()
contact_page_end: Board[[Case]] = Board()


class Caution(NamedTuple):
    """Something that may cost money, as one sentence, and where to mend it."""

    text: str
    url: str = ""


type Warn = Callable[[Case], Iterable[Caution]]
_warners: list[Warn] = []


def warner(warn: Warn) -> Warn:
    """Registers a room's warnings about a case; shown above everything else of it."""
    _warners.append(warn)
    return warn


def list_warnings(case: Case) -> list[Caution]:
    return [warning for warn in _warners for warning in warn(case)]


type Lead = Callable[[Case], str]


class Way(NamedTuple):
    """A page that brings a case to a stage, and what its button says; both may be empty."""

    url: str = ""
    label: "StrOrPromise" = ""


#: From a stage to the page of the room that brings a case there, in place of the usual one.
_ways: "dict[str, tuple[Lead, StrOrPromise]]" = {}


def way_to(stage: str, label: "StrOrPromise" = "") -> Callable[[Lead], Lead]:
    """Registers where a case is brought to `stage`: the address of a page, given the case."""

    def register(lead: Lead) -> Lead:
        _ways[stage] = lead, label
        return lead

    return register


def find_way(case: Case, stage: str) -> Way:
    """Empty where no room has a page of its own for that step."""
    lead, label = _ways.get(stage, (None, ""))
    url = lead(case) if lead else ""
    return Way(url, label if url else "")


#: Expressions by name, which the query for the page of a case fetches along with it.
type Ask = Callable[[], dict[str, Any]]
_asks: list[Ask] = []


def ask_along(ask: Ask) -> Ask:
    """Registers what a room wants to know of a case without asking the database once more."""
    _asks.append(ask)
    return ask


def asked_along() -> dict[str, Any]:
    return {name: said for ask in _asks for name, said in ask().items()}
