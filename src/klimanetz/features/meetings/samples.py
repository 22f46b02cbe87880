"""Every mail of a meeting as it would go now: to be read by an organiser before anybody gets it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.changes import (
    changes_since_announced,
    rescheduled_since_announced,
)
from klimanetz.features.meetings.models import LINES, Invitation, Meeting, Mode, Reply
from klimanetz.features.meetings.posting import (
    FOR_DEPUTY,
    REQUEST,
    TAKEN_BACK,
    Occasion,
    draw_letter,
)
from klimanetz.mail.looking import only_looking
from klimanetz.mail.models import Letter
from klimanetz.people.models import Person


class Sample[Thing](NamedTuple):
    """A mail about a thing: `kind` is its name in the address; `when` says what sends it.

    Where a letter leaves more open than a reader's name and answer, `values` fill it.
    """

    kind: str
    label: Promise
    when: Promise
    draw: Callable[[Thing, str], Letter]
    values: Callable[[], Mapping[str, str]] = dict


def letter_of(write: Callable[[], object], language: str) -> Letter:
    """The letter that `write` would post; of several that in this language, if there is one."""
    with only_looking() as posted:
        write()
    own = (letter for letter, to in posted if to.values.get("language") == language)
    return next(own, posted[0][0])


def draw_answer(meeting: Meeting, language: str, *, reply: Reply) -> Letter:
    return draw_letter(
        Occasion(meeting), "confirmation", language=language, reply=reply, entry=REQUEST,
        deputy="", deputy_email="", deputy_mode="", entered=False,
    )  # fmt: skip


def draw_coming(meeting: Meeting, language: str) -> Letter:
    return draw_answer(meeting, language, reply=meeting.replies[0])


def draw_waiting(meeting: Meeting, language: str) -> Letter:
    return draw_answer(meeting, language, reply=LINES[Mode(meeting.replies[0])])


def draw_seat(meeting: Meeting, language: str) -> Letter:
    mode = meeting.replies[0]
    return draw_letter(
        Occasion(meeting), "seat_freed", language=language, reply=mode, entry=REQUEST, deputy="",
        mode=mode,
    )  # fmt: skip


def draw_deputy(meeting: Meeting, language: str) -> Letter:
    return draw_letter(
        Occasion(meeting), "deputy_asked", language=language, entry=FOR_DEPUTY,
        mode=meeting.replies[0],
    )  # fmt: skip


def name_somebody() -> dict[str, str]:
    return {"invited": gettext("Ina Muster")}


def draw_released(meeting: Meeting, language: str) -> Letter:
    return draw_letter(
        Occasion(meeting), "deputy_released", language=language, entry=TAKEN_BACK, before=meeting,
        moved=False,
    )  # fmt: skip


def draw_eve(meeting: Meeting, language: str) -> Letter:
    mode = Reply.ON_SITE if meeting.on_site else Reply.ONLINE
    return draw_letter(
        Occasion(meeting), "eve", language=language, to="self", mode=mode, today=False
    )


def draw_update(meeting: Meeting, language: str) -> Letter:
    return draw_letter(
        Occasion(meeting), "update", language=language, reply=meeting.replies[0], entry=REQUEST,
        to="coming", changes=partial(changes_since_announced, meeting),
        rescheduled=rescheduled_since_announced(meeting),
    )  # fmt: skip


def draw_plain(meeting: Meeting, language: str, *, template: str) -> Letter:
    return draw_letter(Occasion(meeting), template, language=language)


def draw_invitation(meeting: Meeting, language: str) -> Letter:
    return draw_letter(Occasion(meeting), "invitation", language=language, entry=REQUEST)


def draw_move(meeting: Meeting, language: str) -> Letter:
    """As if it were moved to the day it has: the page on which it is moved asks for the new one."""
    return draw_letter(Occasion(meeting), "moved", language=language, entry=REQUEST, before=meeting)


def draw_off(meeting: Meeting, language: str, *, template: str) -> Letter:
    return draw_letter(Occasion(meeting), template, language=language, entry=TAKEN_BACK)


SAMPLES = (
    Sample("einladung", _("Einladung"), _("sobald Sie einladen"), draw_invitation),
    Sample(
        "erinnerung",
        _("Erinnerung"),
        _("vor der Frist an alle ohne Antwort, und wenn Sie erinnern"),
        partial(draw_plain, template="reminder"),
    ),
    Sample("zusage", _("Bestätigung der Zusage"), _("sofort nach der Antwort"), draw_coming),
    Sample(
        "absage",
        _("Bestätigung der Absage"),
        _("sofort nach der Antwort"),
        partial(draw_answer, reply=Reply.DECLINED),
    ),
    Sample(
        "warteliste", _("Warteliste"), _("sofort nach der Antwort, wenn kein Platz frei ist"),
        draw_waiting,
    ),
    Sample(
        "platz-frei", _("Ein Platz ist frei"), _("an die Ersten auf der Warteliste"), draw_seat
    ),
    Sample(
        "vertretung", _("An Vertretungen"), _("sobald jemand eine Vertretung mit Adresse nennt"),
        draw_deputy, name_somebody,
    ),
    Sample(
        "vertretung-entfaellt", _("Vertretung nicht mehr nötig"),
        _("an die Vertretung, sobald sie nicht mehr gebraucht wird"),
        draw_released, name_somebody,
    ),
    Sample("aenderung", _("Neue Angaben"), _("gesammelt, wenn Sie etwas ändern"), draw_update),
    Sample("vortag", _("Am Tag davor"), _("am Tag davor an alle, die zugesagt haben"), draw_eve),
    Sample("verschoben", _("Neuer Termin"), _("sobald Sie das Treffen verschieben"), draw_move),
    Sample(
        "ohne-termin", _("Verschoben ohne Termin"),
        _("sobald Sie das Treffen ohne neuen Tag verschieben"),
        partial(draw_off, template="postponed"),
    ),
    Sample(
        "abgesagt", _("Das Treffen fällt aus"), _("sobald Sie das Treffen absagen"),
        partial(draw_off, template="cancellation"),
    ),
    Sample(
        "zurueckgezogen", _("Einladung zurückgezogen"),
        _("sobald Sie eine einzelne Einladung zurückziehen"),
        partial(draw_off, template="withdrawal"),
    ),
)  # fmt: skip


#: What rooms send, in the order of a meeting; each room's `samples.py` registers its own.
_of_rooms: list[tuple[int, Sample[Meeting]]] = []


def show_sample(sample: Sample[Meeting], *, order: int) -> None:
    _of_rooms.append((order, sample))
    _of_rooms.sort(key=lambda one: (one[0], one[1].kind))


def list_samples() -> list[Sample[Meeting]]:
    return [*SAMPLES, *(sample for _order, sample in _of_rooms)]


def find_sample[Thing](samples: Sequence[Sample[Thing]], kind: str) -> Sample[Thing]:
    """The one that was asked for, else the first."""
    return next((sample for sample in samples if sample.kind == kind), samples[0])


def invite_unsaved(meeting: Meeting, person: Person) -> Invitation:
    """As if the organiser who asks were invited."""
    return Invitation(
        meeting=meeting,
        name=person.full_name,
        email=person.email,
        language=person.language,
        deputy_mode=Mode.ON_SITE,
    )
