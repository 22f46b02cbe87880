"""Somebody is found: position, grants, holder, invitation and the end of the case in one step."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import Overtaken, move
from klimanetz.features.advising.filling import actions
from klimanetz.features.advising.filling.rules import can_fill
from klimanetz.features.advising.models import Application, Case, Option, Stage
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster import actions as roster
from klimanetz.roster.joining.models import JoinInvitation
from klimanetz.roster.models import Holding, Membership, Position, PositionState
from tests.conftest import SignIn
from tests.factories import make_manager, make_person
from tests.features.advising.conftest import Advance
from tests.features.advising.filling.conftest import Said


def form_of(case: Case) -> str:
    return reverse("case_fill", args=[case.pk])


def deed_of(case: Case) -> str:
    return reverse("case_fill_do", args=[case.pk])


def flat(page: bytes) -> str:
    return " ".join(page.decode().split())


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def test_the_form_is_filled_with_what_the_case_knows(
    granted: Case, arnstadt: Authority, office: Client
) -> None:
    granted.others.add(arnstadt)
    page = office.get(form_of(granted)).content.decode()
    assert 'value="Ilmenau (Gemeinde, Ilm-Kreis)"' in page
    assert "160700004004 Arnstadt" in page
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in page  # the grant began long ago
    assert 'value="2026-02-28"' in page
    assert '<option value="manager" selected>' in page


def test_a_grant_that_begins_later_says_the_first_day(granted: Case, office: Client) -> None:
    Application.objects.update(grant_starts="2099-01-01", grant_ends="2100-12-31")
    assert 'value="2099-01-01"' in office.get(form_of(granted)).content.decode()


def test_the_planned_first_day_goes_before_that_of_the_grant(granted: Case, office: Client) -> None:
    Case.objects.update(starts_on=date(2024, 9, 1))
    assert 'value="2024-09-01"' in office.get(form_of(granted)).content.decode()


def test_before_anything_is_created_it_is_shown(granted: Case, office: Client, said: Said) -> None:
    page = flat(office.post(form_of(granted), said(serves="160700004004 Arnstadt")).content)
    assert "steht nicht im Verzeichnis" in page  # Arnstadt does not exist in this test
    page = flat(office.post(form_of(granted), said()).content)
    assert "Das entsteht" in page
    assert "Klimaschutzmanagement, Ilmenau, 0,75 einer vollen Stelle" in page
    assert "Kommunalrichtlinie, 01.03.2024 – 28.02.2026" in page
    assert "Klima Invest" in page
    assert "Stiftung" not in page
    assert "Nora Neu, nora.neu@ilmenau.example" in page
    assert "geht sofort an nora.neu@ilmenau.example" in page
    assert not Position.objects.exists()
    assert not JoinInvitation.objects.exists()


def test_one_press_creates_all_of_it(
    granted: Case, office: Client, said: Said, network: Network
) -> None:
    before = Network.objects.values_list("revision", flat=True).get()
    response = office.post(deed_of(granted), said())
    assert response["Location"] == reverse("case_detail", args=[granted.pk])
    position = Position.objects.get()
    assert (position.authority.name, position.kind) == ("Ilmenau", Role.MANAGER)
    assert (str(position.share), position.state) == ("0.75", PositionState.FILLED)
    assert position.ends == timezone.localdate() + timedelta(days=729)
    periods = position.funding_periods.values_list("programme", "starts", "ends")
    assert set(periods) == {
        ("Kommunalrichtlinie", date(2024, 3, 1), date(2026, 2, 28)),
        ("Klima Invest", date(2024, 3, 1), date(2026, 2, 28)),
    }
    holding = Holding.objects.get()
    assert holding.person.full_name == "Nora Neu"
    assert holding.position == position
    assert Membership.objects.get(person=holding.person).role == Role.MANAGER
    assert JoinInvitation.objects.get().email == "nora.neu@ilmenau.example"
    assert Mail.objects.filter(address="nora.neu@ilmenau.example").count() == 1
    granted.refresh_from_db()
    assert (granted.stage, granted.position) == (Stage.ONBOARDED, position)
    assert granted.closed_at is not None
    assert [one.reached for one in granted.moves.order_by("pk")][-2:] == ["filled", "onboarded"]
    assert AuditEntry.objects.filter(verb="fill_case").count() == 1
    assert Network.objects.values_list("revision", flat=True).get() > before


def test_the_position_stands_on_the_public_page_of_the_town(
    granted: Case, office: Client, said: Said, ilmenau: Authority, client: Client
) -> None:
    page = reverse("authority_page", args=[ilmenau.slug])
    before = client.get(page).content.decode()
    office.post(deed_of(granted), said())
    after = client.get(page).content.decode()
    assert before != after
    assert "Klimaschutzmanagement" in after


def test_a_second_click_and_a_second_tab_create_nothing_more(
    granted: Case, office: Client, said: Said
) -> None:
    office.post(deed_of(granted), said())
    again = office.post(deed_of(granted), said(first_name="Norbert", email="n@ilmenau.example"))
    assert again.status_code == 302
    assert Position.objects.count() == Holding.objects.count() == 1
    assert JoinInvitation.objects.count() == 1
    assert not Person.objects.with_email("n@ilmenau.example").exists()


def test_afterwards_the_form_leads_to_the_position(
    granted: Case, office: Client, said: Said
) -> None:
    office.post(deed_of(granted), said())
    position = Position.objects.get()
    assert office.get(form_of(granted))["Location"] == f"/verwaltung/stellen/{position.pk}/"
    page = office.get(reverse("case_detail", args=[granted.pk])).content.decode()
    assert f'href="/verwaltung/stellen/{position.pk}/"' in page
    assert "Stelle anlegen und besetzen" not in page


def test_what_fails_in_the_middle_leaves_nothing(
    granted: Case, organiser: Person, said: Said, monkeypatch: pytest.MonkeyPatch,
    office: Client,
) -> None:  # fmt: skip
    def die(*_given: object, **_named: object) -> None:
        raise Overtaken("Jemand war schneller.")

    monkeypatch.setattr(actions, "bring_to_end", die)
    assert office.post(deed_of(granted), said()).status_code == 409
    for rows in (Position, Holding, JoinInvitation):
        assert not rows.objects.exists()
    assert not Mail.objects.exists()


def test_who_is_known_by_the_address_is_taken_and_keeps_the_name(
    granted: Case, office: Client, said: Said, neighbour: Person
) -> None:
    known = said(email=neighbour.email.upper())
    page = flat(office.post(form_of(granted), known).content)
    assert "ihr Name bleibt" in page
    assert "Hat auch diese Stelle und behält sie: Klimaschutzmanagement, Arnstadt." in page
    assert "keine; die Person ist in dieser Rolle schon dabei" in page
    office.post(deed_of(granted), known)
    assert neighbour.holdings.count() == 2
    neighbour.refresh_from_db()
    assert neighbour.full_name == "Nele Nachbarin"
    assert not JoinInvitation.objects.exists()


def test_a_guest_who_takes_the_position_is_invited_in_the_new_role(
    granted: Case, office: Client, said: Said, guest: Person
) -> None:
    office.post(deed_of(granted), said(email=guest.email))
    assert set(guest.memberships.values_list("role", flat=True)) == {
        Role.STANDING_GUEST,
        Role.MANAGER,
    }
    assert JoinInvitation.objects.get().role == Role.MANAGER


def test_who_could_not_sign_in_any_more_can_again(
    granted: Case, office: Client, said: Said
) -> None:
    left = make_person("Lea", "Fort")
    Person.objects.filter(pk=left.pk).update(is_active=False)
    office.post(deed_of(granted), said(email=left.email))
    left.refresh_from_db()
    assert left.is_active


def test_a_position_that_waits_there_is_taken(
    granted: Case, office: Client, said: Said, ilmenau: Authority, arnstadt: Authority
) -> None:
    vacant = Position.objects.create(
        authority=ilmenau, state=PositionState.VACANT, starts=date(2020, 1, 1)
    )
    vacant.serves.add(arnstadt)
    page = flat(office.post(form_of(granted), said()).content)
    assert "Diese Stelle gibt es schon" in page
    office.post(deed_of(granted), said())
    vacant.refresh_from_db()
    assert (vacant.state, str(vacant.share)) == (PositionState.FILLED, "0.75")
    assert list(vacant.serves.all()) == [arnstadt]
    assert vacant.funding_periods.count() == 2
    assert Position.objects.count() == 1


def test_a_position_of_another_kind_or_of_somebody_else_is_left_alone(
    granted: Case, office: Client, said: Said, ilmenau: Authority
) -> None:
    Position.objects.create(authority=ilmenau, state=PositionState.VACANT, kind=Role.ENERGY_MANAGER)
    planned = Position.objects.create(authority=ilmenau, state=PositionState.PLANNED)
    Holding.objects.create(
        position=planned,
        person=make_person("Ina", "Bald"),
        starts=timezone.localdate() + timedelta(days=9),
    )
    office.post(deed_of(granted), said())
    assert Position.objects.count() == 3
    assert planned.holdings.count() == 1


def test_who_was_entered_by_hand_before_does_not_get_a_second_position(
    granted: Case, office: Client, said: Said, manager: Person
) -> None:
    office.post(deed_of(granted), said(email=manager.email))
    position = Position.objects.get()
    assert position.holdings.count() == 1
    granted.refresh_from_db()
    assert granted.position == position


def test_who_begins_later_is_invited_now_and_stands_on_a_planned_position(
    granted: Case, office: Client, said: Said
) -> None:
    first_day = timezone.localdate() + timedelta(days=40)
    office.post(deed_of(granted), said(starts=first_day.isoformat()))
    position = Position.objects.get()
    assert position.state == PositionState.PLANNED
    assert Holding.objects.get().starts == first_day
    assert Membership.objects.get(role=Role.MANAGER, person=Holding.objects.get().person)
    assert JoinInvitation.objects.exists()


@pytest.mark.parametrize("days", [0, 40])
def test_the_invited_accept_without_being_asked_for_their_post(
    granted: Case, office: Client, said: Said, client: Client, days: int
) -> None:
    """Whether they have begun or not: no second position, and none is asked for."""
    first_day = timezone.localdate() + timedelta(days=days)
    office.post(deed_of(granted), said(starts=first_day.isoformat()))
    link = JoinInvitation.objects.get().accept_path
    page = client.get(link).content.decode()
    assert "Nora" in page
    assert 'name="authority"' not in page
    assert client.post(link, {"first_name": "Nora", "last_name": "Neu"}).status_code == 302
    assert Position.objects.count() == Holding.objects.count() == 1
    assert JoinInvitation.objects.get().person == Holding.objects.get().person


def test_placing_somebody_where_they_are_changes_nothing(
    manager: Person, organiser: Person, ilmenau: Authority
) -> None:
    there = manager.holdings.get().position
    placed = roster.place_person(
        manager, Role.MANAGER, ilmenau, since=timezone.localdate(), actor=organiser
    )
    assert placed == there
    assert manager.holdings.count() == 1


def test_the_district_employs_where_it_coordinates(
    case: Case, advance: Advance, office: Client, said: Said, organiser: Person
) -> None:
    row = advance(case, Stage.FIRST_TALK)
    move(row, Stage.OPTION_CHOSEN, version=row.version, on=timezone.localdate(),
         actor=organiser, option=Option.DISTRICT)  # fmt: skip
    page = office.get(form_of(case)).content.decode()
    assert 'value="Ilm-Kreis (' in page
    assert "160700029029 Ilmenau" in page
    assert '<option value="coordinator" selected>' in page
    office.post(
        deed_of(case),
        said(authority="16070", kind="coordinator", serves="160700029029 Ilmenau", ends=""),
    )
    position = Position.objects.get()
    assert (position.authority.name, position.kind) == ("Ilm-Kreis", Role.COORDINATOR)
    assert [one.name for one in position.serves.all()] == ["Ilmenau"]


def test_a_volunteer_needs_neither_grant_nor_advertisement(
    case: Case, advance: Advance, office: Client, said: Said, organiser: Person
) -> None:
    row = advance(case, Stage.FIRST_TALK)
    move(row, Stage.OPTION_CHOSEN, version=row.version, on=timezone.localdate(),
         actor=organiser, option=Option.VOLUNTEER)  # fmt: skip
    page = office.get(form_of(case)).content.decode()
    assert '<option value="volunteer" selected>' in page
    page = flat(office.post(form_of(case), said(kind="volunteer", ends="")).content)
    assert "keine; im Fall ist kein Antrag bewilligt" in page
    assert "ohne Ende" in page
    office.post(deed_of(case), said(kind="volunteer", ends=""))
    assert Position.objects.get().kind == Role.VOLUNTEER


def test_a_town_that_was_merged_employs_as_what_it_is_today(
    granted: Case, office: Client, ilmenau: Authority, arnstadt: Authority
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Authority.objects.filter(pk=ilmenau.pk).update(valid_to=yesterday)
    ilmenau.successors.add(
        arnstadt, through_defaults={"change": "1", "legal_on": timezone.localdate()}
    )
    assert 'value="Arnstadt (' in office.get(form_of(granted)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "keine"}, "sie sieht zum Beispiel so aus"),
        ({"share": "1,5"}, "Bitte nennen Sie höchstens 1."),
        ({"share": "0"}, "Bitte nennen Sie mindestens 0.01."),
        ({"ends": "2001-01-01"}, "Das Ende liegt vor dem Beginn."),
        ({"authority": "Nirgendwo"}, "Diesen Ort kennt das Verzeichnis nicht."),
        ({"serves": "Nirgendwo"}, "steht nicht im Verzeichnis der Kommunen"),
        ({"last_name": ""}, "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_loses_nothing(
    granted: Case, office: Client, said: Said, wrong: dict[str, str], sentence: str
) -> None:
    for path in (form_of(granted), deed_of(granted)):
        page = office.post(path, said(**wrong)).content.decode()
        assert sentence in page
        assert 'value="Nora"' in page
        assert "Das entsteht" not in page
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    ("stage", "option", "allowed"),
    [
        (Stage.CONTACT, "", False),
        (Stage.OPTION_CHOSEN, Option.OWN, False),
        (Stage.OPTION_CHOSEN, Option.VOLUNTEER, True),
        (Stage.OPTION_CHOSEN, Option.DISTRICT, True),
        (Stage.RESOLVED, Option.OWN, False),
        (Stage.APPLIED, Option.OWN, False),
        (Stage.GRANTED, Option.OWN, True),
        (Stage.ADVERTISED, Option.SHARED, True),
        (Stage.NO_APPLICANT, Option.OWN, False),
        (Stage.FILLED, Option.OWN, True),
        (Stage.DROPPED, Option.OWN, False),
    ],
)
def test_when_a_position_may_come_out_of_a_case(stage: Stage, option: str, allowed: bool) -> None:
    verdict = can_fill(Case(stage=stage, option=option))
    assert bool(verdict) is allowed
    assert allowed or verdict.reason


def test_too_early_is_said_with_the_reason(
    case: Case, office: Client, said: Said, organiser: Person
) -> None:
    response = office.get(form_of(case))
    assert response.status_code == 403
    assert "wenn bewilligt oder ausgeschrieben ist" in response.content.decode()
    assert office.post(deed_of(case), said()).status_code == 409
    valid: dict[str, Any] = {}
    with pytest.raises(Refused, match="Der Fall steht bei „Kontakt“"):
        actions.fill(case, valid, actor=organiser)


def test_the_page_of_the_case_offers_it_when_it_is_time(
    case: Case, advance: Advance, office: Client, granted: Case
) -> None:
    page = office.get(reverse("case_detail", args=[granted.pk])).content.decode()
    assert f'href="{form_of(granted)}"' in page


def test_the_page_of_an_early_case_does_not_offer_it(case: Case, office: Client) -> None:
    page = office.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert "Stelle anlegen und besetzen" not in page


def test_nobody_is_in_the_network_without_a_position(
    granted: Case, advance: Advance, office: Client
) -> None:
    filled = advance(granted, Stage.FILLED)
    way = office.get(reverse("case_move", args=[filled.pk, Stage.ONBOARDED]))
    assert way["Location"] == form_of(filled)


def test_from_filled_it_goes_on_to_the_network(
    granted: Case, advance: Advance, office: Client, said: Said
) -> None:
    filled = advance(granted, Stage.FILLED)
    office.post(deed_of(filled), said())
    assert [one.reached for one in filled.moves.order_by("pk")].count("filled") == 1
    filled.refresh_from_db()
    assert filled.stage == Stage.ONBOARDED


@pytest.mark.parametrize("who", ["manager", "guest"])
def test_only_organisers_create_positions(
    granted: Case, said: Said, sign_in: SignIn, request: pytest.FixtureRequest, who: str
) -> None:
    client = sign_in(request.getfixturevalue(who))
    assert client.get(form_of(granted)).status_code == 403
    assert client.post(deed_of(granted), said()).status_code == 403


def test_a_case_that_is_not_there(office: Client, said: Said) -> None:
    assert office.get("/verwaltung/beratung/999/besetzen/").status_code == 404
    assert office.post("/verwaltung/beratung/999/besetzen/anlegen/", said()).status_code == 404


def test_the_deed_is_no_page(granted: Case, office: Client) -> None:
    assert office.get(deed_of(granted)).status_code == 405


def test_the_button_below_the_preview_sends_what_was_typed(
    granted: Case, office: Client, said: Said, arnstadt: Authority
) -> None:
    typed = said(serves="160700004004 Arnstadt", authority="Ilmenau (Gemeinde, Ilm-Kreis)")
    page = office.post(form_of(granted), typed).content.decode()
    for name, value in typed.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in page


def test_it_is_named_in_the_history(
    granted: Case, office: Client, said: Said, make_trail: Callable[[], str]
) -> None:
    office.post(deed_of(granted), said())
    assert "Stelle aus einem Beratungsfall angelegt und besetzt" in make_trail()


@pytest.fixture
def make_trail(office: Client) -> Callable[[], str]:
    return lambda: office.get(reverse("trail")).content.decode()


def test_managers_elsewhere_are_noted(
    granted: Case, office: Client, said: Said, erfurt: Authority
) -> None:
    other = make_manager("Emil", "Erfurter", erfurt)
    page = flat(office.post(form_of(granted), said(email=other.email)).content)
    assert "Hat auch diese Stelle und behält sie: Klimaschutzmanagement, Erfurt." in page
