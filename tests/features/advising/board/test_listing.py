"""The list: found by place, narrowed, sorted by its heads, taken along as a file."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from klimanetz.features.advising.board.listing import SHOWS, Wish, find_cases
from klimanetz.features.advising.models import Application, ApplicationState, Case, Option, Stage
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.advising.board.conftest import MakeCase

LIST = "/verwaltung/beratung/liste/"


def find(query: str) -> list[Case]:
    return list(find_cases(Case.objects.all(), Wish.read(QueryDict(query))))


@pytest.fixture
def cases(
    make_case: MakeCase,
    rest: Callable[..., Case],
    ilm_kreis: Authority,
    arnstadt: Authority,
    erfurt: Authority,
    colleague: Person,
) -> dict[str, Case]:
    """One of each kind that the list can be narrowed to."""
    today, now = timezone.localdate(), timezone.now()
    waiting = make_case(
        Stage.APPLIED, arnstadt, owner=colleague, next_on=today + timedelta(days=40)
    )
    waiting.others.add(erfurt)
    Application.objects.create(
        case=waiting, name="Kommunalrichtlinie", state=ApplicationState.QUERIED,
        submitted_on=today - timedelta(days=60),
    )  # fmt: skip
    return {
        "late": make_case(Stage.FIRST_TALK, next_on=today - timedelta(days=3)),
        "waiting": waiting,
        "still": make_case(Stage.CONTACT, erfurt, owner=None, touched_at=now - timedelta(days=31)),
        "resting": rest(14, lead=ilm_kreis, stage=Stage.COUNCIL_PAPER),
        "closed": make_case(Stage.DROPPED, touched_at=now - timedelta(days=90)),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"late", "waiting", "still", "resting"}),
        ("zeige=faellig", {"late"}),
        ("zeige=wartet", {"waiting"}),
        ("zeige=still", {"still"}),
        ("zeige=ruht", {"resting"}),
        ("zeige=geschlossen", {"closed"}),
        ("zeige=alle", {"late", "waiting", "still", "resting", "closed"}),
        ("stand=applied", {"waiting"}),
        ("stand=dropped", {"closed"}),
        ("stand=dropped&zeige=faellig", set()),
        ("wer=niemand", {"still"}),
        ("kreis=16051", {"still"}),
        ("suche=arnst", {"waiting"}),
        ("suche=erfurt", {"still", "waiting"}),
        ("suche=Ilm-Kreis", {"late", "waiting", "resting"}),
        ("suche=16051", set()),
        ("suche=160510000000", {"still"}),
        ("suche=Erfurt Arnstadt", {"waiting"}),
        ("zeige=quatsch&stand=x&wer=y&kreis=z&sort=w", {"late", "waiting", "still", "resting"}),
    ],
)
def test_the_address_says_which_cases(cases: dict[str, Case], query: str, names: set[str]) -> None:
    assert {name for name, case in cases.items() if case in find(query)} == names


def test_whose_cases(cases: dict[str, Case], colleague: Person, organiser: Person) -> None:
    assert find(f"wer={colleague.pk}") == [cases["waiting"]]
    assert set(find(f"wer={organiser.pk}")) == {cases["late"], cases["resting"]}


def test_a_woken_case_is_due(rest: Callable[..., Case]) -> None:
    woken = rest(0)
    assert find("zeige=faellig") == [woken]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", ["late", "resting", "waiting", "still"]),
        ("termin", ["late", "resting", "waiting", "still"]),
        ("-termin", ["waiting", "resting", "late", "still"]),
        ("kommune", ["waiting", "still", "resting", "late"]),
        ("-kommune", ["late", "resting", "still", "waiting"]),
        ("stand", ["still", "late", "resting", "waiting"]),
        ("-stand", ["waiting", "resting", "late", "still"]),
        ("kreis", ["still", "waiting", "resting", "late"]),
        ("zustaendig", ["waiting", "resting", "late", "still"]),
        ("zuletzt", ["still", "waiting", "late", "resting"]),
    ],
)
def test_a_head_sorts_the_list(cases: dict[str, Case], sort: str, names: list[str]) -> None:
    """What has no day, and nobody, stands last either way; the same then by place."""
    assert find(f"sort={sort}") == [cases[name] for name in names]


def test_the_page_counts_in_a_sentence_and_keeps_what_was_asked(
    organiser: Person, cases: dict[str, Case], sign_in: SignIn
) -> None:
    client = sign_in(organiser)
    assert "4 Fälle laufen." in client.get(LIST).content.decode()
    page = client.get(LIST + "?suche=Erfurt&wer=niemand&sort=-stand").content.decode()
    assert "Ein Fall passt dazu." in page
    assert 'value="Erfurt"' in page
    assert '<option value="niemand" selected>' in page
    assert 'aria-sort="descending"' in page
    assert "liste.xlsx?suche=Erfurt&amp;wer=niemand&amp;sort=-stand" in page
    assert "?suche=Erfurt&amp;wer=niemand&amp;sort=kommune" in page


@pytest.mark.parametrize("show", SHOWS)
def test_every_choice_is_offered_and_draws_a_page(
    organiser: Person, cases: dict[str, Case], sign_in: SignIn, show: str
) -> None:
    page = sign_in(organiser).get(f"{LIST}?zeige={show}").content.decode()
    assert f'<option value="{show}" selected>' in page


def test_nothing_found_offers_the_way_back(
    organiser: Person, cases: dict[str, Case], sign_in: SignIn
) -> None:
    page = sign_in(organiser).get(LIST + "?suche=Nirgendwo").content.decode()
    assert "Kein Fall passt dazu." in page
    assert f'href="{LIST}"' in page


def test_an_empty_list_says_what_will_stand_here(organiser: Person, sign_in: SignIn) -> None:
    assert "Hier stehen alle Beratungsfälle" in sign_in(organiser).get(LIST).content.decode()


def test_what_was_typed_is_never_markup(
    organiser: Person, make_case: MakeCase, sign_in: SignIn
) -> None:
    make_case(next_step="<script>alert(1)</script>")
    page = sign_in(organiser).get(LIST + '?suche=Ilmenau"><b>').content.decode()
    assert "<script>alert" not in page
    assert '"><b>' not in page


def test_the_workbook_has_what_the_list_shows(
    organiser: Person, cases: dict[str, Case], sign_in: SignIn
) -> None:
    response = sign_in(organiser).get("/verwaltung/beratung/liste.xlsx?zeige=wartet")
    assert "beratungsfaelle-" in response["Content-Disposition"]
    heads, row = load_workbook(BytesIO(response.content)).active.values  # type: ignore[union-attr]
    said = dict(zip(heads, row, strict=True))
    assert said["Kommune"] == "Arnstadt"
    assert said["Kreis"] == "Ilm-Kreis"
    assert said["Weitere Kommunen"] == "Erfurt"
    assert said["Stand"] == "beantragt"
    assert said["Zuständig"] == "Karl Kollege"
    since = timezone.localdate() - timedelta(days=60)
    assert said["Wartet auf Bescheid seit"].date() == since
    assert said["Abgeschlossen am"] is None


def test_the_csv_opens_in_excel_and_hides_no_formula(
    organiser: Person, make_case: MakeCase, sign_in: SignIn
) -> None:
    make_case(next_step="=HYPERLINK()", option=Option.SHARED)
    text = sign_in(organiser).get("/verwaltung/beratung/liste.csv").content.decode()
    assert text.startswith("\ufeffKommune;Schlüssel;")
    [line] = text.splitlines()[1:]
    assert line.startswith("Ilmenau;160700029029;Ilm-Kreis;")
    assert ";'=HYPERLINK();" in line
    assert "gemeinsame Stelle" in line


@pytest.mark.parametrize("path", [LIST, "/verwaltung/beratung/liste.xlsx",
                                  "/verwaltung/beratung/liste.csv"])  # fmt: skip
def test_lists_are_for_organisers_and_only_read(
    organiser: Person, manager: Person, sign_in: SignIn, path: str
) -> None:
    assert sign_in(manager).get(path).status_code == 403
    assert sign_in(organiser).post(path).status_code == 405


@pytest.mark.parametrize("path", [LIST, "/verwaltung/beratung/liste.csv"])
def test_the_list_asks_as_often_for_three_cases_as_for_one(
    organiser: Person,
    make_case: MakeCase,
    arnstadt: Authority,
    erfurt: Authority,
    sign_in: SignIn,
    path: str,
) -> None:
    client = sign_in(organiser)
    make_case()
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    make_case(lead=arnstadt).others.add(erfurt)
    make_case(lead=erfurt)
    with CaptureQueriesContext(connection) as three:
        client.get(path)
    assert len(three) == len(one) <= 8
