"""One query per row (N+1) fails: nobody of several fetched together may ask the database alone.

Django's fetch modes know which rows came from the same query. In production the default stays
as it is; here the default refuses where a row has peers. Tests themselves may look wherever
they like.
"""

import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import FieldFetchBlocked
from django.db.models import query
from django.db.models.fetch_modes import FetchMode

TESTS = str(Path(__file__).parents[1])
MODELS = str(Path(query.__file__).parent)


def asked_by_a_test() -> bool:
    frame = sys._getframe(2)
    while frame.f_back and frame.f_code.co_filename.startswith((MODELS, __file__)):
        frame = frame.f_back
    return frame.f_code.co_filename.startswith(TESTS)


class RefusePeers(FetchMode):
    """Fetches for a row that came alone; raises for one that came with others."""

    __slots__ = ()
    track_peers = True

    def fetch(self, fetcher: Any, instance: Any) -> None:  # noqa: ANN401 - Django's signature
        peers = [peer for reference in instance._state.peers if (peer := reference())]
        if len(peers) > 1 and not asked_by_a_test():
            name = f"{type(instance).__qualname__}.{fetcher.field.name}"
            raise FieldFetchBlocked(f"{name} is fetched one by one for {len(peers)} rows (N+1).")
        fetcher.fetch_one(instance)

    def __reduce__(self) -> str:
        return "REFUSE_PEERS"


REFUSE_PEERS = RefusePeers()


@pytest.fixture(autouse=True)
def _one_query_per_row_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "DEFAULT_FETCH_MODE", REFUSE_PEERS)
