"""Cases of advising for measuring: `python -m bench.case_rows COUNT` (reads DATABASE_URL).

Needs the network of `bench.seed`. Prints, as JSON, how many queries each page of advising asks.
"""

import json
import os
import sys
from datetime import timedelta
from decimal import Decimal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from klimanetz.features.advising.models import (  # noqa: E402
    CLOSED,
    PATH,
    Application,
    ApplicationState,
    Case,
    Move,
    Option,
    Stage,
)
from klimanetz.people.models import Person  # noqa: E402
from klimanetz.places.models import Authority  # noqa: E402

PAGES = {
    "board": "/verwaltung/beratung/",
    "list": "/verwaltung/beratung/liste/",
    "list, searched and sorted": "/verwaltung/beratung/liste/?suche=1&zeige=wartet&sort=-stand",
    "today": "/verwaltung/beratung/heute/",
    "figures": "/verwaltung/beratung/zahlen/",
}

#: A case that was merged has nothing of its own to show.
STAGES = [stage for stage in Stage if stage != Stage.MERGED]


def make_case(number: int, lead: Authority, owner: Person) -> Case:
    """Every stage alike; every seventh rests, every fifth is overdue."""
    now, stage = timezone.now(), STAGES[number % len(STAGES)]
    rests = number % 7 == 0 and stage not in CLOSED
    lost = stage in CLOSED and stage != Stage.ONBOARDED
    return Case(
        lead=lead,
        owner=owner if number % 9 else None,
        stage=stage,
        option=list(Option)[number % len(Option)],
        next_step="Nach dem Stand fragen",
        next_on=now.date() + timedelta(days=number % 100 - 20),
        council_on=now.date() + timedelta(days=number % 60 - 5),
        apply_by=now.date() + timedelta(days=number % 60 - 5),
        paused_at=now if rests else None,
        pause_reason="Wahl" if rests else "",
        wake_on=now.date() + timedelta(days=number % 90) if rests else None,
        reason=f"Grund {number % 12}" if lost else "",
        opened_at=now - timedelta(days=number % 1200 + 100),
        touched_at=now - timedelta(days=number % 80),
        closed_at=now if stage in CLOSED else None,
    )


def seed_cases(count: int, owner: Person) -> None:
    leads = list(Authority.objects.municipalities().order_by("ars")[:count])
    rows = (make_case(n, leads[n % len(leads)], owner) for n in range(count))
    cases = Case.objects.bulk_create(rows, batch_size=500)
    Move.objects.bulk_create((move for case in cases for move in moves_of(case)), batch_size=500)
    Application.objects.bulk_create(
        (
            Application(
                case=case,
                name="Kommunalrichtlinie",
                state=ApplicationState.SUBMITTED,
                applied=Decimal(140_000),
                submitted_on=case.touched_at.date(),
                expected_on=case.touched_at.date() + timedelta(days=70),
            )
            for case in cases[::2]
        ),
        batch_size=500,
    )


def moves_of(case: Case) -> list[Move]:
    way = [*PATH[: PATH.index(Stage(case.stage)) + 1]] if case.stage in PATH else [Stage.CONTACT]
    began = case.opened_at.date()
    return [
        Move(case=case, left=left, reached=reached, on=began + timedelta(days=17 * step))
        for step, (left, reached) in enumerate(zip(["", *way], way, strict=False))
    ]


def count_queries(organiser: Person) -> dict[str, int]:
    settings.ALLOWED_HOSTS = ["*"]
    client, counted = Client(), {}
    client.force_login(organiser)
    for name, path in PAGES.items():
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counted[name] = len(asked)
    return counted


def main(count: int) -> None:
    organiser = Person.objects.get(email="organiser@agentur.example")
    seed_cases(count, organiser)
    print(json.dumps(count_queries(organiser)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
