"""What people write in cells, and what it means."""

from datetime import date
from decimal import Decimal

import pytest

from klimanetz.people.roles import Role
from klimanetz.roster.importing.names import Name, split_name
from klimanetz.roster.importing.roles import read_roles
from klimanetz.roster.importing.values import (
    Unclear,
    likely_emails,
    read_date,
    read_email,
    read_end,
    read_period,
    read_phone,
    read_share,
    read_text,
    read_yes_no,
)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026-02-01", date(2026, 2, 1), date(2026, 2, 1)),
        ("2026-02-01 00:00:00", date(2026, 2, 1), date(2026, 2, 1)),
        ("1.2.2026", date(2026, 2, 1), date(2026, 2, 1)),
        ("01.02.26", date(2026, 2, 1), date(2026, 2, 1)),
        ("1. 2. 2026", date(2026, 2, 1), date(2026, 2, 1)),
        ("01/02/2026", date(2026, 2, 1), date(2026, 2, 1)),
        ("1. Februar 2026", date(2026, 2, 1), date(2026, 2, 1)),
        ("1. Maerz 2026", date(2026, 3, 1), date(2026, 3, 1)),
        ("Februar 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("12/2026", date(2026, 12, 1), date(2026, 12, 31)),
        ("k.A.", None, None),
        ("–", None, None),
        ("", None, None),
    ],
)
def test_dates(written: str, first: date | None, last: date | None) -> None:
    assert read_date(written) == first
    assert read_date(written, last=True) == last


@pytest.mark.parametrize("written", ["2026", "31.2.2026", "1.13.2026", "bald", "1.2.1890"])
def test_what_is_no_date_is_asked(written: str) -> None:
    with pytest.raises(Unclear, match=written):
        read_date(written)


@pytest.mark.parametrize(
    ("written", "end", "permanent"),
    [
        ("31.12.2027", date(2027, 12, 31), False),
        ("bis 12/2027", date(2027, 12, 31), False),
        ("befristet bis zum 31.12.2027", date(2027, 12, 31), False),
        ("unbefristet", None, True),
        ("nein", None, True),
        ("ja", None, False),
        ("", None, None),
    ],
)
def test_the_end_of_a_position(written: str, end: date | None, permanent: bool | None) -> None:
    assert read_end(written) == (end, permanent)


@pytest.mark.parametrize(
    "written", ["1.1.2024 – 31.12.2025", "1.1.2024-31.12.2025", "von 1/2024 bis 12/2025"]
)
def test_periods(written: str) -> None:
    assert read_period(written) == (date(2024, 1, 1), date(2025, 12, 31))


def test_period_of_one_date_is_asked() -> None:
    assert read_period("-") == (None, None)
    with pytest.raises(Unclear, match="kein Zeitraum"):
        read_period("24 Monate")


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("1", "1.00"), ("1,0", "1.00"), ("0,5", "0.50"), ("0.75", "0.75"), ("50 %", "0.50"),
        ("50", "0.50"), ("100%", "1.00"), ("0,5 VZÄ", "0.50"), ("Vollzeit", "1.00"),
    ],
)  # fmt: skip
def test_shares(written: str, share: str) -> None:
    assert read_share(written) == Decimal(share)


@pytest.mark.parametrize("written", ["19,5 h", "Teilzeit", "0", "150", "-1", "NaN", "1e9"])
def test_what_is_no_share_is_asked(written: str) -> None:
    with pytest.raises(Unclear):
        read_share(written)


def test_yes_and_no() -> None:
    assert read_yes_no("Ja") is True
    assert read_yes_no("x") is True
    assert read_yes_no("nein") is False
    assert read_yes_no("") is None
    with pytest.raises(Unclear):
        read_yes_no("vielleicht")


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("0361 573815-100", "0361 573815-100"),
        ("361573815", "0361573815"),
        ("49361573815", "49361573815"),
        ("4711", "4711"),
        ("n.n.", ""),
    ],
)
def test_phones_get_back_the_zero_that_excel_ate(written: str, phone: str) -> None:
    assert read_phone(written) == phone


