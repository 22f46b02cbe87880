"""What else ends when somebody leaves the network.

A module `farewell.py` in an app registers it with `@at_farewell`; it runs in the transaction in
which the last role ends.
"""

from collections.abc import Callable
from typing import Any

type Farewell = Callable[[Any, object], None]

_farewells: list[Farewell] = []


def at_farewell(farewell: Farewell) -> Farewell:
    """Register `farewell(person, actor)`; it may be called twice."""
    _farewells.append(farewell)
    return farewell


def registered_farewells() -> tuple[Farewell, ...]:
    return tuple(_farewells)
