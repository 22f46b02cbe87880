"""What happened since the last meeting and is worth an item of the next.

A room or a feature above registers with `@offer_items`, from a module that is found at start
(`parts.py`). Nothing is put on an agenda by itself: the organisers take over what they want.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import blake2s
from typing import NamedTuple

from klimanetz.features.meetings.models import ItemKind, Meeting


class Offer(NamedTuple):
    """`source` says where it comes from, as one reads it: "Stellen", "Protokoll vom 17. März".

    What is `first` goes right behind the welcome.
    """

    title: str
    source: str
    kind: str = ItemKind.OTHER
    minutes: int = 10
    summary: str = ""
    first: bool = False

    @property
    def key(self) -> str:
        """The same as long as the same is offered."""
        return blake2s(f"{self.source}\n{self.title}".encode(), digest_size=8).hexdigest()


#: Asked for what fell between the end of the last meeting and the beginning of this one.
type Provider = Callable[[datetime, Meeting], Iterable[Offer]]

_providers: list[Provider] = []


def offer_items(provider: Provider) -> Provider:
    _providers.append(provider)
    return provider


def offered_since(since: datetime, meeting: Meeting) -> list[Offer]:
    """What belongs at the beginning stands first."""
    offers = [offer for provide in _providers for offer in provide(since, meeting)]
    return sorted(offers, key=lambda offer: not offer.first)
