"""Changes of territory: what became of whom, in whatever order the files are read."""

from datetime import date, datetime
from pathlib import Path

import pytest

from klimanetz.core.models import AuditEntry, Network
from klimanetz.places.models import Authority, Kind, Succession
from klimanetz.places.starter import load_starter_register
from tests.places.conftest import Run, Shared, snapshot
from tests.places.papers import COUNTRY, change, town, without, write_changes, write_register

ILMENAU, ELXLEBEN = "160700029029", "160705009012"
ERFURT = "160510000000"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "Gebietsaenderungen.xlsx"


def get(key: str) -> Authority:
    return Authority.objects.get(ars=key)


def names(authorities: list[Authority]) -> list[str]:
    return [authority.name for authority in authorities]


GEHREN = change("160700015015", "Gehren, Stadt", "1", ILMENAU, "Ilmenau, Stadt", people=3000)


def test_a_dissolved_municipality_is_remembered_with_its_heir(
    country: None, run: Run, sheet: Path
) -> None:
    said = run("import", write_changes(sheet, [GEHREN]))
    assert "neu verzeichnet: 1\n" in said
    assert "  16070015 Stadt Gehren → 16070029 Stadt Ilmenau (aufgelöst, 01.01.2024)" in said
    gehren = get("160700015015")
    assert (gehren.name, gehren.kind_code, gehren.kind) == ("Gehren", "63", Kind.MUNICIPALITY)
    assert gehren.parent == get("16070")
    assert gehren.valid_to == date(2023, 12, 31)
    assert gehren not in Authority.objects.valid()
    assert names(gehren.today()) == ["Ilmenau"]
    assert names(get(ILMENAU).today()) == ["Ilmenau"]


def test_the_same_file_twice_records_nothing_new(
    country: None, run: Run, sheet: Path, network: Network
) -> None:
    run("import", write_changes(sheet, [GEHREN]))
    before, lines = snapshot(), AuditEntry.objects.count()
    said = run("import", sheet)
    assert "neu verzeichnet: 0\nschon bekannt: 1" in said
    assert snapshot() == before
    assert AuditEntry.objects.count() == lines


def test_a_change_is_audited_and_makes_public_pages_new(
    country: None, run: Run, sheet: Path, network: Network
) -> None:
    run("import", write_changes(sheet, [GEHREN]))
    entry = AuditEntry.objects.get(verb="places.succeeded")
    assert entry.detail == {"successor": "16070029", "legal_on": "2024-01-01"}
    network.refresh_from_db()
    assert network.revision == 2


def test_one_that_was_divided_has_several_heirs_the_largest_part_first(
    country: None, run: Run, sheet: Path
) -> None:
    lines = [
        change("160700099099", "Anrode", 1, ELXLEBEN, "Elxleben", people="313"),
        change("160700099099", "Anrode", 1, ILMENAU, "Ilmenau, Stadt", people="1699"),
        change("160700099099", "Anrode", 1, ERFURT, "Erfurt, Stadt"),
    ]
    run("import", write_changes(sheet, lines))
    assert names(get("160700099099").today()) == ["Ilmenau", "Elxleben", "Erfurt"]


CHAIN = (
    change("160700001001", "A", 1, "160700002002", "B", on="01.01.2022"),
    change("160700002002", "B", 3, "160700003003", "C", on="01.01.2023"),
    change("160700003003", "C", 1, ILMENAU, "Ilmenau, Stadt", on="01.01.2024"),
)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_chains_end_at_what_exists_today_in_whatever_order_they_are_read(
    order: tuple[int, ...], country: None, run: Run, sheet: Path
) -> None:
    for at in order:
        run("import", write_changes(sheet, [CHAIN[at]]))
    first = get("160700001001")
    assert names(first.today()) == ["Ilmenau"]
    assert first.valid_to == date(2021, 12, 31)
    assert get("160700002002").valid_to == date(2022, 12, 31)
    assert get("160700003003").valid_to == date(2023, 12, 31)


