"""The pages on which an adviser begins an application and takes its steps."""

import re
from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.models import AuditEntry
from klimanetz.core.public import changed_for_the_public
from klimanetz.features.advising import programmes
from klimanetz.features.advising.applications import actions
from klimanetz.features.advising.applications.listing import WAYS
from klimanetz.features.advising.applications.parts import show_applications
from klimanetz.features.advising.models import Application, ApplicationState, Case, Stage
from klimanetz.features.advising.programmes import ProgrammeFacts
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.advising.applications.conftest import FEDERAL, STATE, TODAY
from tests.features.advising.conftest import Advance

STEPS = ["submit", "ask_back", "answer_query", "grant", "refuse", "object", "withdraw"]
PAGES = ["detail", "correct", *STEPS]


@pytest.fixture
def client(sign_in: SignIn, organiser: Person) -> Client:
    return sign_in(organiser)


def page(step: str, it: Application) -> str:
    return reverse(f"application_{step}", args=[it.case_id, it.pk])


def fresh(it: Application) -> Application:
    return Application.objects.get(pk=it.pk)


def test_a_known_programme_is_chosen(
    client: Client, case: Case, known: tuple[ProgrammeFacts, ...]
) -> None:
    url = reverse("application_add", args=[case.pk])
    shown = client.get(url).content.decode()
    assert FEDERAL.name in shown
    assert "Klima Invest (zurzeit nicht verfügbar)" in shown
    response = client.post(url, {"programme": FEDERAL.slug, "applied": "84.000"}, follow=True)
    it = case.applications.get()
    assert (it.programme, it.name, it.applied) == (FEDERAL.slug, FEDERAL.name, Decimal(84_000))
    assert "in Vorbereitung" in response.content.decode()


def test_another_programme_is_named(
    client: Client, case: Case, known: tuple[ProgrammeFacts, ...]
) -> None:
    url = reverse("application_add", args=[case.pk])
    response = client.post(url, {"programme": "", "name": " "})
    assert "welches Programm es ist" in response.content.decode()
    client.post(url, {"programme": "", "name": "Stiftung Musterstadt"})
    it = case.applications.get()
    assert (it.programme, it.name, it.applied) == ("", "Stiftung Musterstadt", None)


def test_where_nobody_knows_programmes_one_writes_its_name(client: Client, case: Case) -> None:
    url = reverse("application_add", args=[case.pk])
    assert "<select" not in client.get(url).content.decode()
    client.post(url, {"name": "Klima Invest"})
    assert case.applications.get().name == "Klima Invest"


@pytest.mark.parametrize("programme", ["erfunden", "klima-invest\0"])
def test_a_made_up_programme_is_refused(
    programme: str, client: Client, case: Case, known: tuple[ProgrammeFacts, ...]
) -> None:
    url = reverse("application_add", args=[case.pk])
    assert client.post(url, {"programme": programme}).status_code == HTTPStatus.OK
    assert not case.applications.exists()


def test_the_notice_is_expected_when_the_programme_says(
    client: Client, prepared: Application, known: tuple[ProgrammeFacts, ...]
) -> None:
    shown = client.get(page("submit", prepared)).content.decode()
    assert 'value="2027-08-01"' in shown  # five months from today
    assert 'value="84.000' in shown  # the sum is not asked again
    client.post(
        page("submit", prepared),
        {"on": "2027-02-26", "applied": "84.500,50 €", "expected_on": "2027-08-01"},
    )
    it = fresh(prepared)
    assert (it.state, it.applied) == (ApplicationState.SUBMITTED, Decimal("84500.50"))
    assert (it.submitted_on, it.expected_on) == (date(2027, 2, 26), date(2027, 8, 1))


def test_a_query_with_its_day_stands_where_everyone_sees_it(
    client: Client, submitted: Application
) -> None:
    client.post(
        page("ask_back", submitted),
        {"on": "2027-02-26", "note": "Bitte den Stellenplan.", "answer_by": "2027-03-12"},
    )
    shown = client.get(page("detail", submitted)).content.decode()
    assert "Bitte den Stellenplan." in shown
    assert "Antworten bis 12.03.2027" in shown
    client.post(page("answer_query", submitted), {"on": "2027-03-01", "expected_on": "2027-08-01"})
    assert fresh(submitted).state == ApplicationState.SUBMITTED
    assert fresh(submitted).expected_on == date(2027, 8, 1)


def test_the_money_is_granted(client: Client, submitted: Application) -> None:
    response = client.post(
        page("grant", submitted),
        {"on": "2027-02-26", "granted": "80.000", "grant_starts": "2027-05-01",
         "grant_ends": "2029-04-30", "reference": "67K12345"},
        follow=True,
    )  # fmt: skip
    it = fresh(submitted)
    assert (it.state, it.granted) == (ApplicationState.GRANTED, Decimal(80_000))
    assert (it.grant_starts, it.grant_ends) == (date(2027, 5, 1), date(2029, 4, 30))
    assert "80.000 €" in response.content.decode()


