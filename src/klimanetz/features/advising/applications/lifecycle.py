"""The states of an application, and which may follow which."""

from typing import Final

from klimanetz.features.advising.models.application import ApplicationState as State

#: Who forgets to enter that a query was answered may still enter the notice. An objection brings
#: a refused application back to those who decide.
LIFECYCLE: Final[dict[str, frozenset[str]]] = {
    State.PREPARED: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.QUERIED, State.GRANTED, State.REFUSED, State.WITHDRAWN}),
    State.QUERIED: frozenset({State.SUBMITTED, State.GRANTED, State.REFUSED, State.WITHDRAWN}),
    State.GRANTED: frozenset(),
    State.REFUSED: frozenset({State.SUBMITTED}),
    State.WITHDRAWN: frozenset(),
}

#: Which facts an application may have in each state; those of earlier ones stay.
FACTS: Final[dict[str, tuple[str, ...]]] = {
    State.PREPARED: ("name", "applied", "reference"),
    State.SUBMITTED: ("name", "submitted_on", "applied", "reference", "expected_on"),
    State.QUERIED: ("name", "submitted_on", "applied", "reference", "expected_on"),
    State.GRANTED: (
        "name", "submitted_on", "applied", "reference",
        "decided_on", "granted", "grant_starts", "grant_ends",
    ),
    State.REFUSED: ("name", "submitted_on", "applied", "reference", "decided_on", "reason"),
    State.WITHDRAWN: ("name", "submitted_on", "applied", "reference"),
}  # fmt: skip
