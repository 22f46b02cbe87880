"""The small pages of a case: each asks what its step needs, and loses nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from klimanetz.core.farewell import registered_farewells
from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.advising import showing
from klimanetz.features.advising.actions import move, pause, set_days, set_next, wake
from klimanetz.features.advising.models import (
    LIFECYCLE,
    PATH,
    Application,
    ApplicationState,
    Case,
    Option,
    Stage,
)
from klimanetz.features.advising.programmes import ProgrammeFacts
from klimanetz.features.advising.progress import list_steps, list_ways
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.advising.conftest import Advance, give_grant, what_it_asks
from tests.features.meetings.reading import words

TODAY = timezone.localdate()


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def url_of(name: str, case: Case, *more: object) -> str:
    return reverse(name, args=[case.pk, *more])


def filled(case: Case, stage: str, **more: object) -> dict[str, Any]:
    return {
        "on": TODAY.isoformat(),
        "version": case.version,
        "next_step": "Weiter sehen",
        **what_it_asks(stage),
    } | more


def test_every_step_has_a_page_that_asks_what_it_needs(
    office: Client, case: Case, advance: Advance
) -> None:
    """Along the way, and each goes through with what it asks; the last is a room's own."""
    for stage in PATH[1:-1]:
        url = url_of("case_move", case, stage.value) + ("?nur" if stage == Stage.FILLED else "")
        if stage == Stage.GRANTED:
            give_grant(case)
        assert office.get(url).status_code == 200
        response = office.post(url, filled(case, stage))
        assert response.status_code == 302, words(response)
        case.refresh_from_db()
        assert case.stage == stage


@pytest.mark.parametrize("stage", [Stage.DROPPED])
def test_a_step_without_its_reason_comes_back(office: Client, case: Case, stage: Stage) -> None:
    response = office.post(url_of("case_move", case, stage.value), filled(case, stage, reason=""))
    assert "Bitte füllen Sie dieses Feld aus." in words(response)
    case.refresh_from_db()
    assert case.stage == Stage.CONTACT


def test_who_was_overtaken_reads_by_whom_and_loses_nothing(
    office: Client, case: Case, colleague: Person
) -> None:
    """And sends it again knowing that."""
    form = filled(case, Stage.DROPPED, reason="Die Stadt macht es selbst.")
    url = url_of("case_move", case, "dropped")
    move(case, Stage.FIRST_TALK, version=1, on=TODAY, actor=colleague)
    response = office.post(url, form)
    text = words(response)
    assert "Karl Kollege hat den Fall inzwischen weiterbewegt" in text
    assert "Die Stadt macht es selbst." in text
    assert 'name="version" value="2"' in response.content.decode()
    assert office.post(url, form | {"version": 2}).status_code == 302
    case.refresh_from_db()
    assert case.stage == Stage.DROPPED


def test_what_can_no_longer_be_done_leads_back(
    office: Client, case: Case, colleague: Person
) -> None:
    """Both moved it to the same stage: the second has nothing left to do."""
    form = filled(case, Stage.FIRST_TALK)
    move(case, Stage.FIRST_TALK, version=1, on=TODAY, actor=colleague)
    response = office.post(url_of("case_move", case, "first_talk"), form)
    text = words(response)
    assert "Karl Kollege hat den Fall inzwischen weiterbewegt" in text
    assert "Zurück zum Fall" in text
    assert "Fall weiterbewegen" not in text


def test_what_was_typed_for_a_step_that_is_gone_can_be_read_off(
    office: Client, case: Case, organiser: Person, colleague: Person, advance: Advance
) -> None:
    case = advance(case, Stage.FIRST_TALK)
    typed = filled(case, Stage.OPTION_CHOSEN, option=Option.SHARED, next_step="Arnstadt anrufen")
    move(
        case, Stage.OPTION_CHOSEN, version=case.version, on=TODAY, option=Option.OWN,
        actor=colleague,
    )  # fmt: skip
    text = words(office.post(url_of("case_move", case, "option_chosen"), typed))
    assert "Karl Kollege hat den Fall inzwischen weiterbewegt" in text
    assert "Das hatten Sie eingetragen" in text
    assert "gemeinsame Stelle" in text
    assert "Arnstadt anrufen" in text
    assert "Zurück zum Fall" in text


