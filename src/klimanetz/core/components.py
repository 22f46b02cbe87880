"""What templates show of a lifecycle."""

from dataclasses import dataclass
from typing import Literal

type StepState = Literal["done", "now", "next", "skipped"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a stepper; `hint` says when, or who has to act."""

    label: str
    state: StepState
    hint: str = ""
