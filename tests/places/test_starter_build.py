"""The script that makes the starter register anew."""

import json
from pathlib import Path

import pytest

from klimanetz.places.paths import read_path
from klimanetz.places.sources.entries import Issue
from klimanetz.places.starter import build, read_table
from tests.places.maps import EAST, WEST, collection, feature, write
from tests.places.papers import (
    COUNTRY,
    UDER_CHANGE,
    association,
    district,
    land,
    town,
    write_changes,
    write_register,
)

BEYOND = (
    land("06", "Hessen"),
    district("06635", "Waldeck-Frankenberg"),
    association("066350001", "Allendorf (Eder)"),
    town("066350001001", "Allendorf (Eder)"),
)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "table.csv"
    monkeypatch.setattr(build, "TABLE", path)
    monkeypatch.setattr("klimanetz.places.starter.TABLE", path)
    return path


@pytest.fixture
def districts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "districts.json"
    monkeypatch.setattr(build, "DISTRICTS", path)
    return path


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Eisenach on its own still, beside a municipality of the Wartburgkreis, and one beyond."""
    beyond = [(9.0, 50.0), (9.5, 50.0), (9.5, 50.4)]
    features = [
        feature("160560000000", WEST),
        feature("160635056011", EAST),
        feature("066350001001", beyond),
    ]
    write(tmp_path / "gemeinden.geo.json", [features[0], collection(*features[1:])])
    return tmp_path


def test_it_writes_the_facts_of_one_land(
    table: Path, districts: Path, package: Path, tmp_path: Path
) -> None:
    build.main(write_register(tmp_path / "a.xlsx", [*BEYOND, *COUNTRY]), package)
    issue = read_table()
    assert len(issue.entries) == 10
    assert {entry.ars[:2] for entry in issue.entries} == {"16"}
    served = next(entry for entry in issue.entries if entry.ars == "160685050")
    assert served.administered_by == "160685050009"
    assert served.facts.population == 3100
    assert issue.credit == "© Statistisches Bundesamt (Destatis), 2025"


def test_it_joins_municipalities_to_the_districts_of_today(
    table: Path, districts: Path, package: Path, tmp_path: Path
) -> None:
    build.main(write_register(tmp_path / "a.xlsx"), package)
    made = json.loads(districts.read_text())
    assert made["credit"] == "© GeoBasis-DE / BKG 2016 (Daten verändert)"
    assert list(made["paths"]) == ["16063"]
    assert len(read_path(made["paths"]["16063"])) == 1


def test_it_wants_an_issue_of_the_register(
    table: Path, districts: Path, package: Path, tmp_path: Path
) -> None:
    with pytest.raises(SystemExit, match="is not an issue of the register"):
        build.main(write_changes(tmp_path / "c.xlsx", [UDER_CHANGE]), package)
    assert not table.exists()


def test_it_makes_what_is_shipped(table: Path, germany: Issue) -> None:
    build.write_table(germany)
    shipped = Path(build.__file__).with_name("thueringen.csv")
    assert table.read_text() == shipped.read_text()
