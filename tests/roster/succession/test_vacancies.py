"""A vacancy is published, read by everyone, and gone by itself."""

from datetime import timedelta
from xml.etree.ElementTree import fromstring

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.actions import end_position, fill_position, move_position
from klimanetz.roster.models import Holding, Position
from klimanetz.roster.succession import actions
from klimanetz.roster.succession.models import Vacancy
from tests.conftest import SignIn
from tests.roster.succession.conftest import read

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = timedelta(days=1)
LIST = "/netzwerk/stellen/"
FEED = "/netzwerk/stellen/feed.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def vacant(position: Position, network: Network) -> Position:
    Holding.objects.update(ends=TODAY() - DAY)
    Position.objects.filter(pk=position.pk).update(state="vacant")
    position.refresh_from_db()
    return position


def of(position: Position, page: str = "ausschreiben/") -> str:
    return f"/verwaltung/stellen/{position.pk}/{page}"


def said(**more: str) -> dict[str, str]:
    return {
        "title": "Klimaschutzmanager:in",
        "text": "Wir suchen Sie.\r\n\r\nGern in Teilzeit.",
        "link": "https://www.ilmenau.example/stelle",
        "apply_by": (TODAY() + 20 * DAY).isoformat(),
    } | more


def advertise(position: Position, **fields: object) -> Vacancy:
    wanted = {"title": "Klimaschutzmanager:in", "apply_by": TODAY() + 20 * DAY} | fields
    return Vacancy.objects.create(position=position, **wanted)


class TestPublishing:
    def test_from_the_position_to_everyone(
        self, office: Client, vacant: Position, client: Client
    ) -> None:
        assert "Gerade ist keine Stelle ausgeschrieben." in read(client, LIST)
        assert f'href="{of(vacant)}"' in read(office, f"/verwaltung/stellen/{vacant.pk}/")
        assert 'value="Klimaschutzmanagement"' in read(office, of(vacant))
        office.post(of(vacant), said())
        text = read(client, LIST)
        for part in ("Klimaschutzmanager:in", "Ilmenau", "<p>Gern in Teilzeit.</p>", "volle Stelle",
                     'href="https://www.ilmenau.example/stelle"', 'class="leaf"'):  # fmt: skip
            assert part in text
        assert "ist veröffentlicht, bewerben bis" in read(
            office, f"/verwaltung/stellen/{vacant.pk}/"
        )

    def test_changed_in_place(self, office: Client, vacant: Position, client: Client) -> None:
        office.post(of(vacant), said())
        assert "Anzeige ändern" in read(office, of(vacant))
        office.post(of(vacant), said(title="Klimaheld:in"))
        assert "Klimaheld:in" in read(client, LIST)
        assert Vacancy.objects.count() == 1
        office.post(of(vacant), said(title="Klimaheld:in"))
        verbs = AuditEntry.objects.filter(verb__endswith="_vacancy").order_by("pk")
        assert [entry.verb for entry in verbs] == ["publish_vacancy", "change_vacancy"]

    def test_withdrawn_twice_is_withdrawn(
        self, office: Client, vacant: Position, client: Client
    ) -> None:
        office.post(of(vacant), said())
        for _ in range(2):
            office.post(of(vacant, "anzeige-zurueckziehen/"))
        assert "Klimaschutzmanager:in" not in read(client, LIST)
        assert AuditEntry.objects.filter(verb="withdraw_vacancy").count() == 1

    def test_nothing_to_withdraw(self, office: Client, vacant: Position) -> None:
        assert office.post(of(vacant, "anzeige-zurueckziehen/")).status_code == 404
        assert office.get(of(vacant, "anzeige-zurueckziehen/")).status_code == 405

    @pytest.mark.parametrize(
        ("more", "told"),
        [
            ({"title": ""}, "Bitte füllen Sie dieses Feld aus."),
            ({"apply_by": "2020-01-01"}, "Diese Frist ist schon vorbei."),
            ({"apply_by": "bald"}, "kern-error"),
            ({"link": "javascript:alert(1)"}, "kern-error"),
            ({"link": "ftp://a.example/b"}, "kern-error"),
        ],
    )
    def test_wrong_answers_are_told_and_nothing_lost(
        self, office: Client, vacant: Position, more: dict[str, str], told: str
    ) -> None:
        text = office.post(of(vacant), said(**more)).content.decode()
        assert told in text
        assert "Wir suchen Sie." in text
        assert not Vacancy.objects.exists()

    def test_not_while_somebody_stays(self, office: Client, position: Position) -> None:
        assert f'href="{of(position)}"' not in read(office, f"/verwaltung/stellen/{position.pk}/")
        response = office.post(of(position), said())
        assert response.status_code == 409
        assert "Tragen Sie zuerst den letzten Tag ein." in response.content.decode()
        with pytest.raises(Refused, match="besetzt"):
            actions.publish_vacancy(position, actor="x", title="X", apply_by=TODAY())

    def test_before_the_last_day(self, office: Client, position: Position, client: Client) -> None:
        Holding.objects.update(ends=TODAY() + 60 * DAY)
        office.post(of(position), said())
        assert "Klimaschutzmanager:in" in read(client, LIST)

    def test_not_of_an_ended_position(self, office: Client, vacant: Position) -> None:
        Position.objects.update(state="ended")
        response = office.get(of(vacant))
        assert response.status_code == 409
        assert "Diese Stelle ist beendet." in response.content.decode()

    def test_again_after_the_deadline(
        self, office: Client, vacant: Position, client: Client
    ) -> None:
        old = advertise(vacant, apply_by=TODAY() - DAY)
        assert "Die Bewerbungsfrist in Ilmenau ist vorbei." in read(office, "/verwaltung/")
        office.post(of(vacant), said(title="Zweiter Versuch"))
        old.refresh_from_db()
        assert old.withdrawn_at is not None
        assert "Zweiter Versuch" in read(client, LIST)
        assert "Bewerbungsfrist in Ilmenau" not in read(office, "/verwaltung/")

    def test_two_organisers_at_once_make_one(self, vacant: Position) -> None:
        for _ in range(2):
            actions.publish_vacancy(vacant, actor="x", title="X", apply_by=TODAY())
        assert Vacancy.objects.count() == 1
        with pytest.raises(IntegrityError):
            advertise(vacant)

    def test_for_organisers_alone(
        self, vacant: Position, manager: Person, neighbour: Person, sign_in: SignIn
    ) -> None:
        assert sign_in(manager).post(of(vacant), said()).status_code == 403
        assert sign_in(neighbour).post(of(vacant), said()).status_code == 404
        assert not Vacancy.objects.exists()


