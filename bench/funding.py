"""What a check costs: one authority, and all municipalities of Germany: `python -m bench.funding`.

Reads the register of the Federal Statistical Office, which has to lie beside the project, and the
programmes that come with the product, into an empty database (`DATABASE_URL`, else one of its own
in `DATA_DIR`). Prints JSON: milliseconds of one answer, seconds of a batch.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.processes import REGISTER  # noqa: E402
from klimanetz.features.funding.check.who_gets_what import write_csv  # noqa: E402
from klimanetz.features.funding.costing import lines, salary  # noqa: E402
from klimanetz.features.funding.costing.plan import CostPlan, make_plan  # noqa: E402
from klimanetz.features.funding.costing.post import Post  # noqa: E402
from klimanetz.features.funding.costing.workbook import write_workbook  # noqa: E402
from klimanetz.features.funding.inquiry import Inquiry  # noqa: E402
from klimanetz.features.funding.models import Rule  # noqa: E402
from klimanetz.features.funding.result import work_out, work_out_way  # noqa: E402
from klimanetz.features.funding.shipped import load_shipped_programmes  # noqa: E402
from klimanetz.features.funding.terms import read_terms  # noqa: E402
from klimanetz.features.funding.ways import Way  # noqa: E402
from klimanetz.places.models import Authority, Kind  # noqa: E402

ROUNDS = 100
POST = Post("E11", 3, Decimal("0.75"), date(2027, 7, 1))


def fill(register: Path) -> None:
    if not register.exists():
        sys.exit(f"The register {register} is not there.")
    call_command("migrate", verbosity=0)
    call_command("places", "import", str(register), stdout=sys.stderr)
    load_shipped_programmes()


def p95(measured: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        measured()
        taken.append((time.perf_counter() - began) * 1000)
    return round(sorted(taken)[int(rounds * 0.95) - 1], 2)


def seconds(measured: Callable[[], object]) -> float:
    began = time.perf_counter()
    measured()
    return round(time.perf_counter() - began, 2)


def forget() -> None:
    """What is kept from one plan to the next, so that each is reckoned as the first one."""
    for kept in (lines.kept_costs, salary.reckon_personnel, salary.monthly_pay):
        kept.cache_clear()


def plan_of(inquiry: Inquiry, today: date) -> CostPlan:
    return work_out(inquiry, on=today).chosen.plan


def measure_one(today: date) -> dict[str, float]:
    towns = Authority.objects.valid().filter(kind=Kind.MUNICIPALITY, population__range=(500, 1000))
    inquiry = Inquiry(towns.order_by("ars").first(), Way.OWN, POST)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        plan = plan_of(inquiry, today)

    def make_anew() -> None:
        forget()
        make_plan(POST, plan.initial, plan.follow_up)

    def show() -> None:
        for name in ("chart", "table"):
            render_to_string(f"funding/costs/_{name}.html", {"plan": plan})

    return {
        "one result, ms": p95(lambda: plan_of(inquiry, today)),
        "its queries": len(asked),
        "one plan, ms": p95(make_anew),
        "its chart and table, ms": p95(show),
        "its cost sheet, ms": p95(lambda: write_workbook(plan, "Kosten"), 20),
    }


def measure_all(today: date) -> dict[str, float]:
    """Every municipality with the plan of a post of its own; and as a file what all could get."""
    kinds = (Kind.MUNICIPALITY, Kind.DISTRICT_FREE_CITY)
    towns = list(Authority.objects.valid().filter(kind__in=kinds))
    rules = read_terms(Rule.objects.holding(today).with_terms())
    forget()
    taken = seconds(
        lambda: [
            work_out_way(Inquiry(town, Way.OWN, POST), rules, Way.OWN, on=today) for town in towns
        ]
    )
    return {
        "municipalities": len(towns),
        "all their plans, s": taken,
        "who could get what as CSV, s": seconds(lambda: sum(map(len, write_csv("", today)))),
    }


def main() -> None:
    fill(REGISTER)
    today = timezone.localdate()
    print(json.dumps(measure_one(today) | measure_all(today)))


if __name__ == "__main__":
    main()
