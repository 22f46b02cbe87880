"""What the pages of this face show: consents and a meeting to come."""

from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.utils import timezone

from klimanetz.features.meetings.models import Meeting, Mode, State
from klimanetz.people.actions import show_field
from klimanetz.people.models import Audience, Field, Person


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    caches["pages"].clear()


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    cache.clear()


def make_meeting(
    slug: str = "2027-03-netzwerktreffen", days: int = 30, **fields: object
) -> Meeting:
    starts = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    defaults: dict[str, object] = {
        "title": "Netzwerktreffen im Frühjahr",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=4),
        "mode": Mode.BOTH,
        "venue": "Rathaus Ilmenau",
        "answer_by": starts - timedelta(days=7),
        "state": State.PLANNED,
        "uid": f"{slug}@klimanetz.example",
    }
    return Meeting.objects.create(slug=slug, **(defaults | fields))


@pytest.fixture
def meeting(db: None) -> Meeting:
    return make_meeting()


@pytest.fixture
def named(network: object, manager: Person) -> Person:
    """The manager agreed to be named, and to nothing else."""
    show_field(manager, Field.NAME, Audience.PUBLIC, actor=manager)
    return manager