def test_a_step_that_does_not_fit_says_so(office: Client, case: Case) -> None:
    text = words(office.get(url_of("case_move", case, "filled")))
    assert "Von „Kontakt“ geht es nicht zu „besetzt“." in text


def test_a_stage_that_does_not_exist_is_not_found(office: Client, case: Case) -> None:
    assert office.get(url_of("case_move", case, "irgendwas")).status_code == 404


def test_a_room_may_have_a_page_of_its_own_for_a_step(
    office: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showing, "_ways", {})
    showing.way_to(Stage.FIRST_TALK)(lambda case: f"/verwaltung/beratung/{case.pk}/ruhen/")
    response = office.get(url_of("case_move", case, "first_talk"))
    assert response["Location"] == url_of("case_pause", case)
    content = office.get(url_of("case_detail", case)).content.decode()
    assert f'href="{url_of("case_pause", case)}"><span class="kern-label">Weiter' in content


# No case is granted before one of its applications


def test_where_one_application_waits_the_step_leads_to_its_notice(
    office: Client, case: Case, advance: Advance
) -> None:
    case = advance(case, *PATH[1:6])
    it = apply(case, ApplicationState.SUBMITTED)
    notice = reverse("application_grant", args=[case.pk, it.pk])
    content = office.get(url_of("case_detail", case)).content.decode()
    assert f'href="{notice}"><span class="kern-label">Bewilligung eintragen' in content
    assert office.get(url_of("case_move", case, "granted"))["Location"] == notice


@pytest.mark.parametrize("waiting", [0, 2])
def test_else_it_says_what_is_missing_and_leads_to_the_applications(
    office: Client, case: Case, advance: Advance, waiting: int
) -> None:
    case = advance(case, *PATH[1:6])
    for _number in range(waiting):
        apply(case, ApplicationState.SUBMITTED)
    assert "Weiter: bewilligt" in words(office.get(url_of("case_detail", case)))
    page = office.get(url_of("case_move", case, "granted"))
    assert "In diesem Fall ist noch kein Antrag bewilligt." in words(page)
    assert f'href="{url_of("case_detail", case)}#antraege"' in page.content.decode()


def test_whose_grant_is_taken_back_meanwhile_loses_nothing_that_was_typed(
    office: Client, case: Case, advance: Advance
) -> None:
    case = advance(case, *PATH[1:6])
    apply(case, ApplicationState.SUBMITTED)
    said = filled(case, Stage.GRANTED, next_step="Mit der Kämmerei feiern")
    text = words(office.post(url_of("case_move", case, "granted"), said))
    assert "In diesem Fall ist noch kein Antrag bewilligt." in text
    assert "Mit der Kämmerei feiern" in text
    case.refresh_from_db()
    assert case.stage == Stage.APPLIED


def test_nobody_moves_past_it(case: Case, organiser: Person, advance: Advance) -> None:
    case = advance(case, *PATH[1:6])
    with pytest.raises(Refused, match="noch kein Antrag bewilligt"):
        move(case, Stage.GRANTED, version=case.version, on=timezone.localdate(), actor=organiser)


# Who fills a case creates its position


@pytest.mark.parametrize("stages", [PATH[1:7], PATH[1:8], PATH[1:9]])
def test_filling_is_one_step_from_wherever_it_may_be(
    office: Client, case: Case, advance: Advance, stages: tuple[Stage, ...]
) -> None:
    case = advance(case, *stages)
    fill = reverse("case_fill", args=[case.pk])
    content = office.get(url_of("case_detail", case)).content.decode()
    assert content.count(f'href="{fill}"') == 1
    assert content.count("Stelle anlegen und besetzen") == 1
    if case.stage != Stage.FILLED:
        assert office.get(url_of("case_move", case, "filled"))["Location"] == fill
        only = url_of("case_move", case, "filled") + "?nur"
        assert f'href="{only}"' in office.get(fill).content.decode()
        assert office.post(only, filled(case, Stage.FILLED)).status_code == 302
        case.refresh_from_db()
    assert case.stage == Stage.FILLED


# Advertising before the grant notice


def apply(case: Case, state: ApplicationState, **more: object) -> Application:
    fields: dict[str, Any] = {"name": "Klima Invest", "state": state} | more
    if state == ApplicationState.GRANTED:
        fields |= {"granted": 1000, "decided_on": TODAY}
    return Application.objects.create(case=case, **fields)


