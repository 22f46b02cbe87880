"""Outlines from files of boundaries: every format, shared borders, keys, and what is refused."""

import json
from importlib import import_module
from pathlib import Path

import brotli
import numpy as np
import pytest
import shapely

from klimanetz.core.models import AuditEntry, Network
from klimanetz.places.boundaries.utm import to_degrees
from klimanetz.places.models import Authority, Outline
from klimanetz.places.paths import read_path
from klimanetz.places.projection import project
from klimanetz.places.starter import load_starter_register
from tests.places.conftest import Refuse, Run, Shared, snapshot
from tests.places.maps import (
    DISTRICTS,
    EAST,
    WEST,
    collection,
    feature,
    geopackage,
    topology,
    write,
)

PAIR = {"16070", "16068"}


def outline(key: str) -> Outline:
    return Outline.objects.get(authority__ars=key)


def area_of(key: str) -> shapely.Geometry:
    return shapely.Polygon(read_path(outline(key).path)[0])


def drawn() -> set[str]:
    return set(Outline.objects.values_list("authority__ars", flat=True))


def expect_two_neighbours(said: str) -> None:
    """Both are there, in place, and share one border without gap or overlap."""
    assert "neu: 2\n" in said
    assert drawn() == PAIR
    west, east = area_of("16070"), area_of("16068")
    assert west.is_valid
    assert east.is_valid
    assert west.intersection(east).area == 0
    both = west.union(east)
    assert not both.interiors
    assert both.area == west.area + east.area
    assert both.bounds == (*project(10.5, 51.0), *project(11.5, 50.5))
    assert 3 < len(read_path(outline("16070").path)[0]) < 30


def test_geojson(country: None, run: Run, tmp_path: Path) -> None:
    expect_two_neighbours(run("outlines", write(tmp_path / "krs.geojson", DISTRICTS)))


def test_a_bare_list_of_features(country: None, run: Run, tmp_path: Path) -> None:
    parts = [feature("16070", WEST), collection(feature("16068", EAST))]
    expect_two_neighbours(run("outlines", write(tmp_path / "krs.geo.json", parts)))


