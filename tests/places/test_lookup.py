"""Finding authorities by what people write into lists."""

from collections.abc import Collection
from pathlib import Path
from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klimanetz.places.actions import import_register
from klimanetz.places.gazetteer import Place
from klimanetz.places.kinds import Kind
from klimanetz.places.lookup import Lookup, Outcome
from klimanetz.places.names import key_of, readings
from klimanetz.places.sources.entries import Issue
from klimanetz.places.starter import load_starter_register
from tests.places.conftest import Run
from tests.places.papers import (
    COUNTRY,
    association,
    change,
    district,
    land,
    town,
    write_changes,
    write_register,
)


@pytest.fixture
def lookup(db: None) -> Lookup:
    """Of Thuringia, as the product ships it."""
    load_starter_register()
    return Lookup.load()


def labels(lookup: Lookup, places: Collection[Place]) -> list[str]:
    return [lookup.label(place) for place in places]


EXACT = {
    "Ilmenau": "Stadt Ilmenau (Ilm-Kreis)",
    "  ilmenau ": "Stadt Ilmenau (Ilm-Kreis)",
    "Stadt Ilmenau": "Stadt Ilmenau (Ilm-Kreis)",
    "Ilmenau, Stadt": "Stadt Ilmenau (Ilm-Kreis)",
    "Ilmenau (Stadt)": "Stadt Ilmenau (Ilm-Kreis)",
    "Stadtverwaltung Ilmenau": "Stadt Ilmenau (Ilm-Kreis)",
    "ILMENAU": "Stadt Ilmenau (Ilm-Kreis)",
    "Landeshauptstadt Erfurt": "kreisfreie Stadt Erfurt",
    "Kreisfreie Stadt Erfurt": "kreisfreie Stadt Erfurt",
    "Landkreis Gotha": "Landkreis Gotha",
    "LK Gotha": "Landkreis Gotha",
    "Gotha (Landkreis)": "Landkreis Gotha",
    "Gotha, Landkreis": "Landkreis Gotha",
    "Landratsamt Gotha": "Landkreis Gotha",
    "Kreis Gotha": "Landkreis Gotha",
    "Stadt Gotha": "Stadt Gotha (Landkreis Gotha)",
    "Ilmkreis": "Ilm-Kreis",
    "Ilm Kreis": "Ilm-Kreis",
    "Landkreis Ilm-Kreis": "Ilm-Kreis",
    "LK Saale-Orla": "Saale-Orla-Kreis",
    "Kyffhaeuserkreis": "Kyffhäuserkreis",
    "VG Mellingen": "Verwaltungsgemeinschaft Mellingen (Landkreis Weimarer Land)",
    "Verwaltungsgemeinschaft „Mellingen“": (
        "Verwaltungsgemeinschaft Mellingen (Landkreis Weimarer Land)"
    ),
    "Gemeinde Mellingen": "Gemeinde Mellingen (Landkreis Weimarer Land)",
    "Elxleben (Ilm-Kreis)": "Gemeinde Elxleben (Ilm-Kreis)",
    "Gem. Elxleben, Landkreis Sömmerda": "Gemeinde Elxleben (Landkreis Sömmerda)",
    "Elxleben (Sömmerda)": "Gemeinde Elxleben (Landkreis Sömmerda)",
    "Bad Sulza": "Stadt Bad Sulza (Landkreis Weimarer Land)",
    "Mühlhausen": "Stadt Mühlhausen/Thüringen (Unstrut-Hainich-Kreis)",
    "Mühlhausen/Thür.": "Stadt Mühlhausen/Thüringen (Unstrut-Hainich-Kreis)",
    "Muehlhausen (Thüringen)": "Stadt Mühlhausen/Thüringen (Unstrut-Hainich-Kreis)",
    "Neustadt/Orla": "Stadt Neustadt an der Orla (Saale-Orla-Kreis)",
    "Neustadt a. d. Orla": "Stadt Neustadt an der Orla (Saale-Orla-Kreis)",
    "Saalfeld": "Stadt Saalfeld/Saale (Landkreis Saalfeld-Rudolstadt)",
    "Poessneck": "Stadt Pößneck (Saale-Orla-Kreis)",
    "Zella Mehlis": "Stadt Zella-Mehlis (Landkreis Schmalkalden-Meiningen)",
    "Amt Wachsenburg": "Gemeinde Amt Wachsenburg (Ilm-Kreis)",
    "Gemeinde Amt Wachsenburg": "Gemeinde Amt Wachsenburg (Ilm-Kreis)",
    "EG Uder": "erfüllende Gemeinde Uder (Landkreis Eichsfeld)",
    "Uder": "Gemeinde Uder (Landkreis Eichsfeld)",
    "16070029": "Stadt Ilmenau (Ilm-Kreis)",
    "160700029029": "Stadt Ilmenau (Ilm-Kreis)",
    "160700099029": "Stadt Ilmenau (Ilm-Kreis)",
    "16070029 Ilmenau": "Stadt Ilmenau (Ilm-Kreis)",
    "16.070.029": "Stadt Ilmenau (Ilm-Kreis)",
    "16070": "Ilm-Kreis",
    "16051": "kreisfreie Stadt Erfurt",
    "160715007": "Verwaltungsgemeinschaft Kranichfeld (Landkreis Weimarer Land)",
}


