"""What one meeting demands, on both databases: answers by link and calendar, the door, paper.

`scripts/with-postgres … -m bench.meeting` measures nothing else and renews that part of RESULTS.md;
`make bench` measures it with all the rest.
"""

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.calendars import measure_replies
from bench.processes import (
    KLIMANETZ,
    create_database,
    free_port,
    run,
    running,
    wait_for_answer,
)
from bench.report import ReplyRun
from bench.rush import PEOPLE, Rush, measure_rush
from bench.sections import renew, write_table

HEADING = "## One meeting\n"


@dataclass
class MeetingRun:
    database: str
    rush: Rush
    replies: ReplyRun
    day: str
    agenda: dict[str, float]


def measure_meeting(database: str, url: str) -> MeetingRun:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        env = {
            "DATABASE_URL": url or f"sqlite:///{place / 'meeting.sqlite3'}",
            "DATA_DIR": folder,
            "TRUST_PROXY": "1",
        }
        found = json.loads(run("bench.seed", "1000", env=env).splitlines()[-1])
        rush = rush_with(env, found["cookies"]["organiser"], place)
        print(f"  {database}: {rush}", flush=True)
        return MeetingRun(
            database,
            rush,
            measure_replies(database, env, place),
            run("bench.day", env=env),
            json.loads(run("bench.agenda", env=env)),
        )


def rush_with(env: dict[str, str], cookie: str, place: Path) -> Rush:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with running([KLIMANETZ, "serve"], env | {"PORT": str(port)}, place / "rush.log"):
        wait_for_answer(base)
        return measure_rush(base, cookie)


INTRODUCTION = f"""\
{PEOPLE} people answer within one minute (each opens the page behind the link and presses the
button) while an organiser looks at the page of the meeting, anew every three seconds. 1,000
calendar replies travel from an IMAP server (Dovecot) into the list of answers: fetched, matched,
entered, confirmed by a mail, put aside. The agenda has 40 items.
"""
HEADS = (
    "database", "answering, p95 ms", "organiser's page, p95 ms", "to reach", "errors",
    "1,000 replies, s", "to reach", "agenda as PDF, p95 ms", "to reach",
)  # fmt: skip


def write_meeting(runs: list[MeetingRun]) -> str:
    lines = [HEADING, INTRODUCTION, write_table(HEADS, map(figures_of, runs)).rstrip()]
    for one in runs:
        lines += ["", f"The door and the paper of that day, {one.database}:\n", one.day]
    return "\n".join([*lines, ""])


def figures_of(one: MeetingRun) -> tuple[str, ...]:
    answering, page, errors = one.rush
    replies, agenda = one.replies.seconds, one.agenda["p95"]
    return (
        one.database, f"**{answering:.0f}**", f"{page:.0f}", "150", str(errors),
        f"**{replies:.1f}**", "20", f"**{agenda:.0f}**", "300",
    )  # fmt: skip


def measure_both() -> str:
    cluster = os.environ.get("DATABASE_URL") or sys.exit("Run it by scripts/with-postgres.")
    databases = {"SQLite": "", "PostgreSQL": create_database(cluster, "bench_meeting")}
    return write_meeting([measure_meeting(name, url) for name, url in databases.items()])


def main() -> None:
    renew(measure_both())


if __name__ == "__main__":
    main()
