"""`make bench`: both databases, both sizes, one run; writes `bench/RESULTS.md`."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.advice import measure_advice
from bench.load import Load, measure, require_wrk
from bench.mailing import measure_mailing
from bench.meeting import measure_both
from bench.pages import PAGES, Page
from bench.processes import (
    KLIMANETZ,
    ROOT,
    bare_command,
    create_database,
    free_port,
    memory_mb,
    run,
    running,
    wait_for_answer,
)
from bench.report import CHANGES, CONNECTIONS, MailRun, Network, write_report
from bench.sections import RESULTS, renew
from bench.visit import first_visits

SIZES = (30, 10_000)
WRK = Path(__file__).parent / "wrk"


type Cookies = dict[str, str]


def seed(env: dict[str, str], managers: int, place: Path) -> Cookies:
    """Fill the database; leaves the tokens of the invitations in a file; returns the cookies."""
    command = [sys.executable, "-m", "bench.seed", str(managers)]
    done = subprocess.run(
        command, env=os.environ | env, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    (place / "tokens").write_text("\n".join(found["tokens"]) + "\n")
    return dict(found["cookies"])


def load_page(base: str, page: Page, connections: int, cookies: Cookies) -> Load:
    script = WRK / ("answer.lua" if page.posts else "get.lua")
    cookie = cookies.get(page.visitor, "")
    return measure(base + page.path, connections=connections, cookie=cookie, script=script)


def measure_bare(network: Network, env: dict[str, str], place: Path) -> None:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with running(bare_command(port), env, place / "bare.log"):
        wait_for_answer(base)
        for connections in CONNECTIONS:
            network.bare[False, connections] = measure(base + "/", connections=connections)
            network.bare[True, connections] = measure(base + "/list", connections=connections)


def measure_ours(network: Network, env: dict[str, str], place: Path, cookies: Cookies) -> None:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with running([KLIMANETZ, "serve"], env | {"PORT": str(port)}, place / "serve.log") as tree:
        network.first_answer = wait_for_answer(base)
        for page in PAGES:
            for connections in CONNECTIONS:
                load = load_page(base, page, connections, cookies)
                network.loads[page.name, connections] = load
                print(f"  {page.name} ({connections}): {load.rate:,.0f} req/s", flush=True)
        visited = [page for page in PAGES if not page.posts and ".ics" not in page.path]
        network.visits = first_visits(base, visited, cookies)
        network.memory = memory_mb(tree)
        run("bench.changes", base, str(CHANGES), env=env)
        network.memory_changed = memory_mb(tree)


def measure_network(database: str, url: str, managers: int) -> tuple[Network, MailRun | None]:
    print(f"{managers:,} managers, {database}", flush=True)
    network = Network(database, managers)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        env = {
            "DATABASE_URL": url or f"sqlite:///{place / 'bench.sqlite3'}",
            "DATA_DIR": folder,
            "TRUST_PROXY": "1",
            "BENCH_TOKENS": str(place / "tokens"),
        }
        os.environ["BENCH_TOKENS"] = env["BENCH_TOKENS"]
        cookies = seed(env, managers, place)
        measure_bare(network, env, place)
        measure_ours(network, env, place, cookies)
        costs = [sys.executable, "-m", "bench.costs", json.dumps(cookies)]
        network.costs = json.loads(
            subprocess.check_output(costs, env=os.environ | env, cwd=ROOT).splitlines()[-1]
        )
        organiser = cookies["organiser"]
        mails = measure_mailing(database, env, place, organiser) if managers >= 10_000 else None
    return network, mails


def databases(managers: int) -> dict[str, str]:
    """Name of each database to its URL; "" is a new SQLite file."""
    cluster = os.environ.get("DATABASE_URL") or sys.exit("Run `make bench`: it starts PostgreSQL.")
    return {"SQLite": "", "PostgreSQL": create_database(cluster, f"bench_{managers}")}


def main() -> None:
    require_wrk()
    networks, mails = [], []
    for managers in SIZES:
        for database, url in databases(managers).items():
            network, mailing = measure_network(database, url, managers)
            networks.append(network)
            mails += [mailing] if mailing else []
    RESULTS.write_text(write_report(networks, mails))
    renew(measure_both())
    for section in measure_advice():
        renew(section)


if __name__ == "__main__":
    main()
