"""SQLite where writers who wait look often, not ever more seldom.

One transaction writes at a time. SQLite's own way of waiting sleeps longer after each look, up to
100 ms, so under load the unlucky wait for half a second while others pass them.
"""

import time
from random import uniform

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

#: For how long to wait for other writers before giving up, in seconds.
PATIENCE = 20
#: About as long as a small transaction takes, in seconds; spread, so that all have equal luck.
SHORTEST_LOOK, LONGEST_LOOK = 0.0005, 0.0015


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self) -> None:
        deadline = time.monotonic() + PATIENCE
        with self.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 0")
            try:
                while not self._began():
                    if time.monotonic() > deadline:
                        raise OperationalError("database is locked")
                    time.sleep(uniform(SHORTEST_LOOK, LONGEST_LOOK))  # noqa: S311 - no secret
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")

    def _began(self) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            return False
        return True
