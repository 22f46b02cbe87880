"""What a check, its papers and the advisers' pages demand.

`scripts/with-postgres … -m bench.advice` measures nothing else and renews those parts of
RESULTS.md; `make bench` measures them with all the rest.
"""

import json
import tempfile
from collections.abc import Iterator

from bench.cases import measure_both as measure_cases
from bench.processes import REGISTER, run, run_klimanetz
from bench.sections import renew, write_table


def measure_advice() -> Iterator[str]:
    """Section by section."""
    yield measure_check()
    yield measure_papers()
    yield measure_cases()


def measure_check() -> str:
    with tempfile.TemporaryDirectory() as folder:
        env = {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/check.sqlite3"}
        run_klimanetz("migrate", "-v0", env=env)
        page = json.loads(run("bench.check", env=env))
    return write_check(page, measure_plans() if REGISTER.exists() else None)


def measure_plans() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        env = {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/funding.sqlite3"}
        return dict(json.loads(run("bench.funding", env=env).splitlines()[-1]))


def write_check(page: dict[str, float], plans: dict[str, float] | None) -> str:
    """Without the official register beside the project there are no `plans`."""
    rows = [
        ("result page of one authority, median", f"**{page['result median ms']:.0f} ms**", "50 ms"),
        ("result page of one authority, p95", f"**{page['result p95 ms']:.0f} ms**", "50 ms"),
        ("who could get what, all municipalities, CSV", f"**{page['file s']:.1f} s**", "60 s"),
    ]
    if plans:
        took, queries = plans["one result, ms"], plans["its queries"]
        everyone = plans["all their plans, s"]
        rows += [
            ("all municipalities with all their cost plans", f"**{everyone:.1f} s**", "60 s"),
            ("one answer without its page, p95", f"**{took:.0f} ms**, {queries:.0f} queries", ""),
        ]
    return (
        "## The check\n\nOne authority and all of Germany's 10,752 municipalities, in a network of "
        "10,000 managers with 120\npractice reports (`bench.check`), the programmes that come "
        "along, the register of 2024-12-31\n(`bench.funding`); SQLite.\n\n"
        + write_table(("what", "measured", "to reach"), rows)
    )


def measure_papers() -> str:
    with tempfile.TemporaryDirectory() as folder:
        env = {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3", "DEMO": "1"}
        run_klimanetz("demo", env=env)
        found = json.loads(run("bench.papers", env=env))
    rows = (
        (
            name,
            f"**{taken['clock']:.0f}**",
            f"{taken['first']:.0f}",
            "500" if "PDF" in name else "",
        )
        for name, taken in found.items()
    )
    return (
        "## Papers\n\nA post shared by five municipalities, each paper through the whole product "
        "(`bench.papers`).\n\n"
        + write_table(("paper", "ms", "first of a process", "to reach"), rows)
    )


def main() -> None:
    for section in measure_advice():
        renew(section)


if __name__ == "__main__":
    main()
