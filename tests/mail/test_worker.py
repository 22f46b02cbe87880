"""The worker as a process: killed, doubled, told to stop, left behind; on a real database."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import psycopg
import pytest

from klimanetz.core import jobs
from klimanetz.mail import worker
from klimanetz.mail.delivery import Postman
from klimanetz.mail.worker import Worker, attempt, do_due_jobs
from tests.harness.running import KLIMANETZ, surroundings, wait_until
from tests.mail.sink import Sink


@dataclass
class Installation:
    """Klimanetz with a database of its own and the sink as its mail server."""

    environ: dict[str, str]
    sink: Sink
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def do(self, *errand: str) -> None:
        command = [sys.executable, "-m", "tests.mail.errands", *errand]
        subprocess.run(command, env=self.environ, check=True)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Straight from the database, past all that is tested here."""
        with connect(self.environ["DATABASE_URL"]) as connection:
            found = connection.execute(sql)
            rows: list[tuple[Any, ...]] = found.fetchall() if found.description else []
            connection.commit()
        return rows

    def states(self) -> Counter[str]:
        return Counter(state for (state,) in self.ask("SELECT state FROM mail_mail"))

    def start_worker(self, **environ: str) -> subprocess.Popen[bytes]:
        self.workers.append(subprocess.Popen([KLIMANETZ, "work"], env=self.environ | environ))
        return self.workers[-1]

    def clear(self) -> None:
        """What a failed test left running must not disturb the next."""
        for process in self.workers:
            process.kill()
            process.wait()
        self.workers.clear()
        self.sink.taken.clear()
        self.sink.delay = 0


