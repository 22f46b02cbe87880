"""What the line above the list offers, and the count as a sentence."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klimanetz.features.advising.board.listing import NOBODY, Wish
from klimanetz.features.advising.models import Case, Stage
from klimanetz.people.models import Person
from klimanetz.roster.toolbar import options, read_districts

SHOWN: dict[str, Promise] = {
    "faellig": gettext_lazy("fällig"),
    "wartet": gettext_lazy("warten auf den Bescheid"),
    "still": gettext_lazy("seit 30 Tagen nichts geschehen"),
    "ruht": gettext_lazy("ruhen"),
    "geschlossen": gettext_lazy("abgeschlossen"),
    "alle": gettext_lazy("alle, auch abgeschlossene"),
}
HEADS: tuple[tuple[str, Promise], ...] = (
    ("kommune", gettext_lazy("Kommune")),
    ("kreis", gettext_lazy("Kreis")),
    ("stand", gettext_lazy("Stand")),
    ("termin", gettext_lazy("Nächster Schritt")),
    ("zustaendig", gettext_lazy("Zuständig")),
    ("zuletzt", gettext_lazy("Zuletzt")),
)


def offer_choices(wish: Wish) -> dict[str, SafeString]:
    """The options of each choice, the wished one selected; two queries."""
    return {
        "shows": options(wish.show, _("alle laufenden"), said(SHOWN)),
        "stages": options(wish.stage, _("alle"), said({it.value: it.label for it in Stage})),
        "owners": options(wish.owner, _("alle"), read_owners()),
        "districts": options(wish.district, _("alle"), read_districts()),
    }


def said(labels: dict[str, Promise]) -> Iterable[tuple[str, str]]:
    return ((key, str(label)) for key, label in labels.items())


def read_owners() -> Iterable[tuple[str, str]]:
    """Whoever runs the network today or still has a case, and nobody."""
    having = Case.objects.exclude(owner=None).order_by().values("owner")
    some = Q(pk__in=Person.objects.organisers().order_by().values("pk")) | Q(pk__in=having)
    yield from ((str(one.pk), one.full_name) for one in Person.objects.filter(some))
    yield NOBODY, _("niemand")


def count_sentence(wish: Wish, count: int) -> str:
    """`31 Fälle laufen`, `2 Fälle passen dazu`."""
    if wish.narrows:
        return ngettext("Ein Fall passt dazu", "%(n)s Fälle passen dazu", count) % {"n": count}
    return ngettext("Ein Fall läuft", "%(n)s Fälle laufen", count) % {"n": count}
