"""The board of advising with 2,000 cases, on both databases.

`scripts/with-postgres … -m bench.cases` measures nothing else and renews that part of RESULTS.md;
`make bench` measures it with all the rest.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from bench.case_rows import PAGES
from bench.load import Load, measure
from bench.processes import (
    KLIMANETZ,
    create_database,
    free_port,
    run,
    running,
    wait_for_answer,
)
from bench.sections import renew, write_table

CASES = 2000
HEADING = "## Advising\n"
INTRODUCTION = f"""\
{CASES:,} cases in a register of 400 districts and 10,000 municipalities, an organiser signed in, \
production server.
"""
HEADS = (
    *("database", "page", "queries", "to reach", "p95 ms (1)", "p95 ms (4)", "to reach"),
    "errors",
)

type Measured = list[tuple[str, int, Load, Load]]


def measure_cases(database: str, url: str) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        env = {
            "DATABASE_URL": url or f"sqlite:///{place / 'cases.sqlite3'}",
            "DATA_DIR": folder,
            "TRUST_PROXY": "1",
        }
        cookie = json.loads(run("bench.seed", "1000", env=env).splitlines()[-1])["cookies"]
        queries = json.loads(run("bench.case_rows", str(CASES), env=env).splitlines()[-1])
        found = load_pages(env, cookie["organiser"], queries, place)
        print(f"  {database}: {found}", flush=True)
        return found


def load_pages(env: dict[str, str], cookie: str, queries: dict[str, int], place: Path) -> Measured:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with running([KLIMANETZ, "serve"], env | {"PORT": str(port)}, place / "cases.log"):
        wait_for_answer(base)
        return [
            (
                name,
                queries[name],
                measure(base + path, connections=1, cookie=cookie),
                measure(base + path, connections=4, cookie=cookie),
            )
            for name, path in PAGES.items()
        ]


def write_cases(measured: dict[str, Measured]) -> str:
    rows = (write_page(database, *page) for database, pages in measured.items() for page in pages)
    return f"{HEADING}\n{INTRODUCTION}\n{write_table(HEADS, rows, words=2)}"


def write_page(database: str, name: str, queries: int, alone: Load, four: Load) -> tuple[str, ...]:
    reach = ("8", "150") if name == "board" else ("", "")
    errors = str(alone.errors + four.errors)
    return (
        database, name, f"**{queries}**", reach[0], f"**{alone.p95:.0f}**",
        f"{four.p95:.0f}", reach[1], errors,
    )  # fmt: skip


def measure_both() -> str:
    cluster = os.environ.get("DATABASE_URL") or sys.exit("Run it by scripts/with-postgres.")
    databases = {"SQLite": "", "PostgreSQL": create_database(cluster, "bench_cases")}
    return write_cases({name: measure_cases(name, url) for name, url in databases.items()})


def main() -> None:
    renew(measure_both())


if __name__ == "__main__":
    main()
