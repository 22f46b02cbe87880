"""A case is opened: once for each authority, whatever it was called before."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import AlreadyOpen, open_case
from klimanetz.features.advising.models import Case, CaseEntry, Contact, Stage
from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind, Succession
from tests.conftest import SignIn
from tests.factories import make_authority
from tests.features.advising.conftest import Advance
from tests.features.meetings.reading import words

URL = reverse("case_open")


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def begin(lead: Authority, organiser: Person, *others: Authority) -> Case:
    return open_case(
        lead, others=others, owner=organiser, contact=None, next_step="", next_on=None,
        actor=organiser,
    )  # fmt: skip


def merge(before: Authority, *heirs: Authority) -> None:
    before.valid_to = date(2024, 12, 31)
    before.save()
    for number, heir in enumerate(heirs):
        Succession.objects.create(
            predecessor=before, successor=heir, change="1", legal_on=date(2025, 1, 1),
            inhabitants=1000 - number,
        )  # fmt: skip


@pytest.fixture
def old_town(ilm_kreis: Authority) -> Authority:
    return make_authority("160700099099", "Altdorf", Kind.MUNICIPALITY, parent=ilm_kreis)


def said(**more: object) -> dict[str, object]:
    return {
        "authority": "Ilmenau",
        "name": "Bela Beispiel",
        "email": "bela@ilmenau.example",
        "note": "Fragt nach den Kosten.",
        "next_step": "Zurückrufen",
        "next_on": timezone.localdate().isoformat(),
    } | more


def test_the_first_call_becomes_a_case(
    office: Client, organiser: Person, ilmenau: Authority
) -> None:
    response = office.post(URL, said(owner=organiser.pk), follow=True)
    assert "Der Fall ist angelegt." in response.content.decode()
    case = Case.objects.get()
    assert (case.lead, case.owner, case.stage) == (ilmenau, organiser, Stage.CONTACT)
    assert case.next_step == "Zurückrufen"
    assert Contact.objects.get().email == "bela@ilmenau.example"
    entry = CaseEntry.objects.get()
    assert (entry.text, entry.contact, entry.by) == (
        "Fragt nach den Kosten.",
        Contact.objects.get(),
        organiser,
    )


def test_it_proposes_a_next_step(office: Client) -> None:
    content = office.get(URL).content.decode()
    assert "Anrufen und das Anliegen klären" in content
    assert "Olga Organisatorin</option>" in content


def test_an_authority_can_be_handed_in(office: Client, ilmenau: Authority) -> None:
    """From the page of an authority one comes with its key."""
    content = office.get(f"{URL}?kommune={ilmenau.ars}").content.decode()
    assert f'value="{ilmenau.ars}"' in content


def test_a_second_case_leads_to_the_first(office: Client, case: Case) -> None:
    response = office.post(URL, said(note="Ruft noch einmal an."))
    text = words(response)
    assert "gibt es schon einen offenen Fall: Kontakt." in text
    assert reverse("case_detail", args=[case.pk]) in response.content.decode()
    assert "Ruft noch einmal an." in text
    assert Case.objects.count() == 1


def test_after_the_first_is_closed_a_second_begins(
    case: Case, organiser: Person, ilmenau: Authority, advance: Advance
) -> None:
    advance(case, Stage.DROPPED)
    assert begin(ilmenau, organiser).pk != case.pk
    with pytest.raises(AlreadyOpen):
        begin(ilmenau, organiser)


def test_whoever_calls_has_a_name(office: Client, ilmenau: Authority) -> None:
    response = office.post(URL, said(name=""))
    assert "Bitte sagen Sie auch, wie die Person heißt." in words(response)
    assert not Case.objects.exists()


def test_an_unknown_place_is_asked_back(office: Client, ilmenau: Authority) -> None:
    response = office.post(URL, said(authority="Entenhausen"))
    assert response.status_code == 200
    assert "Fragt nach den Kosten." in words(response)
    assert not Case.objects.exists()


def test_a_merged_town_is_what_it_is_today(
    organiser: Person, old_town: Authority, ilmenau: Authority
) -> None:
    merge(old_town, ilmenau)
    assert begin(old_town, organiser).lead == ilmenau


def test_a_merged_town_among_the_others_counts_once(
    organiser: Person, old_town: Authority, ilmenau: Authority, arnstadt: Authority
) -> None:
    merge(old_town, ilmenau)
    case = begin(ilmenau, organiser, old_town, arnstadt, arnstadt)
    assert list(case.others.all()) == [arnstadt]


def test_a_divided_town_has_to_be_chosen(
    organiser: Person, old_town: Authority, ilmenau: Authority, arnstadt: Authority
) -> None:
    merge(old_town, ilmenau, arnstadt)
    with pytest.raises(Refused, match="Gemeinde Ilmenau, Gemeinde Arnstadt"):
        begin(old_town, organiser)


def test_a_town_without_heirs_is_refused(organiser: Person, old_town: Authority) -> None:
    merge(old_town)
    with pytest.raises(Refused, match="keine Nachfolgerin"):
        begin(old_town, organiser)


def test_only_organisers_own_cases(organiser: Person, manager: Person, arnstadt: Authority) -> None:
    with pytest.raises(Refused, match="wer im Netzwerkmanagement arbeitet"):
        open_case(
            arnstadt, owner=manager, contact=None, next_step="", next_on=None, actor=organiser
        )


def test_a_case_nobody_owns_yet_begins_with_a_call(arnstadt: Authority) -> None:
    """As it is when a mayor asks for advice from the check."""
    case = open_case(
        arnstadt,
        owner=None,
        contact=None,
        next_step="",
        next_on=None,
        check_query="gemeinde=16070",
        actor="ohne Konto",
    )
    assert case.next_step == "Anrufen und das Anliegen klären"
    assert case.next_on == timezone.localdate() + timedelta(days=3)
    assert case.check_query == "gemeinde=16070"
    assert case.moves.get().by is None


def test_nobody_else_opens_cases(
    manager: Person, guest: Person, sign_in: SignIn, client: Client
) -> None:
    assert client.get(URL).status_code == 302
    assert {sign_in(one).post(URL, said()).status_code for one in (manager, guest)} == {403}
    assert not Case.objects.exists()
