"""A position in the office: its life, its holders, who pays for it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority, Succession
from klimanetz.roster.models import FundingPeriod, Holding, Position
from tests.conftest import SignIn
from tests.factories import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def position(manager: Person) -> Position:
    return Position.objects.get()


def of(position: Position, page: str = "") -> str:
    return f"/verwaltung/stellen/{position.pk}/{page}"


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_page_tells_everything_about_a_position(
    office: Client, position: Position, arnstadt: Authority
) -> None:
    Position.objects.update(ends=date(2027, 12, 31), share="0.5")
    position.serves.add(arnstadt)
    former = make_person("Frida", "Früher")
    Holding.objects.create(
        position=position, person=former, starts=date(2021, 1, 1), ends=date(2023, 12, 31)
    )
    FundingPeriod.objects.create(
        position=position, programme="Kommunalrichtlinie", starts=date(2024, 1, 1)
    )
    text = read(office, of(position))
    for said in ("Klimaschutzmanagement", "Mika Managerin", "seit 1. Januar 2024", "Frida Früher",
                 "(01.01.2021 – 31.12.2023)", "Kommunalrichtlinie", "0,50 einer vollen Stelle",
                 "befristet bis 31. Dezember 2027", "Arnstadt", 'class="strip"'):  # fmt: skip
        assert said in text


def test_queries_do_not_grow_with_holders(office: Client, position: Position) -> None:
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            read(office, of(position))
        counts.append(len(queries))
        for name in "AB":
            person = make_person(name, f"Weitere{number}")
            Holding.objects.create(position=position, person=person)
            FundingPeriod.objects.create(position=position, programme=name)
    assert counts[0] == counts[1]


class TestLife:
    def test_opened_filled_vacated_filled_again_and_ended(
        self, office: Client, ilmenau: Authority, guest: Person, outsider: Person
    ) -> None:
        url = f"/verwaltung/kommunen/{ilmenau.ars}/stelle-anlegen/"
        assert "Stelle anlegen" in read(office, url)
        office.post(url, {"kind": "manager", "share": "0,5", "starts": "2026-01-01", "serves": ""})
        position = Position.objects.get()
        assert (position.state, str(position.share)) == ("vacant", "0.50")
        assert "unbesetzt" in read(office, of(position))

        sent = {"person": guest.email, "since": "2026-02-01"}
        assert "Wer übernimmt die Stelle?" in read(office, of(position, "besetzen/"))
        office.post(of(position, "besetzen/"), sent)
        position.refresh_from_db()
        assert position.state == "filled"
        assert Role.MANAGER in Person.objects.get(pk=guest.pk).roles

        gone = TODAY() - timedelta(days=1)
        office.post(of(position, "frei/"), {"last_day": gone.isoformat()})
        position.refresh_from_db()
        assert position.state == "vacant"
        assert position.holdings.get().ends == gone
        assert Role.MANAGER not in Person.objects.get(pk=guest.pk).roles

        office.post(of(position, "besetzen/"), {"person": "Otto Ohnerolle", "since": TODAY()})
        assert position.holdings.count() == 2
        assert "Davor" in read(office, of(position))

        response = office.post(of(position, "beenden/"), {"last_day": TODAY()}, follow=True)
        text = response.content.decode()
        assert "Ihre Geschichte bleibt." in text
        assert "Stelle besetzen" not in text
        position.refresh_from_db()
        assert (position.state, position.ends) == ("ended", TODAY())

    def test_planned_for_later(self, office: Client, ilmenau: Authority) -> None:
        url = f"/verwaltung/kommunen/{ilmenau.ars}/stelle-anlegen/"
        later = (TODAY() + timedelta(days=90)).isoformat()
        office.post(url, {"kind": "manager", "share": "1", "starts": later})
        assert Position.objects.get().state == "planned"
        assert "geplant" in read(office, of(Position.objects.get()))

    def test_last_day_to_come_keeps_the_post_until_then(
        self, office: Client, position: Position
    ) -> None:
        later = TODAY() + timedelta(days=30)
        office.post(of(position, "frei/"), {"last_day": later.isoformat()})
        position.refresh_from_db()
        assert position.state == "filled"
        assert position.holdings.get().ends == later

    def test_leaving_before_coming_is_refused(self, office: Client, position: Position) -> None:
        response = office.post(of(position, "frei/"), {"last_day": "2020-01-01"})
        assert response.status_code == 409
        assert "Mika Managerin hat die Stelle erst später" in response.content.decode()

    def test_end_to_come_is_refused(self, office: Client, position: Position) -> None:
        later = (TODAY() + timedelta(days=1)).isoformat()
        response = office.post(of(position, "beenden/"), {"last_day": later})
        assert "wenn ihr letzter Tag gekommen ist" in response.content.decode()

    @pytest.mark.parametrize("page", ["beenden/", "besetzen/"])
    def test_ended_is_ended(self, page: str, office: Client, position: Position) -> None:
        Position.objects.update(state="ended")
        sent = {"last_day": TODAY(), "person": "Mika", "since": TODAY()}
        assert office.post(of(position, page), sent).status_code == 409

    def test_unknown_or_unclear_person_is_asked_back(
        self, office: Client, position: Position
    ) -> None:
        url = of(position, "besetzen/")
        text = office.post(url, {"person": "Niemand", "since": TODAY()}).content.decode()
        assert "kennt das Netzwerk nicht" in text
        for mail in ("a@b.de", "c@d.de"):
            make_person("Jo", "Schulz", email=mail)
        text = office.post(url, {"person": "jo schulz", "since": TODAY()}).content.decode()
        assert "a@b.de · c@d.de" in text


class TestChanging:
    def sent(self, **fields: str) -> dict[str, str]:
        return {"kind": "manager", "share": "1", "starts": "2024-01-01", "serves": ""} | fields

    def test_share_end_and_served_places(
        self, office: Client, position: Position, arnstadt: Authority, erfurt: Authority
    ) -> None:
        assert "Stelle ändern" in read(office, of(position, "aendern/"))
        sent = self.sent(share="0.75", ends="2027-12-31", serves="Arnstadt; Erfurt")
        response = office.post(of(position, "aendern/"), sent, follow=True)
        position.refresh_from_db()
        assert (float(position.share), position.ends) == (0.75, date(2027, 12, 31))
        assert set(position.serves.all()) == {arnstadt, erfurt}
        assert "befristet bis: – → 31.12.2027" in response.content.decode()
        assert "160700004004 Arnstadt; 160510000000 Erfurt" in read(
            office, of(position, "aendern/")
        )

    def test_new_kind_brings_the_holder_the_role(
        self, office: Client, position: Position, manager: Person
    ) -> None:
        office.post(of(position, "aendern/"), self.sent(kind="coordinator"))
        assert manager.roles == {Role.COORDINATOR}

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"permanent": "on", "ends": "2027-01-01"}, "Eine verstetigte Stelle hat kein Ende."),
            ({"ends": "2020-01-01"}, "Das Ende liegt vor dem Beginn."),
            ({"share": "2"}, "share"),
            ({"serves": "Atlantis"}, "steht nicht im Verzeichnis"),
        ],
    )
    def test_contradictions_are_told(
        self, fields: dict[str, str], sentence: str, office: Client, position: Position
    ) -> None:
        response = office.post(of(position, "aendern/"), self.sent(**fields))
        assert response.status_code == 200
        assert sentence in response.content.decode()


class TestMoving:
    @pytest.fixture
    def merged(self, position: Position, arnstadt: Authority) -> Position:
        """Its town has become a part of the town next door."""
        gone = position.authority
        Authority.objects.filter(pk=gone.pk).update(valid_to=date(2025, 12, 31))
        Succession.objects.create(
            predecessor=gone, successor=arnstadt, change="1", legal_on=date(2026, 1, 1)
        )
        return position

    def test_position_goes_to_the_successor(
        self, office: Client, merged: Position, arnstadt: Authority
    ) -> None:
        assert "Ilmenau gibt es seit dem 31. Dezember 2025 nicht mehr." in read(office, of(merged))
        text = read(office, of(merged, "umziehen/"))
        assert 'value="Arnstadt (Gemeinde, Ilm-Kreis)"' in text
        sent = {"place": "160700004004 Arnstadt"}
        response = office.post(of(merged, "umziehen/"), sent, follow=True)
        merged.refresh_from_db()
        assert merged.authority == arnstadt
        assert "Ilmenau → Arnstadt" in response.content.decode()
        assert merged.holdings.count() == 1

    def test_the_same_place_changes_nothing(self, office: Client, position: Position) -> None:
        before = Network.objects.current().revision
        office.post(of(position, "umziehen/"), {"place": "Ilmenau"})
        assert Network.objects.current().revision == before

    def test_unknown_place_is_told(self, office: Client, position: Position) -> None:
        text = office.post(of(position, "umziehen/"), {"place": "Atlantis"}).content.decode()
        assert "Diesen Ort kennt das Verzeichnis nicht." in text


class TestFunding:
    sent = {"programme": "Kommunalrichtlinie", "starts": "2024-01-01", "ends": "2025-12-31"}

    def test_added_changed_removed(self, office: Client, position: Position) -> None:
        assert "Förderung eintragen" in read(office, of(position, "foerderung/neu/"))
        office.post(of(position, "foerderung/neu/"), self.sent)
        period = FundingPeriod.objects.get()
        url = of(position, f"foerderung/{period.pk}/")
        assert "Irrtümlich eingetragen?" in read(office, f"{url}aendern/")
        office.post(f"{url}aendern/", self.sent | {"ends": "2026-06-30"})
        period.refresh_from_db()
        assert period.ends == date(2026, 6, 30)
        response = office.post(f"{url}entfernen/", follow=True)
        assert "Förderung entfernt" in response.content.decode()
        assert not FundingPeriod.objects.exists()

    def test_end_before_begin_is_told(self, office: Client, position: Position) -> None:
        sent = self.sent | {"ends": "2020-01-01"}
        response = office.post(of(position, "foerderung/neu/"), sent)
        assert "Das Ende liegt vor dem Beginn." in response.content.decode()

    def test_period_of_another_position_is_not_found(
        self, office: Client, position: Position, arnstadt: Authority
    ) -> None:
        other = Position.objects.create(authority=arnstadt)
        period = FundingPeriod.objects.create(position=other, programme="KRL")
        url = of(position, f"foerderung/{period.pk}/")
        assert office.get(f"{url}aendern/").status_code == 404
        assert office.post(f"{url}entfernen/").status_code == 404
        assert office.get(f"{url}entfernen/").status_code == 405


PAGES = ("", "aendern/", "umziehen/", "besetzen/", "frei/", "beenden/", "foerderung/neu/")


@pytest.mark.parametrize("page", PAGES)
def test_office_pages_are_for_organisers(
    page: str, position: Position, manager: Person, neighbour: Person, network: Network,
    sign_in: SignIn,
) -> None:  # fmt: skip
    assert sign_in(neighbour).get(of(position, page)).status_code == 404
    assert sign_in(manager).get(of(position, page)).status_code == 403
    assert sign_in(manager).post(of(position, page)).status_code in {403, 405}


@pytest.mark.parametrize("page", PAGES)
def test_no_position_is_not_found(page: str, office: Client) -> None:
    assert office.get(f"/verwaltung/stellen/99999/{page}").status_code == 404


def test_wrong_methods(office: Client, position: Position) -> None:
    assert office.post(of(position)).status_code == 405
    for page in PAGES[1:]:
        assert office.delete(of(position, page)).status_code == 405
