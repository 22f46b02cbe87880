"""What is due today: everything that waits, the oldest first, each with its one button."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.features.advising import programmes
from klimanetz.features.advising.board.counting import count_due_today
from klimanetz.features.advising.board.due import Due, Kind, list_due
from klimanetz.features.advising.models import Application, ApplicationState, Case, Stage
from klimanetz.features.advising.programmes import ProgrammeFacts
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.advising.board.conftest import MakeCase

TODAY = "/verwaltung/beratung/heute/"


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def due_today() -> list[Due]:
    return list_due(Case.objects.all(), timezone.localdate())


def kinds() -> list[Kind]:
    return [one.kind for one in due_today()]


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Says what is known of a programme, as a face does."""
    sources: list[programmes.Known] = []
    monkeypatch.setattr(programmes, "_sources", sources)

    def know(closes: date | None, *, available: bool = True) -> None:
        facts = ProgrammeFacts("ksm", "Kommunalrichtlinie", "/", available, window_closes=closes)
        sources.append(lambda: (facts,))

    return know  # type: ignore[return-value]


def test_a_step_is_due_on_its_day_and_after_it(make_case: MakeCase, arnstadt: Authority) -> None:
    make_case(next_on=ahead(1))
    assert due_today() == []
    on_time = make_case(next_on=ahead(0), next_step="Zurückrufen")
    late = make_case(lead=arnstadt, next_on=ahead(-9))
    assert [(one.case, one.kind) for one in due_today()] == [
        (late, Kind.STEP),
        (on_time, Kind.STEP),
    ]
    assert due_today()[1].what == "Zurückrufen"


def test_what_is_closed_or_rests_is_not_due(make_case: MakeCase, rest: Callable[..., Case]) -> None:
    make_case(Stage.DROPPED, next_on=ahead(-1))
    rest(3, next_on=ahead(-1))
    assert due_today() == []


def test_a_case_that_rested_wakes_with_the_reason_why_it_did(rest: Callable[..., Case]) -> None:
    rest(0, next_on=ahead(-30))
    [one] = due_today()
    assert (one.kind, one.what) == (Kind.WAKE, "Wahl")


def test_a_notice_that_should_have_come_is_asked_for(make_case: MakeCase) -> None:
    case = make_case(Stage.APPLIED)
    for name, days, state in (
        ("Da", -1, ApplicationState.GRANTED),
        ("Fehlt", -1, ApplicationState.SUBMITTED),
        ("Kommt", 1, ApplicationState.SUBMITTED),
    ):
        decided = {"granted": 1, "decided_on": ahead(-1)} if name == "Da" else {}
        Application.objects.create(
            case=case, name=name, state=state, expected_on=ahead(days), **decided
        )
    [one] = due_today()
    assert (one.kind, one.what) == (Kind.NOTICE, "Fehlt: Ist der Bescheid da?")


def test_a_case_that_rests_is_not_asked_for_its_notice(rest: Callable[..., Case]) -> None:
    Application.objects.create(
        case=rest(3, stage=Stage.APPLIED), name="X", state=ApplicationState.SUBMITTED,
        expected_on=ahead(-1),
    )  # fmt: skip
    assert due_today() == []


def test_days_of_council_and_advertisement_count_only_in_their_stage(
    make_case: MakeCase, arnstadt: Authority, erfurt: Authority
) -> None:
    make_case(Stage.COUNCIL_PAPER, council_on=ahead(0))
    make_case(Stage.ADVERTISED, arnstadt, apply_by=ahead(-2), council_on=ahead(-90))
    make_case(Stage.GRANTED, erfurt, apply_by=ahead(-2), council_on=ahead(-90))
    assert kinds() == [Kind.ADVERTISEMENT, Kind.COUNCIL]


@pytest.mark.parametrize(
    ("closes", "available", "named"),
    [(60, True, True), (61, True, False), (0, True, True), (-1, True, False), (9, False, False)],
)
def test_a_closing_window_is_named_while_it_can_be_used(
    make_case: MakeCase, known: Callable[..., None], closes: int, available: bool, named: bool
) -> None:
    known(ahead(closes), available=available)
    make_case(Stage.RESOLVED)
    assert kinds() == ([Kind.WINDOW] if named else [])


def test_a_window_that_nobody_needs_is_not_named(
    make_case: MakeCase, known: Callable[..., None]
) -> None:
    known(ahead(9))
    make_case(Stage.ADVERTISED)
    assert due_today() == []


def test_a_programme_without_an_end_is_not_named(
    make_case: MakeCase, known: Callable[..., None]
) -> None:
    known(None)
    make_case(Stage.RESOLVED)
    assert due_today() == []


