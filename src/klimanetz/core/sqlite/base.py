"""SQLite where writers stand in line.

One transaction writes at a time. SQLite's own way of waiting looks again after ever longer sleeps,
up to 100 ms, so under load the unlucky wait for half a second while others pass them, and every
look costs. Here a writer holds a lock on a file beside the database from beginning to end of its
transaction; the kernel wakes the next one at once, in any process, also when the holder died.
"""

import fcntl
import os
from typing import override

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    line: int | None = None

    @override
    def connect(self) -> None:
        super().connect()
        if not self.is_in_memory_db():
            name = f"{self.settings_dict['NAME']}-line"
            self.line = os.open(name, os.O_RDONLY | os.O_CREAT, 0o644)

    def _start_transaction_under_autocommit(self) -> None:
        if self.line is not None:
            fcntl.flock(self.line, fcntl.LOCK_EX)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.leave_line()
            raise

    @override
    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self.leave_line()

    @override
    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self.leave_line()

    @override
    def close(self) -> None:
        super().close()
        if self.line is not None:
            os.close(self.line)
            self.line = None

    def leave_line(self) -> None:
        if self.line is not None:
            fcntl.flock(self.line, fcntl.LOCK_UN)