def test_geojson_packed_with_brotli(country: None, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "krs.geojson.br"
    path.write_bytes(brotli.compress(json.dumps(DISTRICTS).encode()))
    expect_two_neighbours(run("outlines", path))


@pytest.mark.parametrize("quantised", [True, False])
def test_topojson(quantised: bool, country: None, run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "krs.topojson", topology(quantised=quantised))
    expect_two_neighbours(run("outlines", path))


@pytest.mark.parametrize("envelope", [0, 1])
def test_geopackage(envelope: int, country: None, run: Run, tmp_path: Path) -> None:
    rows = [("16070", shapely.Polygon(WEST), 4), ("16068", shapely.Polygon(EAST), 4)]
    path = geopackage(tmp_path / "vg250.gpkg", {"vg250_krs": rows}, envelope=envelope)
    expect_two_neighbours(run("outlines", path))


def test_geopackage_in_utm_as_the_surveying_office_publishes_it(
    country: None, run: Run, tmp_path: Path
) -> None:
    """642500.5 E 5650123.25 N in zone 32 is 11.030236085° E, 50.985039558° N."""
    square = shapely.box(642500.5, 5650123.25, 652500.5, 5660123.25)
    sea = shapely.box(0, 0, 1, 1)
    layers = {
        "vg250_krs": [("16070", square, 4), ("16070", sea, 2), ("16068", shapely.Polygon(), 4)],
        "vg250_sta": [("000000000000", sea, 4)],
        "vg250_pk": [("160700029029", shapely.Point(1, 1), 4)],
    }
    said = run("outlines", geopackage(tmp_path / "DE_VG250.gpkg", layers, srs=25832))
    assert "neu: 1\n" in said
    assert project(11.030236085, 50.985039558) in read_path(outline("16070").path)[0]


REFERENCE = [
    (500000.0, 5600000.0, 9.0, 9.000000000, 50.551932384),
    (280371.0, 5235860.0, 9.0, 6.098030899, 47.239457537),
    (642500.5, 5650123.25, 9.0, 11.030236085, 50.985039558),
    (690000.0, 5334000.0, 9.0, 11.553626688, 48.130869707),
    (921000.0, 5700000.0, 9.0, 15.040592159, 51.295195771),
    (390000.0, 5820000.0, 15.0, 13.378811770, 52.518995313),
]


@pytest.mark.parametrize(("easting", "northing", "meridian", "longitude", "latitude"), REFERENCE)
def test_utm_agrees_with_proj_to_a_millimetre(
    easting: float, northing: float, meridian: float, longitude: float, latitude: float
) -> None:
    found = to_degrees(np.array([easting]), np.array([northing]), meridian)
    assert found[0][0] == pytest.approx(longitude, abs=1e-8)
    assert found[1][0] == pytest.approx(latitude, abs=1e-8)


def test_geojson_that_says_it_is_in_utm(country: None, run: Run, tmp_path: Path) -> None:
    square = [(642500.5, 5650123.25), (652500.5, 5650123.25), (652500.5, 5660123.25)]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    path = write(tmp_path / "krs.json", collection(feature("16070", square), crs=crs))
    run("outlines", path)
    assert project(11.030236085, 50.985039558) in read_path(outline("16070").path)[0]


def test_the_same_file_twice_changes_nothing(
    country: None, run: Run, tmp_path: Path, network: Network
) -> None:
    path = write(tmp_path / "krs.json", DISTRICTS)
    run("outlines", path)
    before, lines = snapshot(), AuditEntry.objects.count()
    assert "neu: 0\ngeändert: 0\nunverändert: 2\n" in run("outlines", path)
    assert snapshot() == before
    assert AuditEntry.objects.count() == lines


def test_new_outlines_are_audited_credited_and_public(
    country: None, run: Run, tmp_path: Path, network: Network
) -> None:
    path = write(tmp_path / "krs.json", DISTRICTS)
    run("outlines", path)
    assert outline("16070").source.startswith("© GeoBasis-DE / BKG (20")
    assert "geändert: 2\n" in run("outlines", path, "--credit", "© Landesvermessung 2025")
    assert outline("16070").source == "© Landesvermessung 2025"
    entries = AuditEntry.objects.filter(verb="places.outlined")
    assert [entry.detail["outlines"] for entry in entries] == [2, 2]
    network.refresh_from_db()
    assert network.revision == 3


def test_every_level_finds_its_authority(country: None, run: Run, tmp_path: Path) -> None:
    """By ARS or AGS, an ARS of another association too; keys of nobody are counted."""
    old_ars = "160705001012"
    path = write(
        tmp_path / "all.json",
        collection(
            feature("160705009", WEST),
            feature(old_ars, WEST),
            feature("", EAST, ARS="", AGS="16070029"),
            feature("160510000000", EAST),
            feature("160700029", EAST),
            feature("16056", EAST),
        ),
    )
    said = run("outlines", path)
    assert drawn() == {"160705009", "160705009012", "160700029029", "160510000000"}
    assert "Flächen, deren Schlüssel das Verzeichnis nicht kennt: 1\n" in said
    assert "Kreise und kreisfreie Städte noch ohne Umriss: 2\n" in said
    assert "  16068 Landkreis Sömmerda\n" in said


def test_a_city_keeps_the_border_it_shares_with_districts(
    country: None, run: Run, tmp_path: Path
) -> None:
    city = [(11.0, 50.9), (11.1, 50.9), (11.1, 51.0)]
    other = [(11.0, 50.8), (11.1, 50.8), (11.1, 51.0)]
    both = collection(feature("16051", city), feature("160510000000", other))
    run("outlines", write(tmp_path / "both.json", both))
    path = outline("160510000000").path
    run("outlines", write(tmp_path / "gem.json", collection(feature("160510000000", other))))
    assert outline("160510000000").path == path
    assert project(11.0, 50.9) in read_path(path)[0]


def test_parts_of_one_authority_are_joined_and_water_is_left_out(
    country: None, run: Run, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "krs.json",
        collection(
            feature("16070", WEST),
            feature("16070", EAST),
            feature("16068", [(12, 50), (12.1, 50), (12.1, 50.1)], GF=2),
        ),
    )
    run("outlines", path)
    assert drawn() == {"16070"}
    assert len(read_path(outline("16070").path)) == 1


def test_districts_are_drawn_coarsely_for_a_map_of_germany(
    country: None, run: Run, shared: Shared
) -> None:
    run("outlines", shared("bkg/vg250_krs_2025-01-01.geojson.br"))
    found = outline("16070")
    assert len(found.coarse_path) < len(found.path) / 2


@pytest.mark.parametrize(
    "name",
    [
        "bkg/vg250_krs_2025-01-01.geojson.br",
        "bkg/districts_de_vg250_2025-01-01.topojson",
        "bkg/thueringen_2024-12-31.topojson",
    ],
)
def test_real_districts_meet_without_gaps(name: str, run: Run, shared: Shared) -> None:
    load_starter_register()
    run("outlines", shared(name))
    districts = Authority.objects.districts()
    areas = [from_path(row.path) for row in Outline.objects.filter(authority__in=districts)]
    assert len(areas) == 22
    assert all(area.is_valid for area in areas)
    whole = shapely.union_all(areas)
    assert whole.area == pytest.approx(sum(area.area for area in areas), rel=1e-4)
    largest = max(shapely.get_parts(whole), key=lambda part: part.area)
    assert sum(shapely.Polygon(hole).area for hole in largest.interiors) < whole.area * 1e-4
    assert sum(len(row.path) for row in Outline.objects.filter(authority__in=districts)) < 20_000


def from_path(path: str) -> shapely.Geometry:
    """By even-odd, as the map fills it."""
    area = shapely.Polygon()
    for ring in read_path(path):
        area = area.symmetric_difference(shapely.Polygon(ring).buffer(0))
    return area


# What must not be


def bare(path: Path) -> Path:
    return geopackage(path, {})


def other_system(path: Path) -> Path:
    rows = [("16070", shapely.Polygon(WEST), 4)]
    return geopackage(path, {"vg250_krs": rows}, srs=31467)


def cut_package(path: Path) -> Path:
    rows = [("16070", shapely.Polygon(WEST * 50), 4)]
    geopackage(path, {"vg250_krs": rows})
    path.write_bytes(path.read_bytes()[:-9000])
    return path


def text(content: str) -> object:
    def make(path: Path) -> Path:
        path.write_text(content)
        return path

    return make


BAD_FILES = {
    "empty": (text(""), "Das ist weder ein GeoPackage noch lesbares GeoJSON oder TopoJSON"),
    "cut off": (
        text(json.dumps(DISTRICTS)[:-40]),
        "vielleicht ist die Datei abgeschnitten",
    ),
    "a zip": (text("PK\x03\x04"), "bitte entpacken Sie es"),
    "other json": (text('{"type": "Feature-ish"}'), "weder GeoJSON noch TopoJSON"),
    "a list of names": (text('["Ilmenau"]'), "weder GeoJSON noch TopoJSON"),
    "no keys": (
        text(json.dumps(collection(feature("", WEST)))),
        "Keine Fläche der Datei trägt einen Schlüssel (ARS oder AGS)",
    ),
    "swapped coordinates": (
        text(json.dumps(collection(feature("16070", [(50, 11), (51, 11), (51, 10)])))),
        "liegt außerhalb Deutschlands (bei 50.00, 10.00)",
    ),
    "a geometry without points": (
        text('{"type":"Feature","properties":{"ARS":"16070"},"geometry":{"type":"Polygon"}}'),
        "nicht so aufgebaut, wie GeoJSON es verlangt (KeyError",
    ),
    "a topology without arcs": (
        text(json.dumps({**topology(quantised=False), "arcs": []})),
        "nicht so aufgebaut, wie GeoJSON es verlangt (IndexError",
    ),
    "an empty package": (bare, "Keine Fläche der Datei trägt einen Schlüssel"),
    "another system": (other_system, "Das Koordinatensystem EPSG:31467 ist nicht bekannt"),
    "a package cut off": (cut_package, "Das GeoPackage ist beschädigt oder abgeschnitten"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_bad_files(case: str, country: None, refuse: Refuse, tmp_path: Path) -> None:
    make, expected = BAD_FILES[case]
    sentence = refuse("outlines", make(tmp_path / "grenzen"))  # type: ignore[operator]
    assert sentence.startswith("grenzen: ")
    assert expected in sentence


def test_brotli_that_is_none(country: None, refuse: Refuse, tmp_path: Path) -> None:
    path = write(tmp_path / "krs.geojson.br", DISTRICTS)
    assert "noch lesbares GeoJSON" in refuse("outlines", path)


def test_other_laender_are_not_drawn(country: None, run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "krs.json", collection(feature("16070", WEST), feature("09184", EAST)))
    said = run("outlines", path)
    assert "neu: 1\n" in said
    assert "nicht kennt" not in said


def test_a_file_of_other_laender(country: None, refuse: Refuse, tmp_path: Path) -> None:
    path = write(tmp_path / "krs.json", collection(feature("09184", EAST)))
    assert "liegt in einem Land des Verzeichnisses (16)." in refuse("outlines", path)


def test_before_there_is_a_register(refuse: Refuse, tmp_path: Path) -> None:
    sentence = refuse("outlines", write(tmp_path / "krs.json", DISTRICTS))
    assert sentence.endswith("in einem Land des Verzeichnisses (es ist noch leer).")


def test_no_file(country: None, refuse: Refuse, tmp_path: Path) -> None:
    assert "lässt sich nicht öffnen" in refuse("outlines", tmp_path / "fehlt.gpkg")


def test_without_the_geometry_libraries_the_way_to_them_is_said(
    country: None, refuse: Refuse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> object:
        if name.endswith("boundaries.files"):
            raise ModuleNotFoundError("No module named 'shapely'", name="shapely")
        return import_module(name)

    monkeypatch.setattr("klimanetz.places.management.commands.places.import_module", missing)
    sentence = refuse("outlines", write(tmp_path / "krs.json", DISTRICTS))
    assert "fehlt das Paket shapely" in sentence
    assert "„make geo“" in sentence
