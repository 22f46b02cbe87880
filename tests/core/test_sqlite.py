"""Writers who wait for each other on SQLite."""

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

    def __call__(self) -> base.DatabaseWrapper:
        known = {
            **connections.settings["default"],
            "NAME": str(self.file),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
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


def test_who_waits_too_long_is_told_so(
    open_database: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "PATIENCE", 0)
    first, second = open_database(), open_database()
    begin(first)
    with pytest.raises(OperationalError, match="locked"):
        begin(second)
    end(first)
    begin(second)
    end(second)