def test_more_than_was_asked_for_is_asked_about(client: Client, submitted: Application) -> None:
    facts = {"on": "2027-02-26", "granted": "840.000"}
    shown = client.get(page("grant", submitted)).content.decode()
    assert "mehr bewilligt als beantragt" not in shown
    shown = client.post(page("grant", submitted), facts).content.decode()
    assert "Bitte prüfen Sie die Summe" in shown
    assert 'value="840.000' in shown  # nothing is lost
    assert fresh(submitted).state == ApplicationState.SUBMITTED
    client.post(page("grant", submitted), facts | {"sure": "on"})
    assert fresh(submitted).granted == 840_000


@pytest.mark.parametrize(
    ("step", "facts", "words"),
    [
        ("grant", {"on": "2027-01-31", "granted": "5"}, "der Bescheid kann nicht älter sein"),
        ("grant", {"on": "2028-01-31", "granted": "5"}, "Bitte prüfen Sie das Jahr"),
        ("grant", {"on": "2027-02-26", "granted": "0"}, "abgelehnt"),
        ("grant", {"on": "2027-02-26", "granted": "viel"}, "granted"),
        (
            "grant",
            {"on": "2027-02-26", "granted": "5", "grant_starts": "2027-05-01",
             "grant_ends": "2027-04-01"},
            "er kann nicht vorher enden",
        ),
        ("refuse", {"on": "2027-02-26", "reason": ""}, "Bitte füllen Sie dieses Feld aus"),
        ("refuse", {"on": "2028-02-26", "reason": "Nein"}, "Bitte prüfen Sie das Jahr"),
        ("ask_back", {"on": "2026-02-26", "note": "Was?"}, "dieser Tag liegt davor"),
        ("withdraw", {"on": "31.2.2027"}, "Diesen Tag finden wir nicht im Kalender"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_lost(
    step: str, facts: dict[str, str], words: str, client: Client, submitted: Application
) -> None:
    shown = client.post(page(step, submitted), facts).content.decode()
    assert words in shown
    assert fresh(submitted).state == ApplicationState.SUBMITTED


def test_whoever_comes_second_is_told_before_and_after_filling_in(
    client: Client, submitted: Application, organiser: Person
) -> None:
    actions.refuse(submitted, on=TODAY, reason="Zu spät", actor=organiser)
    shown = client.get(page("grant", submitted)).content.decode()
    assert "steht auf „abgelehnt“" in shown
    assert "<form class" not in shown
    told = client.post(page("grant", submitted), {"on": "2027-03-01", "granted": "5"})
    assert "steht auf „abgelehnt“" in told.content.decode()


def test_refused_objected_withdrawn(client: Client, submitted: Application) -> None:
    client.post(page("refuse", submitted), {"on": "2027-02-26", "reason": "Mittel erschöpft"})
    assert fresh(submitted).reason == "Mittel erschöpft"
    client.post(page("object", submitted), {"on": "2027-02-27", "note": "Frist gewahrt"})
    client.post(page("withdraw", submitted), {"on": "2027-03-01", "note": "Rat will nicht"})
    it = fresh(submitted)
    assert it.state == ApplicationState.WITHDRAWN
    shown = client.get(page("detail", it)).content.decode()
    for words in ("Mittel erschöpft", "Frist gewahrt", "Rat will nicht", "Olga Organisatorin"):
        assert words in shown


def test_a_slip_is_put_right(client: Client, submitted: Application) -> None:
    shown = client.get(page("correct", submitted)).content.decode()
    assert "Bewilligt" not in shown  # it is not granted
    facts = {"name": "KRL 4.1.8", "submitted_on": "2027-02-02", "applied": "84.001",
             "reference": "67K", "expected_on": "2027-07-01"}  # fmt: skip
    client.post(page("correct", submitted), facts)
    it = fresh(submitted)
    assert (it.name, it.applied, it.submitted_on) == (
        "KRL 4.1.8",
        Decimal(84_001),
        date(2027, 2, 2),
    )
    told = client.post(page("correct", submitted), facts | {"submitted_on": "2028-01-01"})
    assert "Bitte prüfen Sie das Jahr" in told.content.decode()
    entry = AuditEntry.objects.filter(verb="correct_application").get()
    assert sorted(entry.detail["fields"]) == ["applied", "name", "reference", "submitted_on"]


def test_what_a_colleague_corrected_meanwhile_stays(
    client: Client, submitted: Application, organiser: Person
) -> None:
    """The page knows what stood there when it was opened."""
    shown = client.get(page("correct", submitted)).content.decode()
    sent = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', shown))
    actions.correct(submitted, applied=Decimal(90_000), actor=organiser)
    client.post(page("correct", submitted), sent | {"reference": "67K99"})
    it = fresh(submitted)
    assert (it.applied, it.reference) == (Decimal(90_000), "67K99")


def test_a_corrected_day_holds_for_the_steps_that_follow(
    client: Client, submitted: Application, organiser: Person
) -> None:
    """Submitted on 11 January, mistyped as 1 February; the query came in between."""
    actions.correct(submitted, submitted_on=date(2027, 1, 11), actor=organiser)
    actions.ask_back(submitted, on=date(2027, 1, 20), note="Stellenplan?", actor=organiser)
    assert [step.on.day for step in submitted.steps.exclude(reached="prepared")] == [11, 20]


@pytest.mark.parametrize("state", list(WAYS))
def test_the_page_offers_the_ways_of_its_state(
    state: str, client: Client, prepared: Application
) -> None:
    Application.objects.update(state=state, granted=5, decided_on=TODAY, submitted_on=TODAY)
    shown = client.get(page("detail", prepared)).content.decode()
    offered = {step for step in STEPS if page(step, prepared) in shown}
    assert offered == {way.url_name.removeprefix("application_") for way in WAYS[state]}


@pytest.mark.parametrize("name", PAGES)
def test_only_organisers_come_in(
    name: str, prepared: Application, sign_in: SignIn, manager: Person, guest: Person
) -> None:
    for person in (manager, guest):
        answer = sign_in(person).get(page(name, prepared))
        assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("name", PAGES)
def test_of_another_case_or_of_none_it_is_not_found(
    name: str, prepared: Application, client: Client
) -> None:
    for case, pk in ((prepared.case_id + 1, prepared.pk), (prepared.case_id, prepared.pk + 1)):
        url = reverse(f"application_{name}", args=[case, pk])
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", PAGES)
def test_wrong_method(name: str, prepared: Application, client: Client) -> None:
    assert client.delete(page(name, prepared)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_closed_case_takes_none(client: Client, case: Case, advance: Advance) -> None:
    advance(case, Stage.DROPPED)
    answer = client.get(reverse("application_add", args=[case.pk]))
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "abgeschlossen" in answer.content.decode()


def test_the_list_on_the_case_costs_one_query_whatever_its_length(
    case: Case, organiser: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def seen() -> Case:
        return Case.objects.prefetch_related("applications").get(pk=case.pk)

    Case.objects.update(stage=Stage.RESOLVED)
    for number in (1, 3):
        while case.applications.count() < number:
            name = f"Programm {case.applications.count()}"
            it = actions.add(case, name=name, actor=organiser)
            actions.submit(it, on=TODAY, applied=Decimal(5), actor=organiser)
            actions.ask_back(it, on=TODAY, note="Stellenplan?", actor=organiser)
        row = seen()
        with django_assert_num_queries(1):
            facts = show_applications(row)
        assert facts is not None
        assert len(facts["rows"]) == number


def test_once_everything_is_decided_the_case_is_to_move_on(
    client: Client, case: Case, submitted: Application, organiser: Person
) -> None:
    Case.objects.update(stage=Stage.APPLIED)
    other = actions.add(case, name=STATE.name, actor=organiser)
    url = reverse("case_detail", args=[case.pk])
    assert "Über alle Anträge ist entschieden" not in client.get(url).content.decode()
    actions.withdraw(other, on=TODAY, actor=organiser)
    actions.refuse(submitted, on=TODAY, reason="Zu spät", actor=organiser)
    shown = client.get(url).content.decode()
    assert reverse("case_move", args=[case.pk, "rejected"]) in shown
    assert "bewilligt ist keiner" in shown
    Application.objects.filter(pk=submitted.pk).update(state="granted", granted=5)
    shown = client.get(url).content.decode()
    assert "Geld ist bewilligt" in shown
    assert "Fall zu „bewilligt“ weiterbewegen" in shown


def test_a_warning_leads_to_the_application(
    client: Client, case: Case, submitted: Application, known: tuple[ProgrammeFacts, ...]
) -> None:
    Case.objects.update(starts_on=date(2027, 4, 1))
    shown = client.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert "Bitte den Beginn verschieben" in shown
    assert f'href="{page("detail", submitted)}"' in shown


def test_a_case_that_just_began_shows_no_empty_table(client: Client, case: Case) -> None:
    shown = client.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert 'id="antraege"' not in shown
    Case.objects.update(stage=Stage.RESOLVED)
    shown = client.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert reverse("application_add", args=[case.pk]) in shown


def test_programmes_are_asked_for_once_until_something_changes(
    client: Client, case: Case, submitted: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def tell() -> tuple[ProgrammeFacts, ...]:
        asked.append(1)
        return (FEDERAL,)

    monkeypatch.setattr(programmes, "_sources", [tell])
    url = reverse("case_detail", args=[case.pk])
    client.get(url)
    client.get(url)
    assert len(asked) == 1
    changed_for_the_public()
    client.get(url)
    assert len(asked) == 2


def test_where_everything_is_decided_nobody_asks_for_programmes(
    client: Client, case: Case, submitted: Application, organiser: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    actions.grant(submitted, on=TODAY, granted=Decimal(5), actor=organiser)
    monkeypatch.setattr(programmes, "_sources", [lambda: pytest.fail("asked")])
    assert client.get(reverse("case_detail", args=[case.pk])).status_code == HTTPStatus.OK
