"""What an edit would do to answers that were given: said before it is saved."""

from collections.abc import Sequence
from hashlib import blake2s

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.meetings.models import LINES, Meeting, Mode, State


def list_consequences(stored: Meeting, edited: Meeting) -> list[str]:
    """One sentence each; nothing where answers and seats stay as they are."""
    if stored.state != State.INVITED:
        return []
    said = (say_reopened(stored, edited), say_overbooked(stored, edited), say_freed(stored, edited))
    return [sentence for sentence in said if sentence]


def fingerprint(consequences: Sequence[str]) -> str:
    """Equal as long as the same would happen."""
    return blake2s("\n".join(consequences).encode(), digest_size=8).hexdigest()


def say_reopened(stored: Meeting, edited: Meeting) -> str:
    lost = stored.invitations.all().not_offered(edited.mode).count()
    if not lost:
        return ""
    if edited.mode == Mode.ONLINE:
        said = ngettext(
            "%(lost)s Zusage vor Ort wird wieder offen; alle Eingeladenen bekommen eine Mail.",
            "%(lost)s Zusagen vor Ort werden wieder offen; alle Eingeladenen bekommen eine Mail.",
            lost,
        )
    else:
        said = ngettext(
            "%(lost)s Zusage online wird wieder offen; alle Eingeladenen bekommen eine Mail.",
            "%(lost)s Zusagen online werden wieder offen; alle Eingeladenen bekommen eine Mail.",
            lost,
        )
    return said % {"lost": lost}


def say_overbooked(stored: Meeting, edited: Meeting) -> str:
    """Whoever has a place keeps it; so fewer places are only said where they got fewer."""
    said = [say_overbooked_in(mode, stored, edited) for mode in LINES]
    rest = _("Niemand verliert dadurch den Platz; wer neu zusagt, kommt auf die Warteliste.")
    return " ".join([*filter(None, said), rest]) if any(said) else ""


def say_overbooked_in(mode: str, stored: Meeting, edited: Meeting) -> str:
    before, seats = stored.seats_in(mode), edited.seats_in(mode)
    if seats is None or (before is not None and before <= seats):
        return ""
    taken = stored.invitations.all().placed(mode).count()
    if taken <= seats:
        return ""
    if mode == Mode.ON_SITE:
        people = ngettext(
            "%(taken)s Mensch hat vor Ort zugesagt, ",
            "%(taken)s Menschen haben vor Ort zugesagt, ",
            taken,
        )
    else:
        people = ngettext(
            "%(taken)s Mensch hat online zugesagt, ",
            "%(taken)s Menschen haben online zugesagt, ",
            taken,
        )
    there = ngettext("es gibt %(seats)s Platz.", "es gibt %(seats)s Plätze.", seats)
    return (people + there) % {"taken": taken, "seats": seats}


def say_freed(stored: Meeting, edited: Meeting) -> str:
    """More places go to the waiting lists at once."""
    given = sum(count_freed(mode, stored, edited) for mode in LINES)
    said = ngettext(
        "%(given)s Mensch auf der Warteliste bekommt einen Platz und sofort eine Mail.",
        "%(given)s Menschen auf der Warteliste bekommen einen Platz und sofort eine Mail.",
        given,
    )
    return said % {"given": given} if given else ""


def count_freed(mode: str, stored: Meeting, edited: Meeting) -> int:
    if edited.mode not in {mode, Mode.BOTH}:
        return 0
    waiting = stored.invitations.all().waiting(mode).count()
    free = edited.free_seats(mode)
    return waiting if free is None else min(free, waiting)
