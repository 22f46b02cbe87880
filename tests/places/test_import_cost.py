"""An import asks the database as often for thirty towns as for three, and may run twice at once."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from klimanetz.places.actions import import_register, record_changes, store_outlines
from klimanetz.places.hanging import hanging_on
from klimanetz.places.models import Authority, Kind
from klimanetz.places.paths import Drawing
from klimanetz.places.sources.entries import Issue
from klimanetz.places.sources.recognise import read_source
from klimanetz.roster.models import Position
from tests.factories import make_authority
from tests.features.meetings.conftest import shared_database  # noqa: F401
from tests.places.papers import (
    COUNTRY,
    Line,
    association,
    change,
    town,
    write_changes,
    write_register,
)


def queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def towns(count: int) -> list[Line]:
    """Further towns of the Ilm-Kreis without association."""
    keys = [f"16070{at:04d}{at:03d}" for at in range(301, 301 + count)]
    return [line for key in keys for line in (association(key[:9], key), town(key, key))]


def issue_of(path: Path, lines: list[Line], status: date = date(2024, 12, 31)) -> Issue:
    issue = read_source(write_register(path, lines, status=status))
    assert isinstance(issue, Issue)
    return issue


def test_an_import_takes_as_many_queries_for_thirty_towns_as_for_three(
    db: None, tmp_path: Path
) -> None:
    asked = []
    for land, count in (("16", 3), ("15", 30)):
        lines = [elsewhere(line, land) for line in (*COUNTRY, *towns(count))]
        grown = [(*line[:9], 77, *line[10:]) if line[0] == "60" else line for line in lines]
        fewer = [elsewhere(line, land) for line in (*COUNTRY, *towns(count // 2))]
        first = issue_of(tmp_path / "a.xlsx", lines)
        changed = issue_of(tmp_path / "b.xlsx", grown, date(2025, 12, 31))
        ended = issue_of(tmp_path / "c.xlsx", fewer, date(2026, 12, 31))
        asked.append(
            [queries(partial(import_register, issue)) for issue in (first, first, changed, ended)]
        )
    assert asked[0] == asked[1]
    assert max(asked[0]) < 30


def elsewhere(line: Line, land: str) -> Line:
    return (*line[:2], land, *line[3:])


def test_what_hangs_is_found_at_once_for_one_or_three(db: None) -> None:
    asked = []
    for count in (1, 3):
        gone = [
            make_authority(f"160700000{count}{at:02d}", f"Ort {at}", Kind.MUNICIPALITY)
            for at in range(count)
        ]
        for authority in gone:
            Position.objects.create(authority=authority)
        asked.append(queries(partial(hanging_on, gone)))
        assert len(hanging_on(gone)) == count
    assert asked[0] == asked[1]
    assert hanging_on([]) == []


def test_outlines_of_one_or_five(country: None) -> None:
    keys = ("16070", "16068", "16051", "160705009", "16070029")
    drawings = {key: Drawing("M0 0l1 0 0 1z") for key in keys}
    first = queries(lambda: store_outlines({"16070": drawings["16070"]}, credit="©"))
    assert queries(lambda: store_outlines(drawings, credit="©")) == first
    assert queries(lambda: store_outlines(drawings, credit="© 2")) == first


def test_known_changes_write_nothing(country: None, tmp_path: Path) -> None:
    gone = [f"16070{at:04d}{at:03d}" for at in range(301, 309)]
    lines = [change(key, key, 1, "160700029029", "Ilmenau") for key in gone]
    changes = read_source(write_changes(tmp_path / "c.xlsx", lines))
    assert not isinstance(changes, Issue)
    record_changes(changes)
    assert queries(lambda: record_changes(changes)) <= 6


@pytest.mark.usefixtures("shared_database")
def test_two_imports_at_once_leave_one_register(tmp_path: Path) -> None:
    """The second waits for the first and finds nothing to do."""
    import_register(issue_of(tmp_path / "a.xlsx", list(COUNTRY)))
    newer = issue_of(tmp_path / "b.xlsx", [*COUNTRY, *towns(5)], date(2025, 12, 31))
    start, added = Barrier(2), []

    def work() -> None:
        start.wait()
        try:
            added.append(len(import_register(newer).added))
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(added) == [0, 5]
    assert Authority.objects.count() == 15