class TestGoneByItself:
    def test_after_the_deadline(self, vacant: Position, client: Client) -> None:
        vacancy = advertise(vacant)
        with time_machine.travel(timezone.now() + 20 * DAY):
            assert vacancy.title in read(client, LIST)
        with time_machine.travel(timezone.now() + 22 * DAY):
            assert vacancy.title not in read(client, LIST)

    def test_when_somebody_is_found(
        self, vacant: Position, client: Client, outsider: Person, organiser: Person
    ) -> None:
        vacancy = advertise(vacant)
        assert vacancy.title in read(client, LIST)
        fill_position(vacant, outsider, since=TODAY() + 30 * DAY, actor=organiser)
        assert vacancy.title not in read(client, LIST)
        assert vacancy.title not in read(client, FEED)

    def test_when_the_position_ends(
        self, vacant: Position, client: Client, organiser: Person
    ) -> None:
        vacancy = advertise(vacant)
        assert vacancy.title in read(client, LIST)
        end_position(vacant, last_day=TODAY(), actor=organiser)
        assert vacancy.title not in read(client, LIST)


class TestPublic:
    def test_on_the_page_of_the_authority_and_of_the_network(
        self, vacant: Position, client: Client
    ) -> None:
        vacancy = advertise(vacant)
        text = read(client, "/netzwerk/160700029029-ilmenau/")
        assert "Stelle frei" in text
        assert f'href="/netzwerk/stellen/#stelle-{vacancy.pk}"' in text
        assert f'id="stelle-{vacancy.pk}"' in read(client, LIST)
        assert f'href="{LIST}"' in read(client, "/netzwerk/")

    def test_merged_town(
        self, vacant: Position, client: Client, arnstadt: Authority, organiser: Person
    ) -> None:
        advertise(vacant)
        Authority.objects.filter(pk=vacant.authority_id).update(valid_to=TODAY() - DAY)
        assert "Ilmenau" in read(client, LIST)
        move_position(vacant, arnstadt, actor=organiser)
        assert "Arnstadt" in read(client, LIST)
        assert "Stelle frei" in read(client, "/netzwerk/160700004004-arnstadt/")

    def test_markup_stays_text(self, vacant: Position, client: Client) -> None:
        advertise(vacant, title="<script>a</script>", text="<script>b</script>")
        for page in (LIST, FEED, "/netzwerk/160700029029-ilmenau/"):
            assert "<script>a" not in read(client, page)
            assert "<script>b" not in read(client, page)

    def test_same_queries_for_one_and_three(
        self, vacant: Position, client: Client, erfurt: Authority
    ) -> None:
        advertise(vacant)
        counts: list[int] = []
        for _ in range(2):
            Network.objects.update(revision=counts[-1] + 100 if counts else 50)
            with CaptureQueriesContext(connection) as queries:
                read(client, LIST)
                read(client, FEED)
            counts.append(len(queries))
            for _number in range(2):
                advertise(Position.objects.create(authority=erfurt, state="vacant"))
        assert counts[0] == counts[1]

    def test_validators(self, vacant: Position, client: Client) -> None:
        advertise(vacant)
        for page in (LIST, FEED):
            etag = client.get(page).headers["ETag"]
            assert client.get(page, headers={"If-None-Match": etag}).status_code == 304
            assert client.post(page).status_code == 405


class TestFeed:
    def test_entries(self, vacant: Position, client: Client) -> None:
        vacancy = advertise(vacant, text="Wir suchen Sie.")
        response = client.get(FEED)
        assert response.headers["Content-Type"].startswith("application/atom+xml")
        root = fromstring(response.content)  # noqa: S314 - our own
        assert root.findtext(f"{ATOM}title") == "Freie Stellen: Klimanetz Thüringen"
        (entry,) = root.findall(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title") == "Klimaschutzmanager:in, Ilmenau"
        assert "Wir suchen Sie. Bewerben bis zum" in str(entry.findtext(f"{ATOM}summary"))
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.attrib["href"].endswith(f"/netzwerk/stellen/#stelle-{vacancy.pk}")

    def test_empty(self, network: Network, client: Client) -> None:
        assert b"<entry>" not in client.get(FEED).content
