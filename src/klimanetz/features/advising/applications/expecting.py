"""When a notice is to be expected, as the programme's funding agency says."""

from datetime import date

from django.utils import timezone

from klimanetz.features.advising.models import Application
from klimanetz.features.advising.programmes import ProgrammeFacts, known_programmes
from klimanetz.roster.leaving.retention import add_months


def know_programmes() -> dict[str, ProgrammeFacts]:
    return {facts.slug: facts for facts in known_programmes()}


def expect(application: Application) -> date | None:
    """What is entered, else as long as decisions take, from today on; None where nobody says."""
    facts = know_programmes().get(application.programme)
    if application.expected_on or facts is None or facts.decision_months is None:
        return application.expected_on
    return add_months(timezone.localdate(), facts.decision_months)