def test_what_means_one_place_finds_it(lookup: Lookup) -> None:
    found = {text: labels(lookup, lookup.find(text, land="16").places) for text in EXACT}
    assert found == {text: [label] for text, label in EXACT.items()}
    assert all(lookup.find(text, land="16").exact for text in EXACT)


AMBIGUOUS = {
    "Gotha": {"Landkreis Gotha", "Stadt Gotha (Landkreis Gotha)"},
    "Elxleben": {"Gemeinde Elxleben (Ilm-Kreis)", "Gemeinde Elxleben (Landkreis Sömmerda)"},
    "Mellingen": {
        "Gemeinde Mellingen (Landkreis Weimarer Land)",
        "Verwaltungsgemeinschaft Mellingen (Landkreis Weimarer Land)",
    },
}


def test_what_fits_several_places_is_left_to_a_person(lookup: Lookup) -> None:
    for text, expected in AMBIGUOUS.items():
        found = lookup.find(text, land="16")
        assert found.outcome is Outcome.AMBIGUOUS, text
        assert found.exact is None
        assert set(labels(lookup, found.places)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elxleben (Landkreis Greiz)", "Gemeinde Elxleben (Ilm-Kreis)"),
        ("Stadt Eichsfeld", "Landkreis Eichsfeld"),
        ("VG Ilmenau", "Stadt Ilmenau (Ilm-Kreis)"),
    ],
)
def test_what_contradicts_the_text_is_only_offered(
    text: str, expected: str, lookup: Lookup
) -> None:
    found = lookup.find(text, land="16")
    assert found.outcome is Outcome.AMBIGUOUS
    assert expected in labels(lookup, found.places)


def test_a_hint_breaks_ties_but_never_overrules_the_text(lookup: Lookup) -> None:
    district = lookup.find("Gotha", kinds={Kind.DISTRICT}).exact
    assert district
    assert district.kind == Kind.DISTRICT
    town = lookup.find("Stadt Gotha", kinds={Kind.DISTRICT}).exact
    assert town
    assert town.kind == Kind.MUNICIPALITY
    ilmenau = lookup.find("Ilmenau", kinds={Kind.DISTRICT}).exact
    assert ilmenau
    assert ilmenau.name == "Ilmenau"


NEAREST = {
    "Illmenau": "Stadt Ilmenau (Ilm-Kreis)",
    "Königssee Stadt": "Stadt Königsee (Landkreis Saalfeld-Rudolstadt)",
    "Heiligenstadt": "Stadt Heilbad Heiligenstadt (Landkreis Eichsfeld)",
    "Leinefelde": "Stadt Leinefelde-Worbis (Landkreis Eichsfeld)",
    "Muhlhausen": "Stadt Mühlhausen/Thüringen (Unstrut-Hainich-Kreis)",
    "Rathaus der Stadt Ilmenau, Bauamt": "Stadt Ilmenau (Ilm-Kreis)",
    "Landkreis Saalfeld": "Landkreis Saalfeld-Rudolstadt",
}


@pytest.mark.parametrize("text", NEAREST)
def test_what_is_unknown_gets_the_nearest(text: str, lookup: Lookup) -> None:
    found = lookup.find(text, land="16")
    assert found.exact is None
    assert NEAREST[text] in labels(lookup, found.places)


@pytest.mark.parametrize("text", ["", "  ", "…", "xyzxyzxyz", "99999999", "1607002"])
def test_what_means_nothing_finds_nothing(text: str, lookup: Lookup) -> None:
    found = lookup.find(text, land="16")
    assert found.outcome is Outcome.UNKNOWN
    assert found.places == ()


NORTH = (
    land("01", "Schleswig-Holstein"),
    district("01001", "Flensburg, Stadt", "41"),
    association("010010000", "Flensburg, Stadt"),
    town("010010000000", "Flensburg, Stadt", "61", at=("9,4", "54,8")),
)


@pytest.fixture
def with_flensburg(lookup: Lookup, run: Run, tmp_path: Path) -> Lookup:
    run("import", write_register(tmp_path / "north.xlsx", NORTH))
    return Lookup.load()


@pytest.mark.parametrize("key", ["01001000", "1001000", "10010000000", "01001", "1001"])
def test_a_key_of_the_north_that_lost_its_zero(key: str, with_flensburg: Lookup) -> None:
    place = with_flensburg.find(key).exact
    assert place
    assert place.name == "Flensburg"


