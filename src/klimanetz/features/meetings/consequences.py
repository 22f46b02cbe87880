"""What an edit would do to answers that were given: said before it is saved."""

from collections.abc import Sequence
from hashlib import blake2s

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.meetings.models import Meeting, Mode, State


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
    """Whoever has a seat keeps it; so a smaller room is only said where it got smaller."""
    fewer = edited.seats is not None and (stored.seats is None or edited.seats < stored.seats)
    taken = stored.invitations.all().on_site().count() if fewer and edited.on_site else 0
    if edited.seats is None or taken <= edited.seats:
        return ""
    people = ngettext(
        "%(taken)s Mensch hat vor Ort zugesagt, ",
        "%(taken)s Menschen haben vor Ort zugesagt, ",
        taken,
    )
    seats = ngettext("es gibt %(seats)s Platz. ", "es gibt %(seats)s Plätze. ", edited.seats)
    rest = _("Niemand verliert dadurch den Platz; wer neu zusagt, kommt auf die Warteliste.")
    return (people + seats + rest) % {"taken": taken, "seats": edited.seats}


def say_freed(stored: Meeting, edited: Meeting) -> str:
    """More seats go to the waiting list at once."""
    if not edited.on_site:
        return ""
    waiting = stored.invitations.all().waiting().count()
    free = edited.free_seats()
    given = waiting if free is None else min(free, waiting)
    said = ngettext(
        "%(given)s Mensch auf der Warteliste bekommt einen Platz und sofort eine Mail.",
        "%(given)s Menschen auf der Warteliste bekommen einen Platz und sofort eine Mail.",
        given,
    )
    return said % {"given": given} if given else ""
