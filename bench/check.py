"""The five-minute check: `python -m bench.check`; prints JSON.

One result page through the whole product, in milliseconds, in a network of 10,000 managers; and
who could get what for all of Germany's municipalities, page and file, in seconds. Needs an empty,
migrated database of its own in `DATA_DIR`: a request is in no transaction, here as in a server.
"""

import gc
import json
import os
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from klimanetz.core.models import Network  # noqa: E402
from klimanetz.features.funding.check.who_gets_what import count_up, write_csv  # noqa: E402
from klimanetz.features.funding.models import Rate, Rule  # noqa: E402
from klimanetz.features.funding.shipped import load_shipped_programmes  # noqa: E402
from klimanetz.features.meetings.models import AgendaItem, ItemKind, Meeting  # noqa: E402
from klimanetz.features.meetings.models import State as MeetingState  # noqa: E402
from klimanetz.people.models import Person  # noqa: E402
from klimanetz.places.models import Authority, Kind  # noqa: E402
from klimanetz.roster.models import Holding, Position  # noqa: E402

MUNICIPALITIES, DISTRICTS, LANDS = 10_752, 400, 16
MANAGERS, MEETINGS = 10_000, 40
ROUNDS = 200
RESULT = "/kommune-ohne-klimaschutzmanagement/ergebnis/"
ANSWERS = "konzept=nein&erstvorhaben=nein&neue-stelle=ja&begonnen=nein&finanzschwach=nein"


def seed_germany() -> list[Authority]:
    """Districts of all Länder with their municipalities, from hamlets to cities."""
    Network.objects.update_or_create(pk=1, defaults={"name": "Klimanetz", "land": ""})
    districts = Authority.objects.bulk_create(
        Authority(
            ars=f"{number % LANDS + 1:02d}{number // LANDS + 1:03d}",
            ags=f"{number % LANDS + 1:02d}{number // LANDS + 1:03d}",
            name=f"Kreis {number}",
            official_name=f"Kreis {number}",
            kind=Kind.DISTRICT,
            kind_code="44",
            population=200_000,
        )
        for number in range(DISTRICTS)
    )
    return Authority.objects.bulk_create(
        [seed_town(number, districts[number % DISTRICTS]) for number in range(MUNICIPALITIES)],
        batch_size=500,
    )


def seed_town(number: int, district: Authority) -> Authority:
    within = number // DISTRICTS + 1
    return Authority(
        ars=f"{district.ars}0{within:03d}{within:03d}",
        ags=f"{district.ars}{within:03d}",
        name=f"Musterort {number}",
        official_name=f"Musterort {number}",
        kind=Kind.MUNICIPALITY,
        kind_code="64",
        parent=district,
        population=100 + number * 7 % 60_000,
        longitude=9.5 + number % 20 / 8,
        latitude=50 + number // 20 % 20 / 8,
    )


def seed_network(towns: list[Authority]) -> None:
    """A manager in nearly every town; each of the last meetings had three practice reports."""
    people = Person.objects.bulk_create(
        Person(email=f"person{number}@bench.example", first_name="Mika", last_name=f"N{number}")
        for number in range(MANAGERS)
    )
    positions = Position.objects.bulk_create(Position(authority=town) for town in towns[:MANAGERS])
    Holding.objects.bulk_create(
        Holding(person=person, position=position)
        for person, position in zip(people, positions, strict=True)
    )
    for number in range(MEETINGS):
        seed_meeting(number, people[number * 3 : number * 3 + 3])


def seed_meeting(number: int, presenters: list[Person]) -> None:
    at = timezone.now() - timedelta(days=90 * number + 1)
    meeting = Meeting.objects.create(
        slug=f"treffen-{number}",
        uid=f"{number}@bench",
        title=f"Netzwerktreffen {number}",
        starts_at=at,
        ends_at=at + timedelta(hours=4),
        answer_by=at,
        state=MeetingState.HELD,
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=position,
            kind=ItemKind.PRACTICE,
            title=f"Bericht {number}-{position}",
            summary="Was wir heute anders machen würden.",
            presenter=presenter,
        )
        for position, presenter in enumerate(presenters)
    )


def seed_limits() -> None:
    """Rates by size, so that not all towns of a Land are alike."""
    for rule in Rule.objects.all():
        for number in range(5):
            Rate.objects.create(
                rule=rule, percent=Decimal(1 + number), population_to=1000 * (number + 1)
            )


def result_addresses(towns: list[Authority]) -> list[str]:
    """Another town each time: nothing is kept from the one before."""
    return [
        f"{RESULT}?kommune={town.ars}&weg=gemeinsam&partner={other.ars}&{ANSWERS}"
        for town, other in zip(towns, towns[DISTRICTS:], strict=False)
    ][:ROUNDS]


def measure_results(towns: list[Authority]) -> list[float]:
    client, taken = Client(headers={"host": "localhost"}), []
    for address in result_addresses(towns):
        began = time.perf_counter()
        response = client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
        assert response.status_code == 200, response.status_code  # noqa: S101
    return sorted(taken[1:])  # the first one compiles the templates


def seconds_of(work: Callable[[date], object]) -> float:
    began = time.perf_counter()
    work(timezone.localdate())
    return time.perf_counter() - began


def measure() -> dict[str, float]:
    towns = seed_germany()
    seed_network(towns)
    load_shipped_programmes()
    gc.freeze()  # the rows made here are nothing that a server would look through
    taken = measure_results(towns)
    seed_limits()
    lines: list[str] = []
    return {
        "result median ms": round(statistics.median(taken), 1),
        "result p95 ms": round(taken[int(len(taken) * 0.95) - 1], 1),
        "file s": round(seconds_of(lambda day: lines.extend(write_csv("", day))), 2),
        "page s": round(seconds_of(lambda day: count_up("", day)), 2),
        "lines": len(lines),
    }


def main() -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    print(json.dumps(measure()))


if __name__ == "__main__":
    main()
