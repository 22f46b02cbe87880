"""The agenda of 40 items as a PDF: `python -m bench.agenda`; prints JSON, milliseconds.

Makes a meeting in the database of `DATA_DIR` and takes it back in the end.
"""

import json
import os
import statistics
import time
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from klimanetz.core.models import Network  # noqa: E402
from klimanetz.features.meetings.actions import change_programme  # noqa: E402
from klimanetz.features.meetings.agenda.printing import print_agenda  # noqa: E402
from klimanetz.features.meetings.models import AgendaItem, Meeting  # noqa: E402

ITEMS = 40
ROUNDS = 20
SUMMARY = "Was das erste Jahr gelehrt hat, mit allen Zahlen und dem, was schiefging. " * 2


def make_meeting() -> Meeting:
    starts_at = timezone.now() + timedelta(days=30)
    Network.objects.get_or_create(pk=1, defaults={"name": "Klimanetz"})
    meeting = Meeting.objects.create(
        slug="bench-tagesordnung",
        uid="bench-tagesordnung",
        title="Tagesordnung mit vierzig Punkten",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=8),
        answer_by=starts_at,
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=place,
            title=f"Punkt {place}: ein Bericht aus der Praxis",
            summary=SUMMARY,
            duration=12,
            presenter_name="Mika Managerin",
        )
        for place in range(ITEMS)
    )
    return change_programme(meeting)


def measure(meeting: Meeting) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        print_agenda(meeting)
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


def main() -> None:
    with transaction.atomic():
        taken = measure(make_meeting())
        transaction.set_rollback(True)
    figures = {"median": statistics.median(taken), "p95": taken[int(ROUNDS * 0.95) - 1]}
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
