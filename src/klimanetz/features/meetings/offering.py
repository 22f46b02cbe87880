"""What happened since the last meeting and is worth an item of the next.

A room or a feature above registers with `@offer_items`, from a module that is found at start
(`parts.py`). Nothing is put on an agenda by itself: the organisers take over what they want.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import blake2s
from typing import NamedTuple

from klimanetz.features.meetings.models import ItemKind


class Offer(NamedTuple):
    """`source` says where it comes from, as one reads it: "Stellen", "Protokoll vom 17. März"."""

    title: str
    source: str
    kind: str = ItemKind.OTHER
    minutes: int = 10
    summary: str = ""

    @property
    def key(self) -> str:
        """The same as long as the same is offered."""
        return blake2s(f"{self.source}\n{self.title}".encode(), digest_size=8).hexdigest()


#: Asked for what fell between the end of the last meeting and the beginning of the next.
type Provider = Callable[[datetime, datetime], Iterable[Offer]]

_providers: list[Provider] = []


def offer_items(provider: Provider) -> Provider:
    _providers.append(provider)
    return provider


def offered_between(starts: datetime, ends: datetime) -> list[Offer]:
    return [offer for provide in _providers for offer in provide(starts, ends)]
