"""Bringing issues of the register in: what is added, changed, ended, and what hangs on it."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest

from klimanetz.core.models import AuditEntry, Network
from klimanetz.features.meetings.models import Meeting
from klimanetz.places.actions import import_register
from klimanetz.places.models import Authority, Kind, Register
from klimanetz.places.sources.entries import Issue
from klimanetz.roster.models import Position
from tests.places.conftest import Refuse, Run, Shared, snapshot
from tests.places.papers import (
    COUNTRY,
    association,
    district,
    instead,
    land,
    town,
    without,
    write_register,
    write_text,
)

NEXT_YEAR = date(2025, 12, 31)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "AuszugGV.xlsx"


def get(key: str) -> Authority:
    return Authority.objects.get(ars=key)


def test_first_import_knows_who_belongs_to_whom(country: None) -> None:
    erfurt, ilmenau, ilm_kreis = get("160510000000"), get("160700029029"), get("16070")
    assert (erfurt.kind, erfurt.ags, erfurt.name) == (Kind.DISTRICT_FREE_CITY, "16051000", "Erfurt")
    assert erfurt.parent is None
    assert (ilmenau.parent, ilmenau.association) == (ilm_kreis, None)
    assert get("160705009012").association == get("160705009")
    assert get("160705009").parent == ilm_kreis
    assert get("160705009").administered_by is None
    assert get("160685050").administered_by == get("160685050009")
    assert not Authority.objects.filter(ars__in=("16051", "160510000", "160700029")).exists()


def test_facts_carry_their_dates(country: None) -> None:
    ilmenau = get("160700029029")
    assert (ilmenau.population, ilmenau.population_on) == (39_000, date(2023, 12, 31))
    assert ilmenau.census_basis == "Zensus 2011"
    assert (ilmenau.area_km2, ilmenau.area_on) == (Decimal("10.50"), date(2023, 12, 31))
    assert (ilmenau.longitude, ilmenau.latitude, ilmenau.postcode) == (10.9, 50.7, "99000")
    register = Register.objects.get()
    assert (register.land, register.status_on) == ("16", date(2024, 12, 31))
    assert register.credit == "© Statistisches Bundesamt (Destatis), 2025"


def test_districts_and_associations_sum_up_their_municipalities(country: None) -> None:
    assert get("16070").population == 40_000
    assert get("16070").area_km2 == Decimal("31.50")
    riechheimer_berg = get("160705009")
    assert riechheimer_berg.population == 1000
    assert (riechheimer_berg.longitude, riechheimer_berg.latitude) == (11.04, 50.84)
    served = get("160685050")
    assert (served.longitude, served.latitude) == (10.95, 51.04)


def test_import_says_what_it_did(run: Run, book: Path) -> None:
    said = run("import", write_register(book))
    assert "Gebietsstand 31.12.2024: Thüringen" in said
    assert "neu: 10\n" in said
    assert "  16070029 Stadt Ilmenau\n" in said
    assert "geändert: 0\nbeendet: 0\nunverändert: 0\n" in said
    assert "je Sekunde" in said


def test_quiet_means_quiet(run: Run, book: Path) -> None:
    write_register(book)
    assert run("--verbosity", "0", "import", book) == ""


def test_second_import_changes_nothing(run: Run, book: Path, network: Network) -> None:
    run("import", write_register(book))
    before, lines = snapshot(), AuditEntry.objects.count()
    network.refresh_from_db()
    revision = network.revision
    said = run("import", book)
    assert "neu: 0\ngeändert: 0\nbeendet: 0\nunverändert: 10\n" in said
    assert snapshot() == before
    assert AuditEntry.objects.count() == lines
    network.refresh_from_db()
    assert network.revision == revision


def test_the_same_state_as_text_changes_nothing_either(
    country: None, run: Run, tmp_path: Path
) -> None:
    before = snapshot()
    said = run("import", write_text(tmp_path / "GV100AD.txt"))
    assert "unverändert: 10\n" in said
    assert snapshot() == before


def test_an_import_is_audited_and_makes_public_pages_new(
    run: Run, book: Path, network: Network
) -> None:
    run("import", write_register(book))
    entry = AuditEntry.objects.get(verb="places.imported")
    assert entry.actor == "klimanetz places"
    assert entry.detail["added"] == 10
    network.refresh_from_db()
    assert network.revision == 2


def test_changes_are_told_field_by_field(country: None, run: Run, book: Path) -> None:
    renamed = instead(town("160700029029", "Ilmenau, Universitätsstadt", "67", population=40_000))
    said = run("import", write_register(book, renamed, status=NEXT_YEAR))
    assert "geändert: 2\n" in said
    assert "  Einwohnerzahl: 2\n" in said
    assert "  amtlicher Name: 1\n" in said
    ilmenau = get("160700029029")
    assert (ilmenau.name, ilmenau.population) == ("Ilmenau", 40_000)
    assert ilmenau.official_name == "Ilmenau, Universitätsstadt"
    assert get("16070").population == 41_000


def test_what_disappears_is_ended_not_deleted(country: None, run: Run, book: Path) -> None:
    said = run("import", write_register(book, without("160705009012"), status=NEXT_YEAR))
    assert "beendet: 1\n  16070012 Gemeinde Elxleben\n" in said
    elxleben = get("160705009012")
    assert elxleben.valid_to == date(2025, 12, 30)
    assert elxleben not in Authority.objects.valid(NEXT_YEAR)
    assert elxleben in Authority.objects.valid(date(2025, 12, 30))


def test_what_hangs_on_an_ended_authority_is_listed_and_stays(
    country: None, run: Run, book: Path
) -> None:
    elxleben, ilmenau = get("160705009012"), get("160700029029")
    own = Position.objects.create(authority=elxleben)
    shared_post = Position.objects.create(authority=ilmenau)
    shared_post.serves.add(elxleben)
    Position.objects.create(authority=ilmenau)
    Meeting.objects.create(
        title="Treffen", slug="treffen", starts_at="2027-03-17 10:00Z",
        ends_at="2027-03-17 14:00Z", answer_by="2027-03-10 10:00Z", host=elxleben,
    )  # fmt: skip
    said = run("import", write_register(book, without("160705009012"), status=NEXT_YEAR))
    line = next(
        line for line in said.splitlines() if line.startswith("  16070012 Gemeinde Elxleben:")
    )
    assert str(own) in line
    assert str(shared_post) in line
    assert "Treffen" in line
    assert line.count(";") == 2
    own.refresh_from_db()
    assert own.authority == elxleben


def test_a_municipality_that_joins_an_association_stays_itself(
    country: None, run: Run, book: Path
) -> None:
    """Its ARS changes, its AGS does not: a position there must not be lost."""
    ilmenau = get("160700029029")
    lines = [
        town("160705009029", "Ilmenau, Stadt", "63", population=39_000, at=("10,9", "50,7"))
        if line[7] == "Ilmenau, Stadt" and line[0] == "60"
        else line
        for line in without("160700029")
    ]
    said = run("import", write_register(book, lines, status=NEXT_YEAR))
    assert "neu: 0\n" in said
    assert "beendet: 0\n" in said
    ilmenau.refresh_from_db()
    assert ilmenau.ars == "160705009029"
    assert ilmenau.association == get("160705009")


def test_an_ended_authority_that_is_back_goes_on(country: None, run: Run, book: Path) -> None:
    elxleben = get("160705009012")
    run("import", write_register(book, without("160705009012"), status=NEXT_YEAR))
    said = run("import", write_register(book, status=NEXT_YEAR))
    assert "  wieder gültig: 1\n" in said
    elxleben.refresh_from_db()
    assert elxleben.valid_to is None
    assert Authority.objects.count() == 10


def test_what_a_later_issue_adds_exists_since_then(country: None, run: Run, book: Path) -> None:
    lines = [*COUNTRY, association("160680051", "Sömmerda"), town("160680051051", "Sömmerda")]
    run("import", write_register(book, lines, status=NEXT_YEAR))
    assert get("160680051051").valid_from == NEXT_YEAR
    assert get("160700029029").valid_from is None


def test_an_association_may_change_its_office(country: None, run: Run, book: Path) -> None:
    lines = instead(association("160685050", "Witterda", "58"))
    said = run("import", write_register(book, lines, status=NEXT_YEAR))
    assert "erfüllende Gemeinde: 1\n" in said
    assert get("160685050").administered_by == get("160685050061")


def test_an_office_of_another_name_is_that_of_the_largest_member(run: Run, book: Path) -> None:
    run("import", write_register(book, instead(association("160685050", "Gera-Aue", "58"))))
    assert get("160685050").administered_by == get("160685050009")


def test_uder_is_the_office_of_eg_uder(run: Run, book: Path) -> None:
    run("import", write_register(book, instead(association("160685050", "EG Witterda", "58"))))
    assert get("160685050").administered_by == get("160685050061")
    assert get("160685050").name == "Witterda"


HESSE = (
    land("06", "Hessen"),
    district("06635", "Waldeck-Frankenberg"),
    association("066350001", "Allendorf (Eder)"),
    town("066350001001", "Allendorf (Eder)"),
)


def test_land_touches_only_that_land(country: None, run: Run, book: Path) -> None:
    run("import", write_register(book, HESSE))
    assert Authority.objects.in_land("06").count() == 2
    lines = [*HESSE, *without("160705009012")]
    said = run("import", write_register(book, lines, status=NEXT_YEAR), "--land", "16")
    assert "beendet: 1\n" in said
    assert "unverändert: 7\n" in said
    status = dict(Register.objects.values_list("land", "status_on"))
    assert status == {"06": date(2024, 12, 31), "16": NEXT_YEAR}


def test_a_land_missing_in_the_file_is_left_alone(country: None, run: Run, book: Path) -> None:
    said = run("import", write_register(book, HESSE, status=NEXT_YEAR))
    assert "neu: 2\n" in said
    assert "beendet: 0\n" in said
    assert Authority.objects.in_land("16").valid(NEXT_YEAR).count() == 10


def test_unincorporated_areas_count_for_the_district_only(run: Run, book: Path) -> None:
    forest = town("160709999999", "Thüringer Wald, gemfr. Gebiet", "66", population=0, area=100)
    camp = town("160709501501", "Lohheide, gemfr. Bezirk", "65", population=730, area=50)
    lines = [
        *COUNTRY,
        association("160709999", "Thüringer Wald, gemfr. Gebiet"),
        forest,
        association("160709501", "Lohheide, gemfr. Bezirk"),
        camp,
    ]
    said = run("import", write_register(book, lines))
    assert "neu: 10\n" in said
    assert "2 gemeindefreie Gebiete" in said
    assert get("16070").population == 40_730
    assert get("16070").area_km2 == Decimal("181.50")
    assert Authority.objects.municipalities().count() == 6


def test_an_area_at_sea_needs_no_district(run: Run, book: Path) -> None:
    sea = town("160009999999", "Küstengewässer", "66", population=0, at=(None, "0"))
    run("import", write_register(book, [*COUNTRY, association("160009999", "Küste"), sea]))
    assert Authority.objects.count() == 10


# What must not be


def test_an_older_issue_is_refused(country: None, refuse: Refuse, book: Path) -> None:
    sentence = refuse("import", write_register(book, status=date(2022, 1, 31)))
    assert "31.01.2022" in sentence
    assert "älter als das Verzeichnis für Thüringen (31.12.2024)" in sentence


def test_half_a_file_is_refused(country: None, refuse: Refuse, book: Path) -> None:
    sentence = refuse("import", write_register(book, COUNTRY[:4], status=NEXT_YEAR))
    assert "In Thüringen würden 9 von 10" in sentence


def test_a_land_that_is_not_in_the_file_is_refused(refuse: Refuse, book: Path) -> None:
    sentence = refuse("import", write_register(book), "--land", "06")
    assert sentence == "Das Land 06 steht nicht in der Datei; darin stehen: 16 (Thüringen)."


def test_what_fails_at_the_last_step_leaves_nothing(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr("klimanetz.places.actions.record_import", fail)
    with pytest.raises(RuntimeError):
        run("import", write_register(book))
    assert not Authority.objects.exists()
    assert not Register.objects.exists()


# The real register


def test_all_of_germany(db: None, germany: Issue) -> None:
    """In 15 seconds at most; a second time it changes nothing."""
    start = process_time()
    assert len(import_register(germany).added) == 12_249
    assert process_time() - start < 10
    assert len(germany.unincorporated) == 207
    assert Authority.objects.municipalities().count() == 10_752
    assert Authority.objects.districts().count() == 400
    assert not Authority.objects.filter(kind_code="58", administered_by=None).exists()
    before = snapshot()
    again = import_register(germany)
    assert not again.moved
    assert again.unchanged == 12_249
    assert snapshot() == before


def test_thuringia_reads_alike_from_text(
    run: Run, shared: Shared, db: None, germany: Issue
) -> None:
    import_register(germany, land="16")
    before = snapshot()
    said = run("import", shared("destatis/GV100AD_16_2024-12-31_synthetic.txt"))
    assert "unverändert: 702\n" in said
    assert snapshot() == before


#: A large process hands its own peak on to what it starts; a small one between measures truly.
MEASURED = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "django", *sys.argv[1:]], check=True)
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(spent.ru_utime + spent.ru_stime, spent.ru_maxrss)
"""


