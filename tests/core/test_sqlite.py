"""Writers who wait for each other on SQLite."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connections
from django.db.utils import OperationalError

from klimanetz.core.sqlite import base

WRITERS = 6


@pytest.fixture
def open_database(db: None, tmp_path: Path) -> Iterator["Opener"]:
    with ExitStack() as opened:
        yield Opener(tmp_path / "writers.sqlite3", opened)


class Opener:
    """Connections to one file, each as a worker's thread has its own."""

    def __init__(self, file: Path, opened: ExitStack) -> None:
        self.file, self.opened = file, opened

    def __call__(self, timeout: float = 20) -> base.DatabaseWrapper:
        known = {
            **connections.settings["default"],
            "NAME": str(self.file),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": timeout},
        }
        database = base.DatabaseWrapper(known)
        database.inc_thread_sharing()
        self.opened.callback(database.close)
        return database


def begin(database: base.DatabaseWrapper) -> None:
    database.ensure_connection()
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(database: base.DatabaseWrapper) -> None:
    database.commit()
    database.set_autocommit(True)


def test_all_who_wait_get_their_turn(open_database: Opener) -> None:
    first = open_database()
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE line (who INTEGER)")
    begin(first)
    databases = [open_database() for _ in range(WRITERS)]

    def write(who: int) -> None:
        begin(databases[who])
        with databases[who].cursor() as cursor:
            cursor.execute("INSERT INTO line VALUES (%s)", [who])
        end(databases[who])

    threads = [threading.Thread(target=write, args=(who,)) for who in range(WRITERS)]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    end(first)
    for thread in threads:
        thread.join(10)
    with first.cursor() as cursor:
        cursor.execute("SELECT who FROM line ORDER BY who")
        assert [who for (who,) in cursor.fetchall()] == list(range(WRITERS))


def test_whoever_dies_leaves_the_line(open_database: Opener) -> None:
    begins_and_dies = f"""
import fcntl, os, sqlite3, sys, time
line = os.open({str(open_database.file)!r} + "-line", os.O_RDWR | os.O_CREAT)
fcntl.flock(line, fcntl.LOCK_EX)
sqlite3.connect({str(open_database.file)!r}).execute("BEGIN IMMEDIATE")
print("begun", flush=True)
time.sleep(60)
"""
    command = [sys.executable, "-c", begins_and_dies]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        threading.Timer(0.1, writer.kill).start()
        second = open_database()
        begin(second)
        end(second)
        assert writer.wait(10) < 0


def test_who_cannot_begin_leaves_the_line(open_database: Opener) -> None:
    """As when somebody writes who does not stand in it, like a backup."""
    first, second = open_database(timeout=0), open_database()
    stranger = sqlite3.connect(open_database.file, isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        begin(first)
    stranger.close()
    begin(second)
    end(second)
