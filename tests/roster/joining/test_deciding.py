"""What organisers do with a request."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority, Kind, Succession
from klimanetz.roster.joining import actions, rules
from klimanetz.roster.joining.models import JoinRequest, RequestState
from klimanetz.roster.models import Holding, Membership, Position, PositionState
from tests.conftest import SignIn
from tests.factories import make_authority, make_manager, make_person
from tests.roster.joining.conftest import OFFICE, MakeRequest, newest, read

pytestmark = pytest.mark.django_db
DEFAULT = {"person": "neu", "position": "neu", "since": "2026-01-01"}


def page_of(asked: JoinRequest, page: str = "") -> str:
    return f"{OFFICE}{asked.pk}/{page}"


class TestList:
    def test_it_shows_who_waits_and_since_when(
        self, office: Client, make_request: MakeRequest
    ) -> None:
        make_request(days=8)
        make_request(email="b@c.example", first_name="Bo", state=RequestState.ASKED)
        make_request(email="c@d.example", first_name="Una", state=RequestState.UNCONFIRMED)
        page = read(office, OFFICE)
        assert "2 Anfragen warten" in page
        assert '<span class="badge badge--now">wartet seit 8 Tagen</span>' in page
        assert "Rückfrage gestellt" in page
        assert "Una" not in page

    def test_an_empty_list_says_what_comes(self, office: Client) -> None:
        assert "Niemand wartet." in read(office, OFFICE)

    def test_queries_do_not_grow(self, office: Client, make_request: MakeRequest) -> None:
        counts = []
        for number in range(3):
            make_request(email=f"a{number}@b.example")
            make_request(email=f"b{number}@b.example", state=RequestState.DECLINED,
                         decided_at=timezone.now())  # fmt: skip
            with CaptureQueriesContext(connection) as queries:
                read(office, OFFICE)
            counts.append(len(queries))
        assert len(set(counts)) == 1


class TestReview:
    def test_all_that_is_needed_stands_on_one_page(
        self, office: Client, make_request: MakeRequest, manager: Person, arnstadt: Authority
    ) -> None:
        second = Position.objects.create(authority=arnstadt, kind=Role.HEAT_PLANNER)
        Holding.objects.create(position=second, person=manager)
        make_person("Nora", "Neu", Role.PARTNER, email="nora@institut.example")
        make_person("Nils", "Neu", email="nils@institut.example")
        asked = make_request(message="Ich bin neu.")
        page = read(office, page_of(asked))
        for said in ("Ich bin neu.", "passt", "Der Name der Kommune steht in ilmenau.example.",
                     "Mika Managerin", "derselbe Name", "derselbe Nachname", "Partner:in",
                     "zurzeit ohne Rolle", "Aufnehmen und begrüßen"):  # fmt: skip
            assert said in page
        assert page.index("derselbe Name ") < page.index("derselbe Nachname")

    @pytest.mark.parametrize(
        ("email", "word"),
        [
            ("nora@gmx.de", "Freemail"),
            ("nora@kommune.example", "Auch Mika Managerin schreibt von kommune.example."),
            ("nora@stadt-ilmenau.example", "passt"),
            ("nora@anderswo.example", "unbekannt"),
        ],
    )
    def test_the_domain_is_judged(
        self, office: Client, make_request: MakeRequest, manager: Person, email: str, word: str
    ) -> None:
        assert word in read(office, page_of(make_request(email=email)))

    def test_a_person_with_two_positions_is_one_person(
        self, office: Client, make_request: MakeRequest, arnstadt: Authority, erfurt: Authority
    ) -> None:
        nora = make_manager("Nora", "Neu", arnstadt)
        second = Position.objects.create(authority=erfurt)
        Holding.objects.create(position=second, person=nora)
        page = read(office, page_of(make_request()))
        assert page.count("derselbe Name") == 1
        assert "Klimaschutzmanagement, Arnstadt" in page
        assert "Klimaschutzmanagement, Erfurt" in page

    def test_queries_do_not_grow_with_those_alike(
        self, office: Client, make_request: MakeRequest, ilmenau: Authority
    ) -> None:
        asked = make_request()
        counts = []
        for number in range(3):
            make_manager(f"Nora{number}", "Neu", ilmenau)
            with CaptureQueriesContext(connection) as queries:
                read(office, page_of(asked))
            counts.append(len(queries))
        assert len(set(counts)) == 1
        assert counts[0] <= 14

    def test_what_is_decided_offers_no_more(
        self, office: Client, make_request: MakeRequest, organiser: Person
    ) -> None:
        asked = make_request()
        actions.decline(asked, "Weil nicht.", actor=organiser)
        page = read(office, page_of(asked))
        assert "Weil nicht." in page
        assert "Aufnehmen und begrüßen" not in page
        assert "Zuletzt entschieden" in read(office, OFFICE)


class TestApproving:
    def test_somebody_new_with_a_new_position(
        self, office: Client, make_request: MakeRequest, ilmenau: Authority, organiser: Person
    ) -> None:
        asked = make_request(starts=date(2026, 1, 1), ends=date(2028, 12, 31))
        response = office.post(page_of(asked), DEFAULT)
        person = Person.objects.get(email=asked.email)
        assert response["Location"] == f"/verwaltung/personen/{person.pk}/"
        assert person.full_name == "Nora Neu"
        assert person.is_member
        position = Position.objects.get(authority=ilmenau)
        assert (position.state, position.ends) == (PositionState.FILLED, date(2028, 12, 31))
        assert Holding.objects.get(person=person).position == position
        asked.refresh_from_db()
        assert (asked.state, asked.person, asked.decided_by) == ("approved", person, organiser)
        mail = newest("joining.welcome")
        assert mail.address == asked.email
        assert "So geht es weiter" in mail.letter.text
        assert AuditEntry.objects.filter(verb="approve_request").count() == 1

    def test_the_vacancy_is_proposed_and_filled(
        self, office: Client, make_request: MakeRequest, ilmenau: Authority
    ) -> None:
        vacant = Position.objects.create(authority=ilmenau, state=PositionState.VACANT)
        asked = make_request()
        page = read(office, page_of(asked))
        assert "Klimaschutzmanagement (unbesetzt)" in page
        office.post(page_of(asked), DEFAULT | {"position": str(vacant.pk)})
        vacant.refresh_from_db()
        assert vacant.state == PositionState.FILLED
        assert Position.objects.count() == 1

    def test_somebody_known_by_name_is_linked_and_takes_the_new_address(
        self, office: Client, make_request: MakeRequest, arnstadt: Authority
    ) -> None:
        nora = make_manager("Nora", "Neu", arnstadt)
        other = make_person("Nora", "Neu", email="nora@anderswo.example")
        asked = make_request()
        office.post(page_of(asked), DEFAULT | {"person": str(nora.pk)})
        nora.refresh_from_db()
        other.refresh_from_db()
        assert nora.email == asked.email
        assert other.email == "nora@anderswo.example"
        assert nora.holdings.count() == 2
        assert Membership.objects.filter(person=nora).count() == 1

    def test_the_owner_of_the_address_is_the_one(
        self, office: Client, make_request: MakeRequest, outsider: Person
    ) -> None:
        Person.objects.filter(pk=outsider.pk).update(is_active=False)
        asked = make_request(email=outsider.email)
        assert "Eine neue Person" not in read(office, page_of(asked))
        office.post(page_of(asked), DEFAULT | {"person": str(outsider.pk)})
        outsider = Person.objects.get(pk=outsider.pk)
        assert outsider.is_active
        assert outsider.is_member

    def test_the_address_of_somebody_else_cannot_be_taken(
        self, make_request: MakeRequest, outsider: Person, organiser: Person, ilmenau: Authority
    ) -> None:
        asked = make_request(email=outsider.email)
        with pytest.raises(Refused, match="gehört schon zu"):
            actions.approve(asked, person=organiser, authority=ilmenau, position=None,
                            since=date(2026, 1, 1), actor=organiser)  # fmt: skip
        asked.refresh_from_db()
        assert asked.is_pending

    def test_twice_is_once_and_the_second_is_told(
        self, office: Client, make_request: MakeRequest, sign_in: SignIn
    ) -> None:
        asked = make_request()
        other = sign_in(make_person("Paula", "Organisatorin", Role.ORGANISER))
        page = page_of(asked)
        assert office.post(page, DEFAULT).status_code == 302
        response = other.post(page, DEFAULT)
        assert response.status_code == 409
        assert "Olga Organisatorin schon entschieden: angenommen" in response.content.decode()
        assert Person.objects.filter(last_name="Neu").count() == 1
        assert Position.objects.count() == 1
        assert Mail.objects.filter(letter__purpose="joining.welcome").count() == 1

    def test_a_merged_authority_asks_which_it_is_today(
        self, office: Client, make_request: MakeRequest, ilm_kreis: Authority, ilmenau: Authority
    ) -> None:
        small = make_authority("160700099099", "Klein", Kind.MUNICIPALITY, parent=ilm_kreis)
        asked = make_request(authority=small)
        Authority.objects.filter(pk=small.pk).update(valid_to=date(2025, 12, 31))
        Succession.objects.create(
            predecessor=small, successor=ilmenau, change="1", legal_on=date(2026, 1, 1)
        )
        page = read(office, page_of(asked))
        assert "Klein gibt es nicht mehr." in page
        assert "Ilmenau (Gemeinde, Ilm-Kreis)" in page
        office.post(page_of(asked), DEFAULT | {"authority": str(ilmenau.pk)})
        assert Position.objects.get().authority == ilmenau

    def test_an_authority_that_ended_without_heirs_is_refused(
        self, office: Client, make_request: MakeRequest, ilmenau: Authority
    ) -> None:
        asked = make_request()
        Authority.objects.filter(pk=ilmenau.pk).update(valid_to=date(2025, 12, 31))
        assert "weiß das Verzeichnis nicht" in read(office, page_of(asked))
        assert office.post(page_of(asked), DEFAULT).status_code == 409
        assert not Position.objects.exists()

    def test_bad_input_is_said_beside_the_field(
        self, office: Client, make_request: MakeRequest, guest: Person
    ) -> None:
        asked = make_request()
        for bad in ({"since": "gestern"}, {"person": str(guest.pk)}, {"position": "999"}):
            page = office.post(page_of(asked), DEFAULT | bad).content.decode()
            assert "Bitte prüfen Sie diese Angabe" in page
        assert not Position.objects.exists()


class TestAskingBackAndDeclining:
    def test_a_question_goes_out_and_its_answer_stands_on_the_page(
        self, office: Client, make_request: MakeRequest
    ) -> None:
        asked = make_request()
        assert "Frage senden" in read(office, page_of(asked, "rueckfrage/"))
        office.post(page_of(asked, "rueckfrage/"), {"text": "Stadt oder Kreis?"})
        asked.refresh_from_db()
        assert asked.state == RequestState.ASKED
        assert "noch keine Antwort" in read(office, page_of(asked))
        actions.answer_question(asked.questions.get(), "Die Stadt.")
        assert "Die Stadt." in read(office, page_of(asked))
        assert "Die Stadt." in newest("joining.answered").letter.text

    def test_declining_says_why_and_who_says_so(
        self, office: Client, make_request: MakeRequest, organiser: Person
    ) -> None:
        asked = make_request()
        assert "Absage senden" in read(office, page_of(asked, "ablehnen/"))
        office.post(page_of(asked, "ablehnen/"), {"reason": "Nur für Kommunen."})
        asked.refresh_from_db()
        assert asked.state == RequestState.DECLINED
        text = newest("joining.declined").letter.text
        assert "Nur für Kommunen." in text
        assert organiser.full_name in text.partition("Viele Grüße")[2]

    @pytest.mark.parametrize("page", ["rueckfrage/", "ablehnen/"])
    def test_without_words_nothing_goes_out(
        self, office: Client, make_request: MakeRequest, page: str
    ) -> None:
        asked = make_request()
        text = office.post(page_of(asked, page), {}).content.decode()
        assert "Bitte füllen Sie dieses Feld aus." in text
        assert not Mail.objects.exists()

    @pytest.mark.parametrize(
        ("page", "data"), [("rueckfrage/", {"text": "Was?"}), ("ablehnen/", {"reason": "Nein."})]
    )
    def test_who_comes_second_is_told(
        self,
        office: Client,
        make_request: MakeRequest,
        organiser: Person,
        page: str,
        data: dict[str, str],
    ) -> None:
        asked = make_request()
        actions.decline(asked, "Weil nicht.", actor=organiser)
        response = office.post(page_of(asked, page), data)
        assert response.status_code == 409
        assert "schon entschieden: abgelehnt" in response.content.decode()


def test_pages_are_for_organisers(
    make_request: MakeRequest, manager: Person, sign_in: SignIn
) -> None:
    asked = make_request()
    client = sign_in(manager)
    for page in (
        OFFICE,
        page_of(asked),
        page_of(asked, "rueckfrage/"),
        page_of(asked, "ablehnen/"),
    ):
        assert client.get(page).status_code == 403
    asked.refresh_from_db()
    assert asked.is_pending


def test_what_is_not_there_is_not_found(office: Client, make_request: MakeRequest) -> None:
    hidden = make_request(state=RequestState.UNCONFIRMED)
    for pk in (hidden.pk, 9999):
        for page in ("", "rueckfrage/", "ablehnen/"):
            assert office.get(f"{OFFICE}{pk}/{page}").status_code == 404


def test_seeing_requests_and_finding_them_agree(
    make_request: MakeRequest,
    organiser: Person,
    manager: Person,
    neighbour: Person,
    guest: Person,
    outsider: Person,
) -> None:
    for number, state in enumerate(RequestState):
        make_request(email=f"a{number}@b.example", state=state)
    for viewer in (organiser, manager, neighbour, guest, outsider):
        seen = {it for it in JoinRequest.objects.all() if rules.can_view_request(viewer, it)}
        assert seen == set(JoinRequest.objects.visible_to(viewer))
        assert bool(seen) == (viewer == organiser)
