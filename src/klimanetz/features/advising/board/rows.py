"""The cases as rows of a file: all that the list shows, and what it has no room for."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.features.advising.board.sheet import Sheet, Value
from klimanetz.features.advising.models import Case


def make_sheet(cases: QuerySet[Case]) -> Sheet:
    """Of cases `with_waiting`; two queries."""
    heads = [
        *(_("Kommune"), _("Schlüssel"), _("Kreis"), _("Weitere Kommunen"), _("Stand")),
        *(_("Stand seit"), _("Weg"), _("Nächster Schritt"), _("am"), _("Zuständig")),
        *(_("Wartet auf Bescheid seit"), _("Ruht bis"), _("Warum ruht der Fall?")),
        *(_("Begonnen am"), _("Zuletzt etwas geschehen am"), _("Abgeschlossen am"), _("Grund")),
    ]
    return _("Fälle"), heads, list(make_rows(list(cases)))


def make_rows(cases: list[Case]) -> Iterator[list[Value]]:
    beside = read_beside()
    for case in cases:
        lead = case.lead
        yield [
            *(lead.name, lead.ars, lead.parent.name if lead.parent else lead.name),
            *("; ".join(beside.get(case.pk, ())), case.get_stage_display(), case.stage_since),
            *(case.get_option_display(), case.next_step, case.next_on),
            *(case.owner.full_name if case.owner else "", vars(case)["waiting_since"]),
            *(case.wake_on, case.pause_reason, timezone.localdate(case.opened_at)),
            timezone.localdate(case.touched_at),
            timezone.localdate(case.closed_at) if case.closed_at else None,
            case.reason,
        ]


def read_beside() -> dict[int, list[str]]:
    """The names of the further authorities; asked for all, since SQLite takes not many keys."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Case.others.through.objects.order_by("authority__name", "pk")
    for case, name in rows.values_list("case_id", "authority__name"):
        found[case].append(name)
    return found