def test_a_place_that_is_no_more_leads_to_todays(country: None, run: Run, tmp_path: Path) -> None:
    lines = [
        change("160700099099", "Anrode", 1, "160705009012", "Elxleben", people=313),
        change("160700099099", "Anrode", 1, "160700029029", "Ilmenau, Stadt", people=1699),
    ]
    run("import", write_changes(tmp_path / "c.xlsx", lines))
    lookup = Lookup.load()
    for text in ("Anrode", "Gemeinde Anrode", "16070099"):
        found = lookup.find(text, land="16")
        assert found.outcome is Outcome.ENDED
        assert found.ended
        assert found.ended.name == "Anrode"
        assert [place.name for place in found.places] == ["Ilmenau", "Elxleben"]


def test_a_place_of_another_land_is_never_taken_unasked(with_flensburg: Lookup) -> None:
    found = with_flensburg.find("Flensburg", land="16")
    assert found.outcome is Outcome.AMBIGUOUS
    assert "kreisfreie Stadt Flensburg" in labels(with_flensburg, found.places)
    assert with_flensburg.find("Flensburg").exact


def test_every_label_finds_its_place(lookup: Lookup) -> None:
    """What a list of candidates shows can be copied into the spreadsheet."""
    for place in lookup.valid:
        assert lookup.find(lookup.label(place)).exact is place
    assert len(set(lookup.labels.values())) == len(lookup.valid) == 702


def as_in_an_address(text: str) -> str:
    return text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")


WAYS = [
    str.upper,
    str.casefold,
    as_in_an_address,
    lambda text: text.replace("-", " "),
    lambda text: f" {text}  ",
    lambda text: text.replace(" ", "  "),
    lambda text: f"„{text}“",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, 701), ways=st.lists(st.sampled_from(WAYS), max_size=3))
def test_spelling_does_not_matter(lookup: Lookup, at: int, ways: list[object]) -> None:
    place = lookup.valid[at]
    text = place.official_name if place.kind == Kind.MUNICIPALITY else place.title
    for way in ways:
        text = way(text)  # type: ignore[operator]
    assert place in lookup.find(text, land="16").places


@given(st.text(max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    ways = readings(text)
    assert ways[0].name == text
    assert len(ways) == len(set(ways))
    assert key_of(text).isalnum() or key_of(text) == ""


def test_loading_takes_few_queries_and_finding_none(lookup: Lookup) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        fresh = Lookup.load()
    assert len(queries) <= 4
    with CaptureQueriesContext(connection) as queries:
        fresh.find("Ilmenau")
        fresh.find("Illmenau")
    assert len(queries) == 0


def test_all_of_germany_in_the_time_of_a_list(db: None, germany: Issue) -> None:
    """A thousand rows, half of them misspelt; and every label finds its place again."""
    import_register(germany)
    start = process_time()
    lookup = Lookup.load()
    names = [place.name for place in lookup.valid[::25]]
    for at, name in enumerate([*names, *(f"{name}x" for name in names)]):
        lookup.find(name, land="16" if at % 2 else "")
    assert process_time() - start < 5
    lost = [
        lookup.label(place)
        for place in lookup.valid
        if lookup.find(lookup.label(place)).exact is not place
    ]
    assert lost == ["Gemeinde Garding (Kreis Nordfriesland)", "Stadt Garding (Kreis Nordfriesland)"]
    assert len(set(lookup.labels.values())) == len(lookup.valid)


def test_twins_in_one_district_are_told_apart_by_their_association(
    country: None, run: Run, tmp_path: Path
) -> None:
    lines = [
        *COUNTRY,
        association("160705010", "Langer Berg", "54"),
        town("160705010013", "Elxleben"),
    ]
    run("import", write_register(tmp_path / "a.xlsx", lines))
    lookup = Lookup.load()
    twins = lookup.find("Elxleben (Ilm-Kreis)")
    assert twins.outcome is Outcome.AMBIGUOUS
    assert set(labels(lookup, twins.places)) == {
        "Gemeinde Elxleben (Riechheimer Berg, Ilm-Kreis)",
        "Gemeinde Elxleben (Langer Berg, Ilm-Kreis)",
    }
    for near in ("(Langer Berg)", ", VG Langer Berg", "(Langer Berg, IK)"):
        place = lookup.find(f"Elxleben {near}").exact
        assert place, near
        assert place.ags == "16070013"


def test_an_old_name_counts_only_where_no_place_bears_it_today(
    country: None, run: Run, tmp_path: Path
) -> None:
    run("import", write_changes(tmp_path / "c.xlsx", [
        change("160700099099", "Ilmenau", 1, "160705009012", "Elxleben"),
    ]))  # fmt: skip
    ilmenau = Lookup.load().find("Ilmenau").exact
    assert ilmenau
    assert ilmenau.ags == "16070029"
