"""The list at the door: who is expected, who is there, and everyone else who might turn up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.meetings.models import Attendance, Invitation, Meeting, Mode, Reply
from klimanetz.features.meetings.wording import say_time


@dataclass(frozen=True, slots=True)
class Row:
    """One person as they stand on the list; `who` is what a tap sends."""

    who: str
    name: str
    about: str
    expected: bool
    since: str = ""
    entry: int | None = None

    @property
    def here(self) -> bool:
        return bool(self.since)

    @property
    def words(self) -> str:
        """What the search looks in."""
        return f"{self.name} {self.about}".casefold()


@dataclass
class DoorList:
    rows: list[Row] = field(default_factory=list)
    over: bool = False

    @cached_property
    def expected(self) -> list[Row]:
        return [row for row in self.rows if row.expected]

    @cached_property
    def others(self) -> list[Row]:
        """Those who are there all the same stand first."""
        return sorted((row for row in self.rows if not row.expected), key=lambda row: not row.here)

    @property
    def here(self) -> int:
        return sum(row.here for row in self.expected)

    @property
    def besides(self) -> int:
        return sum(row.here for row in self.others)

    @property
    def sentence(self) -> str:
        """12 von 18 sind da, dazu 2 weitere."""
        facts = {"here": self.here, "of": len(self.expected), "besides": self.besides}
        said = say_here(self.here, over=self.over)
        return (said + (say_besides(self.besides) if self.besides else "")) % facts + "."


def say_here(here: int, *, over: bool) -> str:
    if over:
        return ngettext("%(here)s von %(of)s war da", "%(here)s von %(of)s waren da", here)
    return ngettext("%(here)s von %(of)s ist da", "%(here)s von %(of)s sind da", here)


def say_besides(besides: int) -> str:
    """Those whom nobody expected here."""
    return ngettext(", dazu %(besides)s weitere Person", ", dazu %(besides)s weitere", besides)


def list_phrases(*, over: bool) -> dict[str, Any]:
    """What the page says by itself while it has no network: for one, and for many."""
    return {
        "here": [say_here(1, over=over), say_here(2, over=over)],
        "besides": [say_besides(1), say_besides(2)],
        "waiting": _("%(waiting)s noch nicht übertragen. Bitte lassen Sie diese Seite offen."),
        "signedOut": _(
            "Sie sind abgemeldet. Bitte melden Sie sich in einem zweiten Fenster wieder an; was "
            "Sie hier antippen, bleibt bis dahin auf diesem Gerät."
        ),
        "refused": _("Nicht eingetragen: %(reason)s"),
        "stranger": _("ohne Anmeldung"),
    }


def list_people(meeting: Meeting) -> DoorList:
    """Everyone who may come through the door; two queries."""
    noted = list(Attendance.objects.filter(meeting=meeting).order_by("name", "pk"))
    by_invitation = {one.invitation_id: one for one in noted if one.invitation_id}
    rows = list(_list_invited(meeting, by_invitation))
    rows += [_walk_in(one) for one in noted if one.invitation_id is None]
    over = timezone.now() >= meeting.ends_at
    return DoorList(sorted(rows, key=lambda row: row.name.casefold()), over)


def _list_invited(meeting: Meeting, noted: dict[int, Attendance]) -> Iterator[Row]:
    here = Mode.ON_SITE if meeting.on_site else Mode.ONLINE
    for one in meeting.invitations.all().order_by("name", "pk"):
        entry = noted.get(one.pk)
        if one.withdrawn_at and (entry is None or entry.removed_at):
            continue
        yield Row(
            f"i{one.pk}",
            entry.name if entry and not entry.removed_at else one.deputy_name or one.name,
            _say_about(one, here),
            _is_expected(one, here),
            _since(entry),
            entry.pk if entry else None,
        )


def _is_expected(invitation: Invitation, here: str) -> bool:
    """Who waits for a seat is not: whether one is free is seen at the door."""
    if invitation.withdrawn_at is not None:
        return False
    if invitation.reply == Reply.DEPUTY:
        return invitation.deputy_mode == here
    return invitation.reply == here


def _say_about(invitation: Invitation, here: str) -> str:
    """Where from, for whom, and what they had answered where that was something else."""
    deputy = invitation.deputy_name
    parts = (
        _("für %(name)s") % {"name": invitation.name} if deputy else "",
        invitation.organisation,
        "" if _is_expected(invitation, here) else _say_reply(invitation),
    )
    return ", ".join(part for part in parts if part)


def _say_reply(invitation: Invitation) -> str:
    if invitation.withdrawn_at is not None:
        return _("Einladung zurückgezogen")
    if invitation.reply == Reply.DEPUTY:
        return str(dict(Mode.choices)[invitation.deputy_mode])
    if invitation.reply == Reply.OPEN:
        return _("ohne Antwort")
    return str(Reply(invitation.reply).label)


def _since(entry: Attendance | None) -> str:
    return say_time(entry.came_at) if entry and entry.removed_at is None else ""


def _walk_in(entry: Attendance) -> Row:
    about = ", ".join(part for part in (entry.organisation, _("ohne Anmeldung")) if part)
    return Row(f"a{entry.pk}", entry.name, about, False, _since(entry), entry.pk)