def test_who_advertises_before_the_notice_has_to_know_it(
    office: Client, case: Case, advance: Advance
) -> None:
    case = advance(case, *PATH[1:6])
    apply(case, ApplicationState.SUBMITTED)
    url = url_of("case_move", case, "advertised")
    text = words(office.get(url))
    assert "Das kann Geld kosten. Noch kein Bescheid für: Klima Invest." in text
    response = office.post(url, filled(case, Stage.ADVERTISED))
    assert "Bitte setzen Sie hier ein Häkchen." in words(response)
    case.refresh_from_db()
    assert case.stage == Stage.APPLIED
    assert office.post(url, filled(case, Stage.ADVERTISED, early="on")).status_code == 302
    case.refresh_from_db()
    assert case.stage == Stage.ADVERTISED
    assert AuditEntry.objects.latest("pk").detail["early"] is True


def test_without_any_notice_an_applied_case_is_warned_too(
    case: Case, organiser: Person, advance: Advance
) -> None:
    case = advance(case, *PATH[1:6])
    with pytest.raises(Refused, match="kein Bescheid eingetragen"):
        advance(case, Stage.ADVERTISED)


@pytest.mark.parametrize("stages", [PATH[1:5], PATH[1:7]], ids=["pays alone", "granted"])
def test_who_needs_no_notice_or_has_it_is_not_warned(
    office: Client, case: Case, advance: Advance, stages: tuple[Stage, ...]
) -> None:
    case = advance(case, *stages)
    if Stage.GRANTED in stages:
        apply(case, ApplicationState.GRANTED)
        apply(case, ApplicationState.REFUSED)
    text = words(office.get(url_of("case_move", case, "advertised")))
    assert "Das kann Geld kosten." not in text
    assert advance(case, Stage.ADVERTISED).stage == Stage.ADVERTISED


def test_a_programme_that_an_early_start_does_not_harm_warns_of_nothing(
    case: Case, advance: Advance, monkeypatch: pytest.MonkeyPatch
) -> None:
    harmless = ProgrammeFacts("pauschale", "Pauschale", "", True, early_start_harms=False)
    monkeypatch.setattr("klimanetz.features.advising.early.known_programmes", lambda: (harmless,))
    case = advance(case, *PATH[1:5])
    apply(case, ApplicationState.SUBMITTED, programme="pauschale")
    assert advance(case, Stage.ADVERTISED).stage == Stage.ADVERTISED


# Planning, resting, handing over


def test_the_next_step_is_planned(office: Client, case: Case) -> None:
    url = url_of("case_plan", case)
    assert "Rückruf am Montag" in office.get(url).content.decode()
    form = {"next_step": "Kreis anrufen", "next_on": TODAY.isoformat(), "version": 1}
    assert "Der nächste Schritt steht." in office.post(url, form, follow=True).content.decode()
    case.refresh_from_db()
    assert (case.next_step, case.next_on, case.version) == ("Kreis anrufen", TODAY, 2)
    office.post(url, form)
    case.refresh_from_db()
    assert case.version == 2


def test_a_step_without_a_day_comes_back(office: Client, case: Case) -> None:
    response = office.post(url_of("case_plan", case), {"next_step": "Irgendwann", "version": 1})
    assert response.status_code == 200
    assert "Bitte füllen Sie dieses Feld aus." in words(response)


def test_a_case_rests_and_wakes(office: Client, case: Case) -> None:
    url = url_of("case_pause", case)
    until = TODAY + timedelta(days=60)
    past = office.post(url, {"reason": "Wahl", "until": TODAY.isoformat(), "version": 1})
    assert "Bitte wählen Sie einen Tag, der noch kommt." in words(past)
    office.post(url, {"reason": "Wahl", "until": until.isoformat(), "version": 1})
    case.refresh_from_db()
    assert (case.is_paused, case.pause_reason, case.wake_on) == (True, "Wahl", until)
    assert not Case.objects.running().exists()
    response = office.post(url_of("case_wake", case), follow=True)
    assert "Der Fall läuft wieder." in response.content.decode()
    assert Case.objects.running().exists()


def test_a_resting_case_comes_back_on_its_day(case: Case, organiser: Person) -> None:
    pause(case, reason="Wahl", until=TODAY + timedelta(days=1), actor=organiser)
    assert not Case.objects.due().exists()
    Case.objects.update(wake_on=TODAY)
    assert Case.objects.due().exists()