def test_a_circle_of_changes_ends(country: None, run: Run, sheet: Path) -> None:
    lines = [
        change("160700001001", "A", 1, "160700002002", "B"),
        change("160700002002", "B", 1, "160700001001", "A"),
    ]
    run("import", write_changes(sheet, lines))
    assert get("160700001001").today() == []


def test_heirs_of_many_take_two_queries(
    country: None, run: Run, sheet: Path, django_assert_num_queries: object
) -> None:
    run("import", write_changes(sheet, CHAIN))
    gone = list(Authority.objects.ended().order_by("ars"))
    with django_assert_num_queries(2):  # type: ignore[operator]
        heirs = Authority.objects.todays_successors(gone)
    assert {names(found)[0] for found in heirs.values()} == {"Ilmenau"}
    assert len(heirs) == 3


def test_an_ended_authority_learns_its_last_day(
    country: None, run: Run, sheet: Path, tmp_path: Path
) -> None:
    """The register only knows that it went between two issues."""
    lines = without(ELXLEBEN)
    run("import", write_register(tmp_path / "next.xlsx", lines, status=date(2025, 12, 31)))
    elxleben = get(ELXLEBEN)
    dissolved = change(ELXLEBEN, "Elxleben", 1, ILMENAU, "Ilmenau, Stadt", on="01.07.2025")
    said = run("import", write_changes(sheet, [dissolved]))
    assert "Ende genauer datiert: 1" in said
    elxleben.refresh_from_db()
    assert elxleben.valid_to == date(2025, 6, 30)
    assert names(elxleben.today()) == ["Ilmenau"]


def test_a_newly_formed_one_learns_its_first_day(
    country: None, run: Run, sheet: Path, tmp_path: Path
) -> None:
    lines = [*without(ELXLEBEN), town("160705009013", "Neuleben")]
    run("import", write_register(tmp_path / "next.xlsx", lines, status=date(2025, 12, 31)))
    assert get("160705009013").valid_from == date(2025, 12, 31)
    formed = change(ELXLEBEN, "Elxleben", 1, "160705009013", "Neuleben", on="01.07.2025")
    run("import", write_changes(sheet, [formed]))
    assert get("160705009013").valid_from == date(2025, 7, 1)


def test_what_the_register_does_not_show_yet_waits_for_it(
    country: None, run: Run, sheet: Path, tmp_path: Path
) -> None:
    coming = change(ELXLEBEN, "Elxleben", 1, ILMENAU, "Ilmenau, Stadt", on="01.01.2025")
    said = run("import", write_changes(sheet, [coming]))
    assert "jünger als das Verzeichnis, bitte danach noch einmal lesen: 1" in said
    assert get(ELXLEBEN) in Authority.objects.valid()
    assert not Succession.objects.exists()
    lines = without(ELXLEBEN)
    run("import", write_register(tmp_path / "next.xlsx", lines, status=date(2025, 12, 31)))
    assert "neu verzeichnet: 1\n" in run("import", sheet)


def test_dates_may_be_dates(country: None, run: Run, sheet: Path) -> None:
    line = (*GEHREN[:11], datetime(2024, 1, 1), datetime(2024, 1, 1))  # noqa: DTZ001
    run("import", write_changes(sheet, [line]))
    assert get("160700015015").valid_to == date(2023, 12, 31)


def test_other_laender_are_passed_over(country: None, run: Run, sheet: Path) -> None:
    foreign = change("066350005005", "Bromskirchen", 1, "066350001001", "Allendorf (Eder)")
    assert "in anderen Ländern: 1" in run("import", write_changes(sheet, [foreign]))
    assert not Succession.objects.exists()


