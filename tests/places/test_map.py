"""The map as a page shows it: shapes, dots, links and their labels, for everyone."""

import re
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from klimanetz.places.actions import store_outlines
from klimanetz.places.map import MOST_LINKED_DOTS, Cover, Dot, MapPicture, build_locator, build_map
from klimanetz.places.models import Authority
from klimanetz.places.paths import Drawing
from klimanetz.places.projection import project
from klimanetz.places.starter import load_starter_register
from tests.places.conftest import Run, Shared

ERFURT = Dot("Erfurt", 11.0, 50.98, "Mika Managerin", "/netzwerk/16051/")
COVERED = {
    "16070": Cover("own", "Ada Ahn\nWärmeplanung", "/netzwerk/16070-ilm-kreis/"),
    "16067": Cover("municipal", "1 Stelle", "/netzwerk/16067-gotha/"),
    "16051": Cover("own", "Mika Managerin", "/netzwerk/160510000000-erfurt/"),
}


@pytest.fixture
def thuringia(db: None) -> None:
    load_starter_register()


class Elements(HTMLParser):
    """Every element with its attributes and what it holds directly."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(" ".join(data.split()))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.found
            if name == tag and wanted.items() <= attributes.items()
        ]


def show(picture: MapPicture | None) -> Elements:
    return Elements(markup(picture))


def markup(picture: MapPicture | None) -> str:
    return render_to_string("places/map.html", {"map": picture})


def links(page: Elements) -> dict[str | None, str | None]:
    return {a["href"]: a["aria-label"] for a in page.all("a") if "aria-label" in a}


def test_districts_are_grouped_by_how_far_they_are_covered(thuringia: None) -> None:
    text = markup(build_map("16", COVERED, []))
    groups = dict(re.findall(r'map__districts--(\w+)">(.*?)</g>', text))
    shapes = {level: re.findall(r'id="k(\d+)"', inside) for level, inside in groups.items()}
    assert shapes["own"] == ["16051", "16070"]
    assert shapes["municipal"] == ["16067"]
    assert len(shapes["none"]) == 19


def test_a_district_leads_to_its_page_and_says_who_is_there(thuringia: None) -> None:
    page = show(build_map("16", COVERED, []))
    assert links(page) == {
        "/netzwerk/16070-ilm-kreis/": "Ilm-Kreis: Ada Ahn, Wärmeplanung",
        "/netzwerk/16067-gotha/": "Landkreis Gotha: 1 Stelle",
        "/netzwerk/160510000000-erfurt/": "Erfurt: Mika Managerin",
    }
    assert {"href": "#k16070"} in page.all("use")
    assert {"Ilm-Kreis", "Ada Ahn", "Wärmeplanung"} <= set(page.texts)


def test_a_dot_lies_where_the_place_is(thuringia: None) -> None:
    page = show(build_map("16", {}, [ERFURT]))
    x, y = project(11.0, 50.98)
    assert len(page.all("circle", cx=str(x), cy=str(y))) == 2
    assert links(page) == {"/netzwerk/16051/": "Erfurt: Mika Managerin"}


def test_a_dot_without_coordinates_is_not_drawn(thuringia: None) -> None:
    page = show(build_map("16", {}, [Dot("Nirgendwo", None, None, "", "/nirgendwo/")]))
    assert not page.all("circle")
    assert not links(page)


def test_labels_stay_inside_the_picture(thuringia: None) -> None:
    west, east = Dot("West", 10.0, 51, "", "/w/"), Dot("Ost", 12.6, 51, "", "/o/")
    page = show(build_map("16", {}, [west, ERFURT, east]))
    assert [text["text-anchor"] for text in page.all("text")] == ["start", "middle", "end"]


def test_labels_wait_for_hover_or_focus(thuringia: None) -> None:
    page = show(build_map("16", COVERED, [ERFURT]))
    assert all(text["visibility"] == "hidden" for text in page.all("text"))


def test_it_can_be_skipped_and_says_what_it_shows(thuringia: None) -> None:
    page = show(build_map("16", COVERED, [ERFURT]))
    (skip,) = page.all("a", **{"class": "skip"})
    assert skip["href"] == "#nach-der-karte"
    assert page.all("figcaption", id="nach-der-karte")
    (svg,) = page.all("svg")
    assert svg["role"] == "group"
    assert svg["aria-label"] == "Karte: wo es Klimaschutzmanagement gibt"
    (picture,) = page.all("g", **{"aria-hidden": "true"})
    assert picture


def test_the_legend_explains_only_what_is_there(thuringia: None) -> None:
    legend = "Klimaschutzmanagement beim Landkreis oder der kreisfreien Stadt"
    assert legend in show(build_map("16", COVERED, [])).texts
    empty = show(build_map("16", {}, []))
    assert legend not in empty.texts
    assert "noch keines" in empty.texts
    assert "Kommune mit Klimaschutzmanagement" not in empty.texts


def test_the_source_of_the_borders_is_named(thuringia: None) -> None:
    assert (
        "Grenzen: © GeoBasis-DE / BKG 2016 (Daten verändert)" in show(build_map("16", {}, [])).texts
    )


def test_names_are_escaped(thuringia: None) -> None:
    dot = Dot("<script>", 11.0, 51.0, 'a"b', "/x/?a=1&b=2")
    text = markup(build_map("16", {}, [dot]))
    assert "<script>" not in text
    assert 'aria-label="&lt;script&gt;: a&quot;b"' in text


def test_nothing_a_strict_policy_would_refuse(thuringia: None) -> None:
    text = markup(build_map("16", COVERED, [ERFURT]))
    assert " style=" not in text
    assert "<script" not in text
    assert not re.search(r'(?:href|src)="(?:https?:)?//', text)


def test_one_query_and_few_bytes(thuringia: None) -> None:
    everywhere = {
        key: Cover("own", "2 Klimaschutzmanager:innen", f"/netzwerk/{key}/")
        for key in Authority.objects.districts().values_list("district_ars", flat=True)
    }
    with CaptureQueriesContext(connection) as queries:
        picture = build_map("16", everywhere, [ERFURT] * 30)
        text = markup(picture)
    assert len(queries) == 1
    assert picture
    assert len(picture.shapes) < 20_000
    assert len(text) < 40_000


def test_with_very_many_dots_they_are_specks_without_links(thuringia: None) -> None:
    dots = [Dot("Ort", 10 + at / 100, 51, "", "/ort/") for at in range(MOST_LINKED_DOTS + 1)]
    page = show(build_map("16", COVERED, [*dots, *dots]))
    assert not page.all("circle")
    (specks,) = page.all("path", **{"class": "map__specks"})
    steps = str(specks["d"]).split("M")[1:]
    assert len(steps) == len(set(steps)) <= len(dots)
    assert len(links(page)) == len(COVERED)
    assert "Kommune mit Klimaschutzmanagement" in page.texts


def test_without_outlines_there_is_no_map(country: None) -> None:
    assert build_map("16", COVERED, [ERFURT]) is None
    assert build_locator(Authority.objects.get(ars="16070")) is None


def test_an_ended_district_leaves_the_map(thuringia: None) -> None:
    Authority.objects.filter(ars="16070").update(valid_to="2024-12-31")
    assert not show(build_map("16", {}, [])).all("path", id="k16070")


def test_a_map_of_germany_is_drawn_coarsely(run: Run, shared: Shared, thuringia: None) -> None:
    run("outlines", shared("bkg/districts_de_vg250_2025-01-01.topojson"))
    fine, coarse = build_map("16", {}, []), build_map("", {}, [])
    assert fine
    assert coarse
    assert len(coarse.shapes) < len(fine.shapes) / 2


def test_a_map_of_germany_takes_the_fine_ones_where_it_has_no_others(thuringia: None) -> None:
    assert len(show(build_map("", {}, [])).all("path")) == 22


# Where one authority lies


def locate(ars: str) -> Elements:
    return show(build_locator(Authority.objects.get(ars=ars)))


def test_a_town_is_a_dot_in_its_district(thuringia: None) -> None:
    page = locate("160700029029")
    text = markup(build_locator(Authority.objects.get(ars="160700029029")))
    assert re.search(r'map__districts--around"><path id="k16070"', text)
    assert len(page.all("circle")) == 1
    (svg,) = page.all("svg")
    assert (svg["role"], svg["aria-label"]) == ("img", "Lage auf der Karte: Stadt Ilmenau")
    assert not page.all("a")
    assert not page.all("ul")


@pytest.mark.parametrize(("ars", "key"), [("16070", "16070"), ("160510000000", "16051")])
def test_a_district_or_city_is_a_shape(ars: str, key: str, thuringia: None) -> None:
    text = markup(build_locator(Authority.objects.get(ars=ars)))
    assert re.search(rf'map__districts--current"><path id="k{key}"', text)
    assert "<circle" not in text


def test_a_town_with_an_outline_of_its_own_is_drawn_by_it(thuringia: None) -> None:
    store_outlines({"16070029": Drawing("M11000 8300l10 0 0 10z")}, credit="© Vermessung")
    page = locate("160700029029")
    assert page.all("path", id="k160700029029")
    assert not page.all("circle")
    assert any("© Vermessung" in text for text in page.texts)


def test_a_locator_takes_one_query(thuringia: None) -> None:
    ilmenau = Authority.objects.get(ars="160700029029")
    with CaptureQueriesContext(connection) as queries:
        build_locator(ilmenau)
    assert len(queries) == 1
