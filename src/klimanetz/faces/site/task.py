"""One thing that the organisers have to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, why, and the one button that leads there."""

    text: str
    hint: str
    url: str
    button: str