def test_the_page_shows_each_with_its_place_and_one_button(
    organiser: Person, make_case: MakeCase, arnstadt: Authority, sign_in: SignIn
) -> None:
    case = make_case(next_on=ahead(-2), next_step="Zurückrufen")
    make_case(lead=arnstadt, next_on=ahead(0), owner=None)
    page = sign_in(organiser).get(TODAY).content.decode()
    assert "2 Dinge sind zu tun, eines davon länger als seit heute." in page
    assert page.index("Ilmenau") < page.index("Arnstadt")
    assert "Zurückrufen" in page
    assert f'href="/verwaltung/beratung/{case.pk}/"' in page
    assert "Olga Organisatorin" in page
    assert "niemand zuständig" in page


def test_the_window_leads_to_the_cases_that_could_use_it(
    organiser: Person, make_case: MakeCase, known: Callable[..., None], sign_in: SignIn
) -> None:
    known(ahead(9))
    make_case(Stage.RESOLVED)
    page = sign_in(organiser).get(TODAY).content.decode()
    assert "Kommunalrichtlinie nimmt danach keine Anträge mehr an." in page
    assert "Fälle ansehen" in page


def test_a_day_without_anything_is_said_kindly(organiser: Person, sign_in: SignIn) -> None:
    page = sign_in(organiser).get(TODAY).content.decode()
    assert "Heute ist in keinem dieser Fälle etwas zu tun." in page


def test_the_day_is_for_organisers_and_only_read(
    organiser: Person, manager: Person, sign_in: SignIn
) -> None:
    assert sign_in(manager).get(TODAY).status_code == 403
    assert sign_in(organiser).post(TODAY).status_code == 405


def test_a_case_with_two_things_counts_once(make_case: MakeCase, arnstadt: Authority) -> None:
    case = make_case(Stage.COUNCIL_PAPER, council_on=ahead(0), next_on=ahead(-1))
    Application.objects.create(
        case=case, name="X", state=ApplicationState.SUBMITTED, expected_on=ahead(0)
    )
    make_case(Stage.APPLIED, arnstadt)
    assert count_due_today(Case.objects.all()) == 1
    assert len(due_today()) == 3


def test_the_step_after_the_council_is_the_same_question(make_case: MakeCase) -> None:
    case = make_case(Stage.COUNCIL_PAPER, council_on=ahead(-3), next_on=ahead(-2))
    assert kinds() == [Kind.COUNCIL]
    Case.objects.filter(pk=case.pk).update(next_on=ahead(-4))
    assert kinds() == [Kind.STEP, Kind.COUNCIL]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Ilmenau", "Arnstadt", "Erfurt"}),
        ("?wer=ich", {"Ilmenau"}),
        ("?wer=niemand", {"Erfurt"}),
        ("?wer=quatsch", {"Ilmenau", "Arnstadt", "Erfurt"}),
    ],
)
def test_one_looks_at_ones_own_or_at_what_nobody_does(
    organiser: Person, colleague: Person, make_case: MakeCase, arnstadt: Authority,
    erfurt: Authority, sign_in: SignIn, query: str, names: set[str],
) -> None:  # fmt: skip
    make_case(next_on=ahead(0))
    make_case(lead=arnstadt, next_on=ahead(0), owner=colleague)
    make_case(lead=erfurt, next_on=ahead(0), owner=None)
    page = sign_in(organiser).get(TODAY + query).content.decode()
    shown = {name for name in ("Ilmenau", "Arnstadt", "Erfurt") if f"<strong>{name}" in page}
    assert shown == names
    assert "von mir (1)" in page
    assert "von allen (3)" in page


def test_a_case_counts_for_its_notice_alone(make_case: MakeCase) -> None:
    Application.objects.create(
        case=make_case(Stage.APPLIED), name="X", state=ApplicationState.QUERIED,
        expected_on=ahead(-5),
    )  # fmt: skip
    assert count_due_today(Case.objects.all()) == 1


def test_the_day_asks_as_often_for_three_cases_as_for_one(
    organiser: Person, make_case: MakeCase, arnstadt: Authority, erfurt: Authority, sign_in: SignIn
) -> None:
    client = sign_in(organiser)
    make_case(next_on=ahead(0))
    with CaptureQueriesContext(connection) as one:
        client.get(TODAY)
    make_case(lead=arnstadt, next_on=ahead(0))
    make_case(lead=erfurt, next_on=ahead(0))
    with CaptureQueriesContext(connection) as three:
        client.get(TODAY)
    assert len(three) == len(one) <= 8
