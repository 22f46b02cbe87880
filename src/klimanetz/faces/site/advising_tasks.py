"""What the organisers have to do today about advising and funding."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.faces.site.task import Task
from klimanetz.features.advising.board.counting import count_due_today
from klimanetz.features.advising.models import Case, Stage
from klimanetz.features.funding.checking import find_unchecked
from klimanetz.features.funding.watchlist.models import Listing


def advising() -> Iterator[Task]:
    """Who asks for advice, each; the other cases together: in all as many as the board says."""
    new = Case.objects.running().filter(stage=Stage.CONTACT, owner=None).select_related("lead")
    asking = list(new.order_by("opened_at", "pk"))
    yield from asked_for_advice(asking)
    yield from cases_due(further=bool(asking))


def asked_for_advice(asking: Iterable[Case]) -> Iterator[Task]:
    """Who asked by the public form waits for a call, until somebody takes the case."""
    for case in asking:
        yield Task(
            _("%(place)s bittet um Beratung.") % {"place": case.lead.name},
            _("Noch kümmert sich niemand."),
            reverse("case_detail", args=[case.pk]),
            _("Fall ansehen"),
        )


def cases_due(*, further: bool) -> Iterator[Task]:
    count = count_due_today(Case.objects.exclude(stage=Stage.CONTACT, owner=None))
    if count:
        yield Task(
            (say_further(count) if further else say_due(count)) % {"count": count},
            _("Nächste Schritte, erwartete Bescheide und Fristen."),
            reverse("case_today"),
            _("Heute fällig"),
        )


def say_due(count: int) -> str:
    return ngettext(
        "In einem Beratungsfall ist heute etwas zu tun.",
        "In %(count)s Beratungsfällen ist heute etwas zu tun.",
        count,
    )


def say_further(count: int) -> str:
    return ngettext(
        "In einem weiteren Beratungsfall ist heute etwas zu tun.",
        "In %(count)s weiteren Beratungsfällen ist heute etwas zu tun.",
        count,
    )


def rules_to_check() -> Iterator[Task]:
    count = find_unchecked().count()
    if count:
        yield Task(
            ngettext(
                "Eine Förderregel ist neu zu prüfen.",
                "%(count)s Förderregeln sind neu zu prüfen.",
                count,
            )
            % {"count": count},
            _("Seit einem halben Jahr hat niemand in die Quelle gesehen."),
            reverse("funding_desk"),
            _("Regeln prüfen"),
        )


def listings_waiting() -> Iterator[Task]:
    count = Listing.objects.waiting().count()
    if count:
        yield Task(
            ngettext(
                "Die Förderdatenbank des Bundes hat eine Neuigkeit.",
                "Die Förderdatenbank des Bundes hat %(count)s Neuigkeiten.",
                count,
            )
            % {"count": count},
            _("Programme für Kommunen, die neu oder geändert sind."),
            reverse("listings"),
            _("Durchsehen"),
        )
