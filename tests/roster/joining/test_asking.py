"""Asking to join: the form, the link, the answer to a question; what strangers may not learn."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from klimanetz.core.models import AuditEntry, Network
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind
from klimanetz.places.starter import load_starter_register
from klimanetz.roster.joining import actions
from klimanetz.roster.joining.jobs import forget_strangers, forget_unconfirmed
from klimanetz.roster.joining.models import LIFECYCLE, JoinRequest, RequestState, seal
from klimanetz.roster.joining.pace import stamp
from tests.factories import make_authority
from tests.roster.joining.conftest import FORM, Fill, MakeRequest, link_in, newest, read

pytestmark = pytest.mark.django_db
OFFERED = re.compile(r'name="authority_choice"[^>]* value="([^"]+)"')


@pytest.fixture(autouse=True)
def places(network: Network, ilmenau: Authority) -> None:
    """Every form needs the register."""


def send(client: Client, data: dict[str, str]) -> str:
    response = client.post(FORM, data)
    assert response.status_code == 200
    return response.content.decode()


def test_the_form_asks_for_little_and_says_what_comes(client: Client) -> None:
    page = read(client, FORM)
    for said in ("Mitmachen", "Dienstliche E-Mail-Adresse", "Postleitzahl", "Was dann geschieht",
                 "netzwerk@agentur.example", "hx-get"):  # fmt: skip
        assert said in page
    assert page.count("(freiwillig)") == 3


def test_asking_confirming_and_waiting(client: Client, fill: Fill, ilmenau: Authority) -> None:
    response = client.post(FORM, fill())
    assert (response.status_code, response["Location"]) == (302, "/mitmachen/danke/")
    assert "Bitte sehen Sie in Ihr Postfach" in read(client, "/mitmachen/danke/")
    asked = JoinRequest.objects.get()
    assert (asked.state, asked.authority_id) == (RequestState.UNCONFIRMED, ilmenau.pk)
    assert asked.message == "Guten Tag!"
    mail = newest("joining.confirm_address")
    assert mail.address == "nora.neu@ilmenau.example"
    link = link_in(mail)
    assert "Ilmenau" in read(client, link)
    assert JoinRequest.objects.get().state == RequestState.UNCONFIRMED
    for _again in range(2):
        response = client.post(link)
        assert response["Location"] == "/mitmachen/bestaetigt/"
    asked.refresh_from_db()
    assert asked.state == RequestState.OPEN
    assert asked.confirmed_at is not None
    assert AuditEntry.objects.filter(verb="confirm_request").count() == 1
    assert client.get(link)["Location"] == "/mitmachen/bestaetigt/"
    assert "Ihre Anfrage ist da" in read(client, "/mitmachen/bestaetigt/")


def test_a_member_gets_the_same_page_and_a_mail_with_the_truth(
    client: Client, fill: Fill, manager: Person
) -> None:
    response = client.post(FORM, fill(email=manager.email.upper()))
    assert response["Location"] == "/mitmachen/danke/"
    assert not JoinRequest.objects.exists()
    mail = newest("joining.known_already")
    assert mail.address == manager.email
    assert mail.letter.subject == "Sie sind schon dabei: Klimanetz Thüringen"
    assert "/anmelden/" in mail.letter.text


def test_who_waits_is_told_so_by_mail(
    client: Client, fill: Fill, make_request: MakeRequest
) -> None:
    asked = make_request(days=2)
    assert client.post(FORM, fill())["Location"] == "/mitmachen/danke/"
    assert JoinRequest.objects.get() == asked
    assert "ist bei uns" in newest("joining.asked_already").letter.text


@pytest.mark.parametrize("who", ["guest", "outsider"])
def test_whoever_is_known_but_no_member_may_ask(
    client: Client, fill: Fill, who: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)
    client.post(FORM, fill(email=person.email))
    assert JoinRequest.objects.get().email == person.email


def test_two_links_of_one_address_make_one_request(client: Client, fill: Fill) -> None:
    client.post(FORM, fill())
    client.post(FORM, fill(message="Noch einmal"))
    links = [link_in(mail) for mail in Mail.objects.order_by("pk")]
    for link in links:
        client.post(link)
    assert JoinRequest.objects.get().message == "Guten Tag!"
    assert "Diesen Link kennen wir nicht" in read(client, links[1], 404)


def test_organisers_hear_of_a_request_once_its_address_is_confirmed(
    client: Client, fill: Fill, organiser: Person
) -> None:
    client.post(FORM, fill())
    assert not Mail.objects.filter(address=organiser.email).exists()
    link = link_in(newest("joining.confirm_address"))
    client.post(link)
    client.post(link)
    mail = Mail.objects.select_related("letter").get(address=organiser.email)
    assert mail.letter.subject == "Neue Anfrage: Nora Neu, Ilmenau"
    assert "Guten Tag!" in mail.letter.text
    assert f"/verwaltung/anfragen/{JoinRequest.objects.get().pk}/" in mail.letter.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": "nora"}, "Bitte prüfen Sie die Adresse"),
        ({"last_name": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"authority": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"authority": "Nirgendwo am See"}, "Ort"),
        ({"role": "organiser"}, "Bitte"),
        ({"starts": "2026-02-30"}, "Diesen Tag finden wir nicht im Kalender."),
        ({"starts": "2026-02-01", "ends": "2025-01-01"}, "Das Ende liegt vor dem Beginn."),
        ({"message": "x" * 2001}, "2000"),
        ({"first_name": "x\0y"}, "Null"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_nothing_is_lost(
    client: Client, fill: Fill, fields: dict[str, str], said: str
) -> None:
    page = send(client, fill(**{"first_name": "Nora <3"} | fields))
    assert said in page
    assert "Bitte prüfen Sie diese Angabe" in page
    if "first_name" not in fields:
        assert escape("Nora <3") in page
    assert not JoinRequest.objects.exists()
    assert not Mail.objects.exists()


def test_a_name_of_several_places_becomes_a_choice(
    client: Client, fill: Fill, ilm_kreis: Authority, erfurt: Authority
) -> None:
    make_authority("160700001001", "Neustadt", Kind.MUNICIPALITY, parent=ilm_kreis)
    other = make_authority("160510001001", "Neustadt", Kind.MUNICIPALITY, parent=erfurt)
    page = send(client, fill(authority="Neustadt"))
    assert "Neustadt (Gemeinde, Ilm-Kreis)" in page
    assert "Neustadt (Gemeinde, Erfurt)" in page
    assert "Guten Tag!" in page
    chosen = {"authority_asked": "Neustadt", "authority_choice": "160510001001 Neustadt"}
    client.post(FORM, fill(authority="Neustadt") | chosen)
    assert JoinRequest.objects.get().authority == other


def test_a_choice_does_not_count_for_another_name(
    client: Client, fill: Fill, ilmenau: Authority, erfurt: Authority
) -> None:
    chosen = {"authority_asked": "Neustadt", "authority_choice": "160510000000 Erfurt"}
    client.post(FORM, fill() | chosen)
    assert JoinRequest.objects.get().authority == ilmenau


def test_a_postcode_finds_every_authority_of_that_seat(
    client: Client, fill: Fill, ilmenau: Authority, ilm_kreis: Authority
) -> None:
    Authority.objects.filter(pk=ilmenau.pk).update(postcode="98693")
    client.post(FORM, fill(authority="98693"))
    assert JoinRequest.objects.get().authority == ilmenau
    Authority.objects.filter(pk=ilm_kreis.pk).update(postcode="98693")
    page = send(client, fill(authority="98693"))
    assert "Ilm-Kreis (" in page
    assert "Ilmenau (Gemeinde" in page


@pytest.mark.parametrize("postcode", ["99086", "99099"])
def test_another_postcode_of_a_city_offers_the_city_first(
    client: Client, fill: Fill, postcode: str
) -> None:
    load_starter_register()
    page = send(client, fill(authority=postcode))
    assert "Ist einer von diesen gemeint?" in page
    assert OFFERED.findall(page)[0] == "160510000000 Erfurt"
    assert len(OFFERED.findall(page)) == 6
    chosen = {"authority_asked": postcode, "authority_choice": "160510000000 Erfurt"}
    client.post(FORM, fill(authority=postcode) | chosen)
    assert JoinRequest.objects.get().authority.name == "Erfurt"


def test_a_postcode_of_another_region_is_unknown(client: Client, fill: Fill) -> None:
    load_starter_register()
    page = send(client, fill(authority="20095"))
    assert "Diesen Ort kennt das Verzeichnis nicht" in page
    assert not OFFERED.findall(page)


def test_the_first_five_digits_of_a_city_are_its_key(client: Client, fill: Fill) -> None:
    load_starter_register()
    client.post(FORM, fill(authority="16051"))
    assert JoinRequest.objects.get().authority.name == "Erfurt"


def test_a_town_and_its_association_are_a_choice_and_told_apart_afterwards(
    client: Client, fill: Fill
) -> None:
    load_starter_register()
    typed, name = "Neustadt", "Neustadt an der Orla"
    town, association = f"160755050073 {name}", f"160755050 {name}"
    assert OFFERED.findall(send(client, fill(authority=typed))) == [town, association]
    for choice, kind in ((town, "Gemeinde"), (association, "Verwaltungsgemeinschaft")):
        chosen = {"authority_asked": typed, "authority_choice": choice}
        client.post(FORM, fill(authority=typed) | chosen)
        page = read(client, link_in(newest("joining.confirm_address")))
        assert f"<dd>{choice.partition(' ')[2]} ({kind}, " in page


@pytest.mark.parametrize("typed", ["Stadt Meiningen", "Meiningen", " meiningen "])
def test_who_says_all_of_a_name_means_the_town(client: Client, fill: Fill, typed: str) -> None:
    load_starter_register()
    client.post(FORM, fill(authority=typed))
    assert JoinRequest.objects.get().authority.kind == Kind.MUNICIPALITY


class TestMachines:
    def test_the_trap_answers_as_if_all_were_well(self, client: Client, fill: Fill) -> None:
        response = client.post(FORM, fill(website="https://casino.example"))
        assert response["Location"] == "/mitmachen/danke/"
        assert not JoinRequest.objects.exists()
        assert not Mail.objects.exists()

    @pytest.mark.parametrize("begun", ["", "forged", "now"])
    def test_too_fast_is_asked_kindly_to_look_again(
        self, client: Client, fill: Fill, begun: str
    ) -> None:
        page = send(client, fill(begun=stamp() if begun == "now" else begun))
        assert "Das ging sehr schnell" in page
        assert "Guten Tag!" in page
        assert not JoinRequest.objects.exists()

    @pytest.mark.usefixtures("noon")
    def test_who_writes_and_writes_is_stopped(
        self, client: Client, fill: Fill, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("klimanetz.roster.joining.views.public.REQUESTS_PER_CLIENT", 1)
        client.post(FORM, fill())
        page = send(client, fill(email="andere@ilmenau.example"))
        assert "Bitte warten Sie einige Minuten" in page
        assert "andere@ilmenau.example" in page
        assert JoinRequest.objects.count() == 1

    @pytest.mark.usefixtures("noon")
    def test_nobodys_mailbox_is_filled(self, client: Client, fill: Fill) -> None:
        answers = {client.post(FORM, fill())["Location"] for _time in range(5)}
        assert answers == {"/mitmachen/danke/"}
        assert Mail.objects.count() == 3


class TestTime:
    def test_unconfirmed_requests_vanish_after_a_week(
        self, client: Client, make_request: MakeRequest
    ) -> None:
        make_request(days=6, state=RequestState.UNCONFIRMED, confirmed_at=None)
        assert forget_unconfirmed() == 0
        JoinRequest.objects.update(created_at=timezone.now() - timedelta(days=7, minutes=1))
        asked = JoinRequest.objects.get()
        assert "Diesen Link kennen wir nicht" in read(client, asked.confirm_path, 404)
        assert client.post(asked.confirm_path).status_code == 404
        assert forget_unconfirmed() == 1
        assert forget_unconfirmed() == 0

    def test_what_waits_is_kept_and_what_was_declined_is_not(
        self, make_request: MakeRequest
    ) -> None:
        make_request(days=300)
        old = timezone.now() - timedelta(days=181)
        make_request(email="a@b.example", state=RequestState.DECLINED, decided_at=old)
        assert forget_unconfirmed() == 0
        assert forget_strangers() == 1
        assert JoinRequest.objects.get().state == RequestState.OPEN


def test_the_question_is_answered_on_its_page(
    client: Client, make_request: MakeRequest, organiser: Person
) -> None:
    asked = make_request()
    actions.ask_back(asked, "Stadt oder Kreis?", actor=organiser)
    mail = newest("joining.question")
    assert "Stadt oder Kreis?" in mail.letter.text
    link = link_in(mail)
    assert "Stadt oder Kreis?" in read(client, link)
    assert "Bitte füllen Sie dieses Feld aus." in client.post(link, {}).content.decode()
    for answer in ("Die Stadt.", "Etwas anderes"):
        assert client.post(link, {"answer": answer})["Location"] == link
    page = read(client, link)
    assert "Die Stadt." in page
    assert "Etwas anderes" not in page
    asked.refresh_from_db()
    assert asked.state == RequestState.OPEN


def test_an_answer_that_comes_too_late_is_told_so(
    client: Client, make_request: MakeRequest, organiser: Person
) -> None:
    asked = make_request()
    question = actions.ask_back(asked, "Stadt oder Kreis?", actor=organiser)
    actions.decline(asked, "Leider nicht.", actor=organiser)
    page = client.post(question.answer_path, {"answer": "Die Stadt."}).content.decode()
    assert "schon entschieden" in page
    assert "Die Stadt." in page


@pytest.mark.parametrize("page", ["bestaetigen", "rueckfrage", "einladung"])
def test_links_nobody_was_given(client: Client, make_request: MakeRequest, page: str) -> None:
    asked = make_request(state=RequestState.UNCONFIRMED)
    for token in ("x", seal(asked, "else"), asked.confirm_path.split("/")[-2] + "x"):
        url = f"/mitmachen/{page}/{token}/"
        assert "Diesen Link kennen wir nicht" in read(client, url, 404)
        assert client.post(url).status_code == 404
    asked.refresh_from_db()
    assert asked.state == RequestState.UNCONFIRMED


def test_every_state_stands_in_the_lifecycle() -> None:
    assert set(LIFECYCLE) == set(RequestState)
    assert all(after <= set(RequestState) for after in LIFECYCLE.values())


def test_wrong_methods(client: Client) -> None:
    assert client.put(FORM).status_code == 405
    assert client.post("/mitmachen/danke/").status_code == 405
    assert client.post("/mitmachen/bestaetigt/").status_code == 405
