"""Who keeps somebody's address beside what they are asked to, as lists of the past need it.

A module `readdressing.py` in an app registers with `@at_new_address` what follows somebody to the
address they read today; it runs in the transaction that changes it.
"""

from collections.abc import Callable
from typing import Any

#: With the person as they are now, and the address that they had; none, where they are new here.
type Readdress = Callable[[Any, str], None]

_registered: list[Readdress] = []


def at_new_address(readdress: Readdress) -> Readdress:
    """Register `readdress(person, old)`; it may be called twice."""
    _registered.append(readdress)
    return readdress


def readdress_all(person: object, old: str) -> None:
    for readdress in _registered:
        readdress(person, old)
