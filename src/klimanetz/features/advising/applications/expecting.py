"""When a notice is to be expected, as the programme's funding agency says."""

from datetime import date

from klimanetz.core.months import add_months
from klimanetz.core.public import keep
from klimanetz.features.advising.models import Application
from klimanetz.features.advising.programmes import ProgrammeFacts, known_programmes


def know_programmes(revision: int | None = None) -> dict[str, ProgrammeFacts]:
    """By slug. Whoever knows the `revision` of the network asks once a minute at most."""
    if revision is None:
        return read_programmes()
    return keep("advising.programmes", revision, read_programmes)


def read_programmes() -> dict[str, ProgrammeFacts]:
    return {facts.slug: facts for facts in known_programmes()}


def expect(it: Application, facts: ProgrammeFacts | None, today: date) -> date | None:
    """What is entered, else as long as decisions take; None where nobody says."""
    if it.expected_on or facts is None or facts.decision_months is None:
        return it.expected_on
    return add_months(it.submitted_on or today, facts.decision_months)
