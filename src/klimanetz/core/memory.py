"""Memory that Python is done with, given back to the system instead of kept for another time.

glibc keeps, for each thread, what the largest page ever needed. Where there is another library,
nothing here does anything.
"""

import ctypes
from typing import Final

LIBC: Final = ctypes.CDLL(None)
#: The parameters of `mallopt` (malloc.h): from how many free bytes on memory is given back.
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
FREE_BYTES: Final = 1 << 20


def keep_little_memory() -> None:
    """From now on, here and in all processes forked from this one."""
    mallopt = getattr(LIBC, "mallopt", None)
    for parameter in (TRIM_THRESHOLD, MMAP_THRESHOLD):
        if mallopt:
            mallopt(parameter, FREE_BYTES)


def give_back_memory() -> None:
    """After work that needed a lot for a moment; 2 ms."""
    if trim := getattr(LIBC, "malloc_trim", None):
        trim(0)