@pytest.mark.parametrize(
    "written",
    ["Anna@Stadt.DE", " anna@stadt.de ;", "Anna Muster <anna@stadt.de>", "mailto:anna@stadt.de"],
)
def test_addresses(written: str) -> None:
    assert read_email(written.strip()) == "anna@stadt.de"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("anna(at)stadt.de", ["anna@stadt.de"]),
        ("anna [at] stadt.de", ["anna@stadt.de"]),
        ("anna@stadt,de", ["anna@stadt.de"]),
        ("anna @stadt..de", ["anna@stadt.de"]),
        ("anna@stadt.de; info@stadt.de", ["anna@stadt.de", "info@stadt.de"]),
        ("anna.stadt.de", []),
    ],
)
def test_wrong_addresses_come_with_what_was_meant(written: str, meant: list[str]) -> None:
    with pytest.raises(Unclear):
        read_email(written)
    assert likely_emails(written) == meant


@pytest.mark.parametrize("error", ["#NV", "#REF!", "#N/A"])
def test_errors_of_excel_are_no_values(error: str) -> None:
    for parse in (read_email, read_date, read_phone, read_share, read_yes_no):
        with pytest.raises(Unclear, match="Fehler aus Excel"):
            parse(error)


def test_text_too_long_for_its_field() -> None:
    with pytest.raises(Unclear, match="höchstens 10 Zeichen"):
        read_text("x" * 11, most=10)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Anna Muster", Name("", "Anna", "Muster")),
        ("Muster, Anna", Name("", "Anna", "Muster")),
        ("Dr. Anna von der Heide", Name("Dr.", "Anna", "von der Heide")),
        ("Muster, Dr. Anna", Name("Dr.", "Anna", "Muster")),
        ("Dr. Muster, Anna", Name("Dr.", "Anna", "Muster")),
        ("Frau Müller-Lüdenscheid", Name("", "", "Müller-Lüdenscheid")),
        ("Herr Prof. Dr.-Ing. Karl Otto Meier", Name("Prof. Dr.-Ing.", "Karl Otto", "Meier")),
        ("Anna Muster, M. Sc.", Name("M. Sc.", "Anna", "Muster")),
        ("Dipl.-Ing. (FH) Jan Weiß", Name("Dipl.-Ing. (FH)", "Jan", "Weiß")),
        ("Dr. rer. nat. Ute Ott", Name("Dr. rer. nat.", "Ute", "Ott")),
        ("de Vries, Jan", Name("", "Jan", "de Vries")),
        ("Dr. Müller", Name("Dr.", "", "Müller")),
        ("Ed Bach", Name("", "Ed", "Bach")),
        ("", Name("", "", "")),
    ],
)
def test_names(written: str, name: Name) -> None:
    assert split_name(written) == name


@pytest.mark.parametrize(
    ("written", "roles"),
    [
        ("KSM", [Role.MANAGER]),
        ("Klimaschutzmanager/in", [Role.MANAGER]),
        ("Klimaschutzmanager:in", [Role.MANAGER]),
        ("Klimaschutzmanager*in", [Role.MANAGER]),
        ("KlimaschutzmanagerIn", [Role.MANAGER]),
        ("Klimaschutzmanager (m/w/d)", [Role.MANAGER]),
        ("Klimaschutzbeauftragte", [Role.MANAGER]),
        ("Klimaschutzkoordinator/-in", [Role.COORDINATOR]),
        ("Klimaanpassungsmanagerin", [Role.ADAPTATION_MANAGER]),
        ("Energiemanagement", [Role.ENERGY_MANAGER]),
        ("kommunale Wärmeplanung", [Role.HEAT_PLANNER]),
        ("Klimaschutzpatin", [Role.VOLUNTEER]),
        ("Partner:in", [Role.PARTNER]),
        ("Ständiger Gast", [Role.STANDING_GUEST]),
        ("Netzwerkmanagement", [Role.ORGANISER]),
        ("Klimaschutz- und Energiemanager", [Role.MANAGER, Role.ENERGY_MANAGER]),
        ("Klimaschutzmanagement; Ständiger Gast", [Role.MANAGER, Role.STANDING_GUEST]),
        ("KSM, KSM", [Role.MANAGER]),
        ("Sachbearbeitung", None),
        ("Klimaschutzmanagement und Hausmeister", None),
    ],
)
def test_functions(written: str, roles: list[Role] | None) -> None:
    assert read_roles(written) == (None if roles is None else tuple(roles))


def test_every_role_is_read_by_its_own_label(settings: object) -> None:
    for role in Role:
        assert read_roles(str(role.label)) == (role,)
