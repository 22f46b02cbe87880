"""Whom a letter goes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address a letter goes to, with what is personal in it.

    `key` names the occasion (e.g. `meeting:7:reminder:invitation:12`): a second mail with the
    same key is never written.
    """

    address: str
    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None
