"""The federal export as a watch list: what is new, what changed, and what could not be read."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.features.funding.models import Level
from klimanetz.features.funding.watchlist.actions import import_export, put_aside
from klimanetz.features.funding.watchlist.models import Listing, State
from klimanetz.features.funding.watchlist.report import Report
from tests.features.funding.rules_made import make_programme
from tests.features.funding.watchlist.export_made import ROOT, pack, programme, write
from tests.test_architecture import SHARED

SAMPLE = SHARED / "data" / "funding" / "fdb_xml_export"
KLIMA = "Foerderprogramm/Bund/BMU/klima"


@pytest.fixture
def folder(tmp_path: Path, network: Network) -> Path:
    Network.objects.update(land="16")
    return tmp_path / "export"


def run(folder: Path, **files: str) -> Report:
    return import_export(
        write(folder, {f"Foerderprogramm/Bund/{name}": text for name, text in files.items()}),
        actor="test",
    )


def test_what_is_new_for_towns_and_the_climate_is_listed(folder: Path) -> None:
    law = f'<p><a xlink:href="target:/{ROOT}/ExternerLink/R/richtlinie">Richtlinie</a></p>'
    report = import_export(write(folder, {KLIMA: programme(law=law)}), actor="test")
    assert report.new == ["Klimaschutz in Gemeinden"]
    listing = Listing.objects.get()
    assert (listing.key, listing.level, listing.land) == ("Bund/BMU/klima", Level.FEDERAL, "")
    assert listing.giver == "Ministerium für Klima & Wald"
    assert listing.state == State.NEW
    assert str(listing.issued_on) == "2026-01-15"
    assert listing.links == {
        f"/{ROOT}/ExternerLink/R/richtlinie": "https://klima.example/richtlinie.pdf"
    }
    assert listing.further == [["Mehr dazu", "https://klima.example/infos"]]
    assert set(listing.texts) == {"gsb:summary", "gsb:bodyText"}
    assert listing.address == (
        "https://www.foerderdatenbank.de/FDB/Content/DE/Foerderprogramm/Bund/BMU/klima.html"
    )


@pytest.mark.parametrize(
    ("name", "changes", "wanted"),
    [
        ("kommune", {}, True),
        ("einrichtung", {"applicants": ["oeffentliche_einrichtung"]}, True),
        ("firmen", {"applicants": ["unternehmen"]}, False),
        ("film", {"areas": ["kultur_medien_sport"]}, False),
        ("energie", {"areas": ["energieeffizienz_erneuerbare_energien"]}, True),
        ("hier", {"places": ["thueringen", "sachsen"]}, True),
        ("dort", {"places": ["sachsen"]}, False),
        ("ueberall", {"places": ["bundesweit"]}, True),
        ("ohne", {"places": []}, True),
    ],
)
def test_only_what_concerns_towns_here_and_the_climate(
    folder: Path, name: str, changes: dict[str, list[str]], wanted: bool
) -> None:
    run(folder, **{name: programme(**changes)})  # type: ignore[arg-type]
    assert Listing.objects.exists() is wanted


def test_a_network_of_all_germany_watches_every_land(folder: Path) -> None:
    Network.objects.update(land="")
    run(folder, sachsen=programme(places=["sachsen"]))
    assert Listing.objects.exists()


def test_a_programme_of_a_land_knows_its_land(folder: Path) -> None:
    write(folder, {"Foerderprogramm/Land/Thueringen/klima": programme(places=["thueringen"])})
    import_export(folder, actor="test")
    listing = Listing.objects.get()
    assert (listing.level, listing.land) == (Level.STATE, "16")


def test_a_second_time_tells_nothing(folder: Path) -> None:
    run(folder, klima=programme())
    report = run(folder, klima=programme())
    assert (report.new, report.changed, report.same) == ([], [], 1)


def test_what_changed_is_told_with_the_parts_that_did(folder: Path) -> None:
    run(folder, klima=programme(), wald=programme("Wald"))
    Listing.objects.update(state=State.ASIDE)
    report = run(folder, klima=programme(summary="<p>Wir zahlen mehr.</p>"))
    assert report.changed == ["Klimaschutz in Gemeinden"]
    listing = Listing.objects.get(key="Bund/klima")
    assert (listing.state, listing.changed_parts) == (State.CHANGED, ["gsb:summary"])
    assert Listing.objects.get(key="Bund/wald").state == State.ASIDE


def test_two_changes_before_anybody_looks_are_both_marked(folder: Path) -> None:
    """And none of them any more once somebody has decided."""
    run(folder, klima=programme())
    put_aside(Listing.objects.get(), actor="test")
    run(folder, klima=programme(summary="<p>Jetzt 60 Prozent.</p>"))
    run(folder, klima=programme(summary="<p>Jetzt 60 Prozent.</p>", law="<p>Andere Richtlinie</p>"))
    listing = Listing.objects.get()
    assert listing.changed_parts == ["gsb:bodyText", "gsb:summary"]
    put_aside(listing, actor="test")
    assert Listing.objects.get().changed_parts == []


def test_what_nobody_has_looked_at_stays_new(folder: Path) -> None:
    run(folder, klima=programme())
    run(folder, klima=programme("Anderer Titel"))
    listing = Listing.objects.get()
    assert (listing.state, listing.title) == (State.NEW, "Anderer Titel")


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("<document>", "Das ist kein gültiges XML."),
        ("", "Das ist kein gültiges XML."),
        (
            '<!DOCTYPE x [<!ENTITY a "b">]><document>&a;</document>',
            "Die Datei enthält eine Dokumenttyp-Erklärung; das tut der Export nie.",
        ),
        (programme(""), "Das Programm hat keinen Titel."),
        ("x" * 2_000_001, "Die Datei ist zu groß."),
    ],
)
def test_a_broken_file_is_named_and_loses_nothing(folder: Path, broken: str, why: str) -> None:
    run(folder, klima=programme(), wald=programme("Wald"))
    report = run(folder, klima=broken, wald=programme("Wald", summary="<p>Neu</p>"))
    assert report.skipped == [f"{KLIMA_FILE}: {why}"]
    assert report.changed == ["Wald"]
    assert Listing.objects.get(key="Bund/klima").missing_since is None


KLIMA_FILE = f"{ROOT}/Foerderprogramm/Bund/klima.xml"


def test_a_broken_link_takes_nothing_else_along(folder: Path) -> None:
    write(folder, {KLIMA: programme()})
    (folder / ROOT / "ExternerLink/I/infos.xml").write_text("<kaputt")
    (folder / ROOT / "Foerdergeber/M/ministerium.xml").unlink()
    import_export(folder, actor="test")
    listing = Listing.objects.get()
    assert (listing.further, listing.giver) == ([], "")


def test_what_is_no_more_comes_up_where_it_was_taken_over(folder: Path) -> None:
    names = ("eins", "zwei", "drei", "vier", "fuenf")
    run(folder, **{name: programme(name) for name in names})
    Listing.objects.filter(key="Bund/eins").update(state=State.TAKEN, programme=make_programme())
    for name in ("eins", "zwei"):
        (folder / ROOT / f"Foerderprogramm/Bund/{name}.xml").unlink()
    report = import_export(folder, actor="test")
    assert sorted(report.gone) == ["eins", "zwei"]
    assert Listing.objects.get(key="Bund/eins").state == State.GONE
    assert Listing.objects.get(key="Bund/zwei").state == State.ASIDE
    assert import_export(folder, actor="test").gone == []
    assert run(folder, eins=programme("eins")).changed == ["eins"]
    assert Listing.objects.get(key="Bund/eins").missing_since is None


def test_a_part_of_an_export_says_nothing_of_the_rest(folder: Path, tmp_path: Path) -> None:
    run(folder, eins=programme("eins"), zwei=programme("zwei"), drei=programme("drei"))
    part = write(tmp_path / "teil", {"Foerderprogramm/Bund/eins": programme("eins")})
    report = import_export(part, actor="test")
    assert (report.absent, report.gone) == (2, [])
    assert not Listing.objects.filter(missing_since__isnull=False).exists()


def test_a_zip_is_read_like_its_folder(folder: Path, tmp_path: Path) -> None:
    write(folder, {KLIMA: programme()})
    archive = pack(folder, tmp_path / "export.zip")
    assert import_export(archive, actor="test").new == ["Klimaschutz in Gemeinden"]
    assert import_export(folder, actor="test").same == 1


def test_what_is_no_export_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Hallo")
    with pytest.raises(Refused, match="Das ist kein ZIP-Archiv"):
        import_export(tmp_path / "brief.txt", actor="test")
    with pytest.raises(Refused, match="Hier liegt kein Export"):
        import_export(tmp_path, actor="test")
    with pytest.raises(CommandError, match="Hier liegt kein Export"):
        call_command("funding", "watch", tmp_path / "fehlt")


def test_the_command_tells_what_it_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {KLIMA: programme(), "Foerderprogramm/Bund/kaputt": "<"})
    call_command("funding", "watch", folder)
    assert capsys.readouterr().out.splitlines() == [
        "neu: Klimaschutz in Gemeinden",
        f"übersprungen: {ROOT}/Foerderprogramm/Bund/kaputt.xml: Das ist kein gültiges XML.",
        "1 Programme gelesen; für Kommunen und Klima: 1 neu, 0 geändert, 0 unverändert.",
    ]
    assert AuditEntry.objects.get(verb="import_listings").detail == {
        "file": "export",
        "new": 1,
        "changed": 0,
    }


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the sample of the export is not here")
def test_the_real_export_is_read_and_has_nothing_for_towns(network: Network) -> None:
    report = import_export(SAMPLE, actor="test")
    assert (report.read, report.skipped, report.new) == (3, [], [])
