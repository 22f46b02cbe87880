"""Two pages for a council, whatever town asks: drawn, counted, and read in their own words."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import typst
from django.test import Client

from klimanetz.core import printing
from klimanetz.core.models import Network
from klimanetz.features.funding.models import Programme, Rule
from klimanetz.features.funding.shelf import council
from klimanetz.places.models import Authority, Kind
from tests.factories import make_authority
from tests.features.funding.shelf.conftest import ILMENAU, WorkOut, make_rule

PDF = "/kommune-ohne-klimaschutzmanagement/ratspapier.pdf"
LONG = "Grossneundorf-Oberwallstadt am Rennsteig mit den Ortsteilen Schmalenbuchen und Lichte"

type Draw = Callable[[str], tuple[int, dict[str, Any]]]


@pytest.fixture
def draw(found: WorkOut, monkeypatch: pytest.MonkeyPatch) -> Draw:
    """How many pages there are, and all that was written on them."""
    seen: dict[str, Any] = {}

    def keep(package: str, name: str, title: str, content: dict[str, Any]) -> bytes:
        seen.update(package=package, name=name, content={**printing.head_sheet(title), **content})
        return printing.print_document(package, name, title, content)

    monkeypatch.setattr(council, "print_document", keep)

    def drawn(query: str) -> tuple[int, dict[str, Any]]:
        assert council.print_council_paper(found(query)).startswith(b"%PDF-1.7")
        pages: object = typst.compile(
            printing.read_document(seen["package"], seen["name"]),
            format="png",
            ppi=20,
            ignore_system_fonts=True,
            sys_inputs={"content": json.dumps(seen["content"])},
        )
        return len(pages) if isinstance(pages, list) else 1, seen["content"]

    return drawn


@pytest.fixture
def village(ilm_kreis: Authority) -> Authority:
    """A long name in an association of four."""
    together = make_authority(
        "160705009", "Riechheimer Berg", Kind.ASSOCIATION, parent=ilm_kreis, population=3000
    )
    names = (LONG, "Bösleben-Wüllersleben", "Kirchheim", "Rockhausen")
    members = [
        make_authority(
            f"1607050090{number:02}", name, Kind.MUNICIPALITY, parent=ilm_kreis,
            association=together, population=700,
        )
        for number, name in enumerate(names, 8)
    ]  # fmt: skip
    return members[0]


FOUR = "&partner=".join(("160700029029", "160700004004", "160705009009", "160705009010"))


@pytest.mark.parametrize(
    "query",
    [
        ILMENAU,
        f"{ILMENAU}&konzept=nein&anteil=10",
        "kommune=160510000000&weg=eigene&gruppe=E13&stufe=6&reisen=100000&arbeitsplatz=100000",
        "kommune=16070&weg=eigene",
        f"kommune=160705009008&weg=gemeinsam&partner={FOUR}",
        "kommune=160705009008&weg=gemeinschaft&vorher=ja",
        "kommune=160705009008&weg=landkreis",
    ],
)
def test_it_has_two_pages(draw: Draw, erfurt: Authority, village: Authority, query: str) -> None:
    assert draw(query)[0] == 2


def test_it_has_two_pages_where_nothing_is_funded(draw: Draw) -> None:
    Rule.objects.all().delete()
    pages, said = draw(ILMENAU)
    assert pages == 2
    assert "Alle Kosten bleiben Eigenanteil" in said["standing"]
    assert not said["foerderung_moeglich"]


def test_it_has_two_pages_where_much_is_funded(draw: Draw) -> None:
    for number in range(9):
        programme = Programme.objects.create(
            slug=f"p-{number}", name="Ein Programm mit einem langen Namen " * 3,
            giver="Bund", level="federal",
        )  # fmt: skip
        make_rule(programme, "stelle", 10 + number, source="Merkblatt, Seite 3, " * 8,
                  title="Förderung von Personal in kleinen Kommunen")  # fmt: skip
    pages, said = draw(ILMENAU)
    assert pages == 2
    assert "weitere stehen mit allen Gründen" in said["more"]
    assert len(said["grants"]) == council.MOST_GRANTS


def test_every_grant_has_status_source_and_day(draw: Draw) -> None:
    _pages, said = draw(ILMENAU)
    grants = [(one["antwort"], one["status"], one["quelle"], one["geprueft"])
              for one in said["grants"]]  # fmt: skip
    assert grants == [
        ("noch nicht zu sagen", "gültig", "Merkblatt erst", "10. Januar 2027"),
        ("nein", "abgelaufen", "Merkblatt personal", "10. Januar 2027"),
        ("noch nicht zu sagen", "ungeprüft", "Merkblatt anschluss", "nicht geprüft"),
    ]
    assert said["vorbehalt"].startswith("Stand 1. Februar 2027, ohne Gewähr.")


def test_what_is_open_is_marked_in_its_year(draw: Draw) -> None:
    _pages, said = draw(f"{ILMENAU}&konzept=nein")
    marks = {(one["phase"], one["vermerk"]) for one in said["jahre"]}
    assert marks == {("erste Förderung", ""), ("Anschluss", "noch offen"), ("auf Dauer", "")}
    assert "noch nicht zu sagen" in said["standing"]
    later = [one for one in said["offen"] if "ungeprüft" in one]
    assert [one.split(":")[0] for one in later] == [said["grants"][-1]["titel"]]


def test_under_the_figures_stand_their_sources(draw: Draw) -> None:
    _pages, said = draw(ILMENAU)
    assert "TVöD" in said["cost_sources"]
    assert any("https://programm.example/erst" in one for one in said["sources"])
    assert any("geprüft am 10. Januar 2027" in one for one in said["sources"])


def test_bars_are_parts_of_the_dearest_year(draw: Draw) -> None:
    _pages, said = draw(ILMENAU)
    lengths = [one["pays"] + one["owns"] for one in said["jahre"]]
    assert max(lengths) == pytest.approx(1)
    assert min(lengths) > 0


def test_it_bears_the_letterhead_and_whom_to_call(draw: Draw, network: Network) -> None:
    network.address, network.phone = "Musterstraße 12\r\n99084 Erfurt", "030 23125 100"
    network.save()
    _pages, said = draw(ILMENAU)
    assert said["author"] == "Energieagentur"
    assert said["contact"] == [
        "Energieagentur, Klimanetz Thüringen, Musterstraße 12, 99084 Erfurt",
        "030 23125 100, netzwerk@agentur.example",
    ]


def test_partners_stand_in_occasion_and_steps(draw: Draw) -> None:
    _pages, said = draw("kommune=160700029029&weg=gemeinsam&partner=160700004004&teilung=gleich")
    assert "gemeinsam mit Arnstadt, Eigenanteil zu gleichen Teilen" in said["occasion"]
    assert said["shared"]


def test_everyone_can_take_it_along(client: Client, found: WorkOut) -> None:
    response = client.get(f"{PDF}?{ILMENAU}")
    assert response.content.startswith(b"%PDF-1.7")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="Ratspapier-Ilmenau.pdf"'


def test_it_is_german_whoever_reads(client: Client, draw: Draw) -> None:
    client.cookies["sprache"] = "en"
    client.get(f"{PDF}?{ILMENAU}")
    _pages, said = draw(ILMENAU)
    assert said["language"] == "de"
    assert said["datum"] == "1. Februar 2027"


@pytest.mark.parametrize(("months", "said"), [(1, "einem Monat"), (5, "5 Monaten")])
def test_it_says_how_long_a_decision_takes(draw: Draw, months: int, said: str) -> None:
    Rule.objects.update(decision_months=months)
    assert draw(ILMENAU)[1]["decision"] == f"Bescheid nach etwa {said}, länger bei mehreren"