def test_pausing_twice_and_waking_twice_change_once(case: Case, organiser: Person) -> None:
    for _click in range(2):
        case = pause(case, reason="Wahl", until=TODAY + timedelta(days=9), actor=organiser)
    assert case.version == 2
    for _click in range(2):
        case = wake(case, actor=organiser)
    assert case.version == 3


@pytest.mark.parametrize(
    ("reason", "days", "sentence"),
    [("", 9, "warum der Fall ruht"), ("Wahl", 0, "einen Tag, der noch kommt")],
)
def test_no_case_rests_for_ever_or_for_nothing(
    case: Case, organiser: Person, reason: str, days: int, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        pause(case, reason=reason, until=TODAY + timedelta(days=days), actor=organiser)


@pytest.mark.parametrize("page", ["case_plan", "case_days", "case_pause"])
def test_a_closed_case_is_not_planned(
    office: Client, case: Case, advance: Advance, page: str
) -> None:
    advance(case, Stage.DROPPED)
    response = office.get(url_of(page, case))
    assert response.status_code == 403
    assert "Dieser Fall ist abgeschlossen." in response.content.decode()


def test_its_days_are_kept(office: Client, case: Case, organiser: Person) -> None:
    form = {"starts_on": "2027-07-01", "council_on": "", "version": 1}
    office.post(url_of("case_days", case), form)
    case.refresh_from_db()
    assert str(case.starts_on) == "2027-07-01"
    version = case.version
    set_days(case, starts_on=case.starts_on, actor=organiser)
    case.refresh_from_db()
    assert case.version == version


def test_a_case_goes_into_other_hands(
    office: Client, case: Case, colleague: Person, manager: Person
) -> None:
    url = url_of("case_hand_over", case)
    content = office.get(url).content.decode()
    assert "Karl Kollege" in content
    assert "Mika Managerin" not in content
    office.post(url, {"owner": colleague.pk, "version": 1})
    case.refresh_from_db()
    assert case.owner == colleague
    office.post(url, {"owner": "", "version": 2})
    case.refresh_from_db()
    assert case.owner is None


def test_who_cares_for_a_case_of_nobody_says_so_with_one_click(
    office: Client, case: Case, organiser: Person, colleague: Person
) -> None:
    button, url = "Ich kümmere mich", url_of("case_take", case)
    assert button not in office.get(url_of("case_detail", case)).content.decode()
    Case.objects.update(owner=None)
    assert button in office.get(url_of("case_detail", case)).content.decode()
    for _twice in range(2):
        page = office.post(url, follow=True).content.decode()
        assert "Olga Organisatorin kümmert sich." in page
    assert AuditEntry.objects.filter(verb="hand_over_case").count() == 1
    Case.objects.update(owner=colleague)
    assert "Karl Kollege kümmert sich inzwischen." in words(office.post(url, follow=True))
    case.refresh_from_db()
    assert case.owner == colleague


CHANGES: dict[str, dict[str, Any]] = {
    "case_plan": {"next_step": "Stadt anrufen", "next_on": TODAY.isoformat()},
    "case_days": {"starts_on": "2027-07-01"},
    "case_pause": {"reason": "Stadt wählt", "until": (TODAY + timedelta(days=9)).isoformat()},
    "case_hand_over": {"owner": ""},
}


@pytest.mark.parametrize("page", CHANGES)
def test_of_two_who_change_one_case_the_second_reads_of_the_first(
    office: Client, case: Case, colleague: Person, page: str
) -> None:
    """What they wrote is still there, and goes through when they send it again."""
    set_next(case, "Kreis anrufen", TODAY, actor=colleague)
    form = CHANGES[page] | {"version": 1}
    response = office.post(url_of(page, case), form)
    assert "Karl Kollege hat den Fall inzwischen geändert" in words(response)
    assert all(str(value) in response.content.decode() for value in CHANGES[page].values())
    assert 'name="version" value="2"' in response.content.decode()
    assert office.post(url_of(page, case), form | {"version": 2}).status_code == 302


def test_who_plans_a_case_that_was_closed_meanwhile_is_told(
    office: Client, case: Case, advance: Advance
) -> None:
    advance(case, Stage.DROPPED)
    response = office.post(url_of("case_plan", case), CHANGES["case_plan"] | {"version": 1})
    assert "Dieser Fall ist abgeschlossen." in words(response)
    assert "Stadt anrufen" in response.content.decode()


def test_who_leaves_the_network_leaves_the_case(
    case: Case, organiser: Person, colleague: Person
) -> None:
    """It waits for somebody else, and does not vanish with them."""
    for farewell in registered_farewells():
        farewell(organiser, colleague)
    case.refresh_from_db()
    assert case.owner is None
    assert AuditEntry.objects.filter(verb="hand_over_case").count() == 1


# Its way


def test_a_lost_case_skips_what_was_still_to_come(case: Case, advance: Advance) -> None:
    case = advance(case, *PATH[1:4], Stage.COUNCIL_REFUSED)
    steps = {step.label: step.state for step in list_steps(case, list(case.moves.all()))}
    assert steps["Ratsvorlage"] == "done"
    assert steps["Beschlossen"] == "skipped"
    assert "now" not in steps.values()


def test_a_town_that_pays_alone_skips_the_grant(case: Case, advance: Advance) -> None:
    case = advance(case, *PATH[1:5], Stage.ADVERTISED)
    steps = {step.label: step.state for step in list_steps(case, list(case.moves.all()))}
    assert steps["Beantragt"] == "skipped"
    assert steps["Ausgeschrieben"] == "now"


def test_a_failed_advertisement_stays_at_its_step(case: Case, advance: Advance) -> None:
    case = advance(case, *PATH[1:8], Stage.NO_APPLICANT)
    step = next(one for one in list_steps(case, list(case.moves.all())) if one.state == "now")
    assert (step.label, step.hint) == ("Ausgeschrieben", "niemand Geeignetes gefunden")


@pytest.mark.parametrize("stage", Stage)
def test_the_usual_step_stands_first_and_the_end_last(stage: Stage) -> None:
    for option in Option:
        ways = list_ways(Case(stage=stage, option=option))
        assert set(ways) <= LIFECYCLE[stage]
        assert [way for way in ways if way == Stage.DROPPED] == ways[-1:] or (
            Stage.DROPPED not in ways
        )


def test_a_volunteer_needs_no_council(case: Case) -> None:
    short = list_ways(Case(stage=Stage.OPTION_CHOSEN, option=Option.VOLUNTEER))
    own = list_ways(Case(stage=Stage.OPTION_CHOSEN, option=Option.OWN))
    assert short[0] == Stage.FILLED
    assert own == [Stage.COUNCIL_PAPER, Stage.DROPPED]


PAGES = ["case_plan", "case_days", "case_pause", "case_hand_over", "case_note",
         "case_contact_add", "case_authority_add"]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_the_organisers(
    office: Client, case: Case, manager: Person, sign_in: SignIn, page: str
) -> None:
    url = url_of(page, case)
    assert office.get(url).status_code == 200
    assert sign_in(manager).get(url).status_code == 403
    assert office.delete(url).status_code == 405
    assert office.get(reverse(page, args=[case.pk + 1])).status_code == 404


def test_a_button_is_pressed_and_not_opened(office: Client, case: Case) -> None:
    for button in ("case_wake", "case_take"):
        assert office.get(url_of(button, case)).status_code == 405


# Authorities


def test_partners_join_and_leave(office: Client, case: Case, arnstadt: Authority) -> None:
    url = url_of("case_authority_add", case)
    office.post(url, {"authority": "Arnstadt"})
    office.post(url, {"authority": "Arnstadt"})
    assert list(case.others.all()) == [arnstadt]
    assert "stellt ein" in words(office.get(url_of("case_detail", case)))
    office.post(url_of("case_authority_remove", case, arnstadt.pk))
    assert not case.others.exists()


def test_two_partners_that_are_one_authority_are_refused(office: Client, case: Case) -> None:
    response = office.post(url_of("case_authority_add", case), {"authority": "Ilmenau"})
    assert "ist schon die Kommune dieses Falls." in words(response)


def test_the_next_step_of_somebody_else_is_not_overwritten_unseen(
    case: Case, organiser: Person, colleague: Person
) -> None:
    set_next(case, "Kreis anrufen", TODAY, actor=colleague)
    with pytest.raises(Refused, match="Karl Kollege"):
        set_next(case, "Stadt anrufen", TODAY, version=1, actor=organiser)
