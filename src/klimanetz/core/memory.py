"""Memory that Python is done with, given back to the system at once."""

import ctypes
from collections.abc import Callable

#: glibc has it; where there is another library, memory goes back when it likes.
_trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)


def give_back_memory() -> None:
    """After work that needed a lot for a moment; 2 ms."""
    if _trim is not None:
        _trim(0)