@contextmanager
def connect(url: str, name: str = "") -> Iterator[Any]:
    """A plain connection to the database of that address, or to another of its server."""
    known: dict[str, Any] = {**dj_database_url.parse(url)}
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(known["NAME"], timeout=20)) as connection:
            yield connection
        return
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {key: known[their] for key, their in names.items() if known[their]}
    given |= {"dbname": name or known["NAME"], **known.get("OPTIONS", {})}
    with psycopg.connect(autocommit=bool(name), **given) as connection:
        yield connection


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database of the kind that the tests run on."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{tmp_path_factory.mktemp('worker') / 'klimanetz.sqlite3'}"
        return
    name = f"klimanetz_worker_{os.getpid()}"
    with connect(url, "postgres") as server:
        server.execute(f"CREATE DATABASE {name}")
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def prepared(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with Sink() as sink:
        environ = surroundings(
            tmp_path_factory.mktemp("data"),
            DATABASE_URL=database,
            SMTP_URL=f"smtp://127.0.0.1:{sink.port}",
            DJANGO_SETTINGS_MODULE="klimanetz.settings",
            PYTHONPATH="src:.",
        )
        installation = Installation(environ, sink)
        installation.do("prepare")
        yield installation


@pytest.fixture
def installation(prepared: Installation) -> Iterator[Installation]:
    yield prepared
    prepared.clear()


def stop(process: subprocess.Popen[bytes]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(10)


def test_a_killed_worker_loses_nothing_and_doubles_only_what_was_under_way(
    installation: Installation,
) -> None:
    installation.do("post", "400")
    sink = installation.sink
    sink.delay = 0.002
    kills = 3
    for kill in range(1, kills + 1):
        worker = installation.start_worker()
        wait_until(lambda kill=kill: len(sink.taken) >= 70 * kill)
        worker.kill()
        worker.wait()
    assert len(sink.taken) - kills <= installation.states()["sent"] <= len(sink.taken)
    worker = installation.start_worker()
    wait_until(lambda: len(set(sink.addresses)) == 400)
    assert stop(worker) == 0
    assert installation.states() == {"sent": 400}
    times = Counter(sink.addresses)
    doubles = [address for address, number in times.items() if number > 1]
    assert len(doubles) <= kills
    assert max(times.values()) <= 2
    for address in doubles:
        ids = {m["Message-ID"] for m in sink.messages if address in m["To"]}
        assert len(ids) == 1


def test_a_mailbox_that_does_not_answer_keeps_nothing_back(installation: Installation) -> None:
    installation.do("post", "5")
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"imap://netz:geheim@127.0.0.1:{mute.getsockname()[1]}"
        worker = installation.start_worker(IMAP_URL=url)
        connection, _ = mute.accept()
        installation.do("post", "5")
        wait_until(lambda: len(installation.sink.taken) >= 10)
        assert stop(worker) == 0
        connection.close()


def test_two_workers_share_the_work_and_double_nothing(installation: Installation) -> None:
    installation.do("post", "400")
    installation.sink.delay = 0.005
    workers = [installation.start_worker() for _ in range(2)]
    wait_until(lambda: len(installation.sink.taken) >= 400)
    assert [stop(worker) for worker in workers] == [0, 0]
    assert Counter(installation.sink.addresses).most_common(1)[0][1] == 1
    assert installation.states() == {"sent": 400}
    assert installation.ask("SELECT DISTINCT attempts, leased_by FROM mail_mail") == [(1, "")]


def test_told_to_stop_it_ends_in_order_and_leaves_the_rest(installation: Installation) -> None:
    installation.do("post", "200")
    installation.sink.delay = 0.02
    worker = installation.start_worker()
    wait_until(lambda: len(installation.sink.taken) >= 10)
    assert stop(worker) == 0
    assert installation.states()["sent"] == len(installation.sink.taken) < 200
    assert installation.ask("SELECT DISTINCT leased_by FROM mail_mail") == [("",)]


def test_an_idle_worker_sends_at_once_what_is_released(installation: Installation) -> None:
    taken = installation.sink.taken
    installation.do("post", "2")
    installation.ask(
        "UPDATE mail_mail SET state = 'failed' WHERE address = 'mika1@kommune.example'"
    )
    worker = installation.start_worker()
    wait_until(lambda: len(taken) == 1)
    installation.ask("UPDATE mail_letter SET held = (1 = 1)")
    installation.ask("UPDATE mail_mail SET state = 'waiting' WHERE state = 'failed'")
    time.sleep(1)
    assert len(taken) == 1
    installation.ask("UPDATE mail_letter SET held = (1 = 0)")
    released = time.monotonic()
    wait_until(lambda: len(taken) == 2)
    assert time.monotonic() - released < 2  # half a second to notice; the machine may be busy
    stop(worker)


def test_left_behind_by_its_parent_it_ends(installation: Installation) -> None:
    script = f'{KLIMANETZ} work & echo "$!"; wait'
    parent = subprocess.Popen(
        ["sh", "-c", script], env=installation.environ, stdout=subprocess.PIPE
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    installation.do("post", "1")
    wait_until(lambda: len(installation.sink.taken) == 1)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not is_alive(child))


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


# Within this process


def test_a_job_that_fails_does_not_stop_the_others(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def broken() -> int:
        raise ZeroDivisionError("oops")

    def whole() -> int:
        done.append("whole")
        return 1

    monkeypatch.setattr(jobs, "_jobs", [broken, whole, whole])
    do_due_jobs(lambda: False)
    assert done == ["whole", "whole"]
    assert "test_worker.broken" in caplog.text
    assert "oops" in caplog.text


def test_told_to_stop_no_further_job_begins(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []

    def job() -> int:
        done.append(1)
        return 1

    monkeypatch.setattr(jobs, "_jobs", [job, job])
    do_due_jobs(lambda: bool(done))
    assert done == [1]


def test_a_failure_is_told_from_nothing_to_do(db: None) -> None:
    assert attempt("nothing", lambda: 0) == 0
    assert attempt("impossible", lambda: 1 // 0) is None


@pytest.mark.parametrize("failing", [False, True])
def test_a_round_of_the_worker(db: None, monkeypatch: pytest.MonkeyPatch, *, failing: bool) -> None:
    """Without signals and without waiting: it delivers, rests, and ends when it is told to."""
    waits: list[float] = []
    working = Worker()

    class Told(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout or 0)
            self.set()
            return True

    def deliver(self: object) -> int:
        return 1 // 0 if failing else 0

    working.stopping = Told()
    monkeypatch.setattr(working, "listen", lambda: None)
    monkeypatch.setattr(working, "keep_doing_jobs", lambda: None)
    monkeypatch.setattr(Postman, "deliver", deliver)
    working.run()
    assert waits == [worker.AFTER_FAILURE if failing else worker.MAIL_EVERY]
