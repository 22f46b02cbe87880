"""The register the product ships: Thuringia in 2024, ready within a blink."""

from datetime import date
from pathlib import Path
from time import process_time

from klimanetz.places.models import Authority, Kind, Outline, Register
from klimanetz.places.paths import read_path
from klimanetz.places.starter import DISTRICTS, TABLE, load_starter_register, read_table
from tests.places.conftest import Run, Shared, snapshot
from tests.places.papers import COUNTRY, write_register


def test_it_is_thuringia(db: None) -> None:
    load_starter_register()
    assert Authority.objects.municipalities().count() == 605
    assert Authority.objects.filter(kind=Kind.DISTRICT).count() == 17
    assert Authority.objects.filter(kind=Kind.DISTRICT_FREE_CITY).count() == 5
    assert Authority.objects.filter(kind_code="54").count() == 42
    assert Authority.objects.filter(kind_code="58", administered_by__isnull=False).count() == 38
    assert Authority.objects.filter(name="Elxleben", kind=Kind.MUNICIPALITY).count() == 2
    register = Register.objects.get()
    assert (register.land, register.status_on) == ("16", date(2024, 12, 31))
    assert "Destatis" in register.credit


def test_eisenach_belongs_to_the_wartburgkreis(db: None) -> None:
    load_starter_register()
    eisenach = Authority.objects.select_related("parent").get(name="Eisenach")
    assert eisenach.kind == Kind.MUNICIPALITY
    assert eisenach.parent
    assert eisenach.parent.name == "Wartburgkreis"


def test_every_district_has_its_outline(db: None) -> None:
    load_starter_register()
    districts = Authority.objects.districts()
    assert Outline.objects.filter(authority__in=districts).count() == districts.count() == 22
    assert set(Outline.objects.values_list("source", flat=True)) == {
        "© GeoBasis-DE / BKG 2016 (Daten verändert)"
    }
    for outline in Outline.objects.all():
        points = [point for ring in read_path(outline.path) for point in ring]
        assert (min(points)[0], max(points)[0]) == (outline.min_x, outline.max_x)


def test_everybody_lies_in_thuringia(db: None) -> None:
    load_starter_register()
    for authority in Authority.objects.all():
        assert authority.longitude is not None
        assert authority.latitude is not None
        assert 9.8 < authority.longitude < 12.7
        assert 50.2 < authority.latitude < 51.7


def test_loading_again_or_over_a_newer_register_changes_nothing(db: None) -> None:
    load_starter_register()
    before = snapshot()
    load_starter_register()
    assert snapshot() == before


def test_a_register_that_is_there_is_left_alone(run: Run, tmp_path: Path) -> None:
    run("import", write_register(tmp_path / "a.xlsx", COUNTRY))
    load_starter_register()
    assert Authority.objects.count() == 10


def test_it_loads_in_a_blink(db: None) -> None:
    start = process_time()
    load_starter_register()
    assert process_time() - start < 1.5


def test_it_is_small_enough_to_ship() -> None:
    assert TABLE.stat().st_size < 60_000
    assert DISTRICTS.stat().st_size < 20_000


def test_its_facts_are_those_of_the_official_register(run: Run, shared: Shared) -> None:
    """Importing the issue it was made from changes nothing."""
    load_starter_register()
    path = shared("destatis/AuszugGV4QAktuell_2024-12-31.xlsx")
    assert "neu: 0\ngeändert: 0\nbeendet: 0\nunverändert: 702\n" in run(
        "import", path, "--land", "16"
    )


def test_its_table_names_source_and_dates() -> None:
    issue = read_table()
    assert issue.population_on == issue.area_on == date(2023, 12, 31)
    assert issue.census_basis == "Zensus 2011"
