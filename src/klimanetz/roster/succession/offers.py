"""What the line above the positions offers: filters as links, and the count as a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klimanetz.roster.succession.finding import Wish

SHOWN: dict[str, Promise] = {
    "": gettext_lazy("alle"),
    "12": gettext_lazy("enden in 12 Monaten"),
    "9": gettext_lazy("in 9 Monaten"),
    "6": gettext_lazy("in 6 Monaten"),
    "offen": gettext_lazy("ohne Entscheidung"),
    "frei": gettext_lazy("unbesetzt"),
    "beendet": gettext_lazy("beendet"),
}
HEADS: tuple[tuple[str, Promise], ...] = (
    ("kommune", gettext_lazy("Kommune und Stelle")),
    ("kreis", gettext_lazy("Kreis")),
    ("stand", gettext_lazy("Wer")),
    ("", gettext_lazy("Förderung")),
    ("ende", gettext_lazy("Ende")),
)


@dataclass(frozen=True, slots=True)
class Filter:
    label: str
    count: int
    url: str
    current: bool


def offer_filters(request: HttpRequest, wish: Wish, counts: Mapping[str, int]) -> list[Filter]:
    """Each link keeps what the address asks for otherwise, and begins at the first page."""
    filters = []
    for show, label in SHOWN.items():
        query = request.GET.copy()
        query.pop("seite", None)
        query["zeige"] = show
        filters.append(Filter(str(label), counts[show], f"?{query.urlencode()}", show == wish.show))
    return filters


def count_sentence(counts: Mapping[str, int]) -> str:
    """`36 Stellen, 3 davon unbesetzt. 9 enden in den nächsten zwölf Monaten.`"""
    n, vacant, ending = counts[""], counts["frei"], counts["12"]
    sentence = ngettext("Eine Stelle", "%(n)s Stellen", n) % {"n": n}
    if vacant:
        free = ngettext("eine davon unbesetzt", "%(n)s davon unbesetzt", vacant)
        sentence += ", " + free % {"n": vacant}
    return f"{sentence}. {say_ending(ending)}"


def say_ending(ending: int) -> str:
    if not ending:
        return _("Keine endet in den nächsten zwölf Monaten.")
    said = ngettext(
        "Eine endet in den nächsten zwölf Monaten.",
        "%(n)s enden in den nächsten zwölf Monaten.",
        ending,
    )
    return said % {"n": ending}