def test_what_contradicts_the_register_is_said_and_left(
    country: None, run: Run, sheet: Path
) -> None:
    wrong = change(ELXLEBEN, "Elxleben", 1, ILMENAU, "Ilmenau, Stadt")
    said = run("import", write_changes(sheet, [wrong]))
    assert "widerspricht dem Verzeichnis: Gebietsaenderungen.xlsx" in said
    assert "Zeile 5: Elxleben besteht noch" in said
    assert get(ELXLEBEN).valid_to is None


def test_a_part_handed_over_ends_nobody(country: None, run: Run, sheet: Path) -> None:
    lines = [
        change(ELXLEBEN, "Elxleben", "2", ILMENAU, "Ilmenau, Stadt", people=0),
        change(ELXLEBEN, "Elxleben", "2", ELXLEBEN, "Elxleben", people=400),
        change("160700099099", "Unbekannt", "2", ILMENAU, "Ilmenau, Stadt", people=0),
    ]
    run("import", write_changes(sheet, lines))
    assert Succession.objects.get().change == Succession.Change.PART_TRANSFERRED
    assert names(get(ELXLEBEN).today()) == ["Elxleben"]


def test_a_new_association_or_name_is_no_succession(country: None, run: Run, sheet: Path) -> None:
    lines = [
        change("160705001012", "Elxleben", "3", ELXLEBEN, "Elxleben"),
        change("160705009", "Riechheimer Berg", "4", "160705009", "Riechheimer Berg II"),
    ]
    said = run("import", write_changes(sheet, lines))
    assert "neu verzeichnet: 0\n" in said
    assert Authority.objects.count() == 10


def test_associations_and_forests(country: None, run: Run, sheet: Path) -> None:
    lines = [
        change("160705001", "Langer Berg", "3, 4", "160705009", "Riechheimer Berg"),
        change("160705002", "Geratal", 1, "160700029", "Ilmenau, Stadt"),
        change("160705003", "Ohne Nachfolge", 1, None, None),
        change("160709999999", "Forst", 1, ILMENAU, "Ilmenau, Stadt"),
    ]
    run("import", write_changes(sheet, lines))
    assert names(get("160705001").today()) == ["Riechheimer Berg"]
    assert not Authority.objects.filter(ars__in=("160705002", "160705003", "160709999999"))
    assert Succession.objects.get().change == Succession.Change.KEY_CHANGED


def test_a_city_that_joined_a_district(country: None, run: Run, sheet: Path) -> None:
    lines = [change("160560000000", "Eisenach, Stadt", 1, ILMENAU, "Ilmenau", on="01.07.2021")]
    run("import", write_changes(sheet, lines))
    eisenach = get("160560000000")
    assert (eisenach.kind, eisenach.ags) == (Kind.DISTRICT_FREE_CITY, "16056000")


def test_real_changes_lead_to_todays_places(run: Run, shared: Shared) -> None:
    load_starter_register()
    run("import", shared("destatis/Gebietsaenderungen_2023.xlsx"))
    run("import", shared("destatis/Gebietsaenderungen_2024.xlsx"))
    said = run("import", shared("destatis/Gebietsaenderungen_2025-01-02.xlsx"))
    assert "in anderen Ländern" in said
    anrode = Authority.objects.get(ags="16064073")
    assert names(anrode.today()) == ["Dingelstädt", "Unstruttal", "Mühlhausen/Thüringen"]
    uder = Authority.objects.get(ags="16061097")
    assert [heir.ags for heir in uder.today()] == ["16061119"]
    assert not [gone for gone in Authority.objects.ended() if not gone.today()]


def test_reading_the_register_again_keeps_what_is_remembered(
    country: None, run: Run, sheet: Path, tmp_path: Path
) -> None:
    run("import", write_changes(sheet, [GEHREN]))
    said = run("import", write_register(tmp_path / "again.xlsx", COUNTRY))
    assert "beendet: 0\nunverändert: 10\n" in said
    assert names(get("160700015015").today()) == ["Ilmenau"]
