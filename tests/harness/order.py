"""Rows whose order nobody asked for come back to front, as a database is free to do."""

import pytest
from django.db.models import QuerySet


@pytest.fixture(autouse=True)
def _unordered_rows_come_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    fetch_all = QuerySet._fetch_all

    def fetch_all_reversed(self: QuerySet) -> None:  # type: ignore[type-arg]
        fresh = self._result_cache is None
        fetch_all(self)
        if fresh and not self.ordered and not self.query.is_sliced:
            self._result_cache.reverse()  # type: ignore[union-attr]

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_all_reversed)
