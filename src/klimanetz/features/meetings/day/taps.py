"""What a device at the door sends: read strictly, with the time of each tap.

A clock of a phone may be wrong. So a tap says how long ago it was, counted by the clock that also
dated it; what the server's clock makes of that is its time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from klimanetz.core.refusal import Refused

#: Nothing waits longer in a phone; what claims to is as old as this.
OLDEST = timedelta(days=2)
NOT_OURS = "Not what our own page sends."
#: So many taps at most come in one batch.
MOST = 500


@dataclass(frozen=True, slots=True)
class Tap:
    """One decision: about an invitation (`i7`), somebody noted without one (`a7`), or somebody new
    (`n` and the key of the tap that first named them).
    """

    key: str
    who: str
    present: bool
    at: datetime
    name: str = ""
    organisation: str = ""
    email: str = ""

    @property
    def kind(self) -> str:
        return self.who[:1]

    @property
    def number(self) -> int:
        return int(self.who[1:])


def tap_now(who: str, *, present: bool, at: datetime, **facts: str) -> Tap:
    """Without a script: tapped when it arrives. Nobody in particular is somebody new."""
    key = uuid4().hex
    if who and not _is_someone(who):
        raise Refused(_("Bitte laden Sie die Seite neu und tippen Sie noch einmal."))
    return Tap(key, who or f"n{key}", present, at, **facts)


def read_taps(body: Any, now: datetime) -> list[Tap]:  # noqa: ANN401 - JSON of anybody
    """The taps of a batch in the order of their time."""
    taps = body.get("taps") if isinstance(body, dict) else None
    if not isinstance(taps, list) or len(taps) > MOST:
        raise ValueError(NOT_OURS)
    return sorted((_read(one, now) for one in taps), key=lambda tap: tap.at)


def _read(one: object, now: datetime) -> Tap:
    if not isinstance(one, dict):
        raise ValueError(NOT_OURS)
    key, who, present = one.get("key"), one.get("who"), one.get("present")
    if not _is_key(key) or not _is_someone(who) or not isinstance(present, bool):
        raise ValueError(NOT_OURS)
    return Tap(str(key), str(who), present, now - _read_age(one.get("age")), **_read_facts(one))


def _is_key(key: object) -> bool:
    return isinstance(key, str) and 8 <= len(key) <= 40 and key.isascii() and key.isalnum()


def _is_someone(who: object) -> bool:
    if not isinstance(who, str):
        return False
    kind, rest = who[:1], who[1:]
    if kind == "n":
        return _is_key(rest)
    return kind in {"i", "a"} and rest.isascii() and rest.isdigit() and len(rest) < 18


def _read_age(age: object) -> timedelta:
    """Milliseconds since the tap; a clock that was set meanwhile makes it nonsense."""
    if not isinstance(age, int | float) or isinstance(age, bool):
        raise ValueError(NOT_OURS)
    return timedelta(milliseconds=min(max(age, 0), OLDEST / timedelta(milliseconds=1)))


def _read_facts(one: Mapping[str, object]) -> dict[str, str]:
    facts = {name: str(one.get(name) or "").strip() for name in ("name", "organisation", "email")}
    try:
        if facts["email"]:
            validate_email(facts["email"])
    except ValidationError:
        facts["email"] = ""  # the person is there all the same
    return {
        "name": facts["name"][:220],
        "organisation": facts["organisation"][:200],
        "email": facts["email"][:254].lower(),
    }
