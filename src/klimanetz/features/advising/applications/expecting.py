"""When a notice is to be expected, as the programme's funding agency says."""

from datetime import date

from django.core.cache import caches

from klimanetz.core.months import add_months
from klimanetz.features.advising.models import Application
from klimanetz.features.advising.programmes import ProgrammeFacts, known_programmes

#: What is known of programmes changes with the day, and with the revision of the network.
KEPT_SECONDS = 60


def know_programmes(revision: int | None = None) -> dict[str, ProgrammeFacts]:
    """By slug. Whoever knows the `revision` of the network asks once a minute at most."""
    key = f"advising.programmes:{revision}"
    kept: dict[str, ProgrammeFacts] | None = caches["pages"].get(key) if revision else None
    if kept is None:
        kept = {facts.slug: facts for facts in known_programmes()}
        if revision:
            caches["pages"].set(key, kept, KEPT_SECONDS)
    return kept


def expect(it: Application, facts: ProgrammeFacts | None, today: date) -> date | None:
    """What is entered, else as long as decisions take; None where nobody says."""
    if it.expected_on or facts is None or facts.decision_months is None:
        return it.expected_on
    return add_months(it.submitted_on or today, facts.decision_months)