def test_the_command_keeps_within_its_time_and_memory(shared: Shared, tmp_path: Path) -> None:
    """As an operator runs it, on an empty database of its own: ≤ 15 s and ≤ 500 MB."""
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": ""}

    def klimanetz(*arguments: object) -> str:
        return subprocess.run(
            [sys.executable, "-c", MEASURED, *map(str, arguments)],
            env=environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    klimanetz("migrate", "--skip-checks", "--verbosity", "0")
    said = klimanetz("places", "import", shared("destatis/AuszugGV4QAktuell_2024-12-31.xlsx"))
    seconds, kilobytes = map(float, said.splitlines()[-1].split())
    assert "neu: 12.249\n" in said
    assert seconds < 15
    assert 50_000 < kilobytes < 500_000


# What a format does not say


def test_text_without_dates_takes_them_only_from_figures_it_changes(
    country: None, run: Run, tmp_path: Path
) -> None:
    lines = instead(town("160700029029", "Ilmenau, Stadt", "63", population=41_000))
    run("import", write_text(tmp_path / "GV100AD.txt", lines, status="20250131"))
    ilmenau, erfurt = get("160700029029"), get("160510000000")
    assert (ilmenau.population, ilmenau.population_on, ilmenau.census_basis) == (41_000, None, "")
    assert ilmenau.area_on == date(2023, 12, 31)
    assert erfurt.population_on == date(2023, 12, 31)
    assert get("16070").population_on is None


def test_text_without_coordinates_leaves_them(country: None, run: Run, tmp_path: Path) -> None:
    run("import", write_text(tmp_path / "GV100AD.txt", status="20250131"))
    assert (get("160700029029").longitude, get("160700029029").latitude) == (10.9, 50.7)
    assert get("160705009").longitude == 11.04


def test_a_workbook_gives_back_what_text_took(country: None, run: Run, tmp_path: Path) -> None:
    lines = instead(town("160700029029", "Ilmenau, Stadt", "63", population=41_000))
    run("import", write_text(tmp_path / "GV100AD.txt", lines, status="20250131"))
    before = get("160700029029").pk
    run("import", write_register(tmp_path / "a.xlsx", status=date(2025, 1, 31)))
    ilmenau = get("160700029029")
    assert ilmenau.pk == before
    assert (ilmenau.population, ilmenau.population_on) == (39_000, date(2023, 12, 31))


def test_text_alone_makes_a_register(run: Run, tmp_path: Path) -> None:
    run("import", write_text(tmp_path / "GV100AD.txt"))
    ilmenau = get("160700029029")
    assert (ilmenau.population, ilmenau.area_km2) == (39_000, Decimal("10.50"))
    assert (ilmenau.longitude, ilmenau.population_on, ilmenau.area_on) == (None, None, None)
    assert get("160685050").administered_by == get("160685050009")
    assert Register.objects.get().credit == "© Statistisches Bundesamt (Destatis), 2024"
