"""The standing call as its lists show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from klimanetz.core.components import Step, StepState
from klimanetz.features.meetings.agenda.models import Contribution, State, Talk
from klimanetz.people.models import Person

#: So many of the settled ones are listed; the older ones are history.
SETTLED = 40


@dataclass(frozen=True, slots=True)
class Shelf:
    title: str
    empty: str
    rows: Sequence[Contribution]


def list_shelves() -> list[Shelf]:
    """What waits for the organisers first. Two queries."""
    rows = Contribution.objects.select_related("proposer", "field", "item__meeting")
    open_states = (State.PROPOSED, State.KEPT, State.PLACED)
    standing = list(rows.filter(state__in=open_states).order_by("proposed_at", "pk"))
    settled = list(rows.exclude(state__in=open_states)[:SETTLED])
    return [
        Shelf(title, empty, [one for one in [*standing, *settled] if one.state in states])
        for title, empty, states in (
            (
                _("Neu"),
                _("Gerade wartet kein Beitrag auf Ihr Wort."),
                {State.PROPOSED},
            ),
            (_("Für später vorgemerkt"), _("Nichts vorgemerkt."), {State.KEPT}),
            (_("Auf einer Tagesordnung"), _("Noch keiner."), {State.PLACED}),
            (
                _("Abgeschlossen"),
                _("Noch keiner."),
                {State.HELD, State.DECLINED, State.WITHDRAWN},
            ),
        )
    ]


def list_mine(person: Person) -> list[Contribution]:
    return list(Contribution.objects.filter(proposer=person).select_related("item__meeting"))


def list_talks(person: Person) -> list[Talk]:
    """Whose page they can still open: by account, or by the address they were told at."""
    rows = Talk.objects.open().select_related("item__meeting")
    mine = rows.filter(item__presenter=person) | rows.filter(
        item__presenter=None, email__iexact=person.email
    )
    return list(mine.order_by("item__meeting__starts_at", "pk"))


def draw_steps(contribution: Contribution) -> list[Step]:
    """Where it stands, what comes next; one that was declined or withdrawn skips the rest."""
    labels = (_("Anbieten"), _("Auf eine Tagesordnung kommen"), _("Vortragen"))
    now = {State.PLACED: 2, State.HELD: 3}.get(State(contribution.state), 1)
    off = contribution.state in {State.DECLINED, State.WITHDRAWN}
    hints = {0: _("vorgemerkt") if contribution.state == State.KEPT else ""}
    return [
        Step(label, _state(place, now, off=off), hints.get(place, ""))
        for place, label in enumerate(labels)
    ]


def _state(place: int, now: int, *, off: bool) -> StepState:
    if place < now:
        return "done"
    if off:
        return "skipped"
    return "now" if place == now else "next"
