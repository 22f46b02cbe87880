"""What is to do before a position runs out: the checklist, the decision, the next period."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.core.models import AuditEntry
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.models import FundingPeriod, Holding, Position
from klimanetz.roster.succession import actions, rules
from klimanetz.roster.succession.models import Decision, FollowUp, FollowUpItem, Tick
from tests.conftest import SignIn
from tests.factories import make_person
from tests.roster.succession.conftest import in_months, read

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def ending(position: Position) -> Position:
    """Ends in eight months."""
    Position.objects.filter(pk=position.pk).update(ends=in_months(8))
    position.refresh_from_db()
    return position


@pytest.fixture
def mine(manager: Person, sign_in: SignIn) -> Client:
    return sign_in(manager)


@pytest.fixture
def item(db: None) -> FollowUpItem:
    return FollowUpItem.objects.get(text__startswith="Beschluss des Rates")


def of(position: Position, page: str) -> str:
    return f"/stelle/{position.pk}/anschluss/{page}"


class TestMyPosition:
    @time_machine.travel(date(2026, 3, 10))
    def test_shows_checklist_with_days_of_its_own(self, mine: Client, position: Position) -> None:
        Position.objects.update(ends=date(2026, 11, 30))
        text = read(mine, f"/ich/stelle/{position.pk}/")
        assert "Die Stelle läuft bis zum 30. November 2026, noch 8 Monate." in text
        assert "Beschluss des Rates oder Kreistags" in text
        assert '<time class="leaf" datetime="2026-02-28">' in text
        assert "fällig seit" in text
        assert "noch offen" in text

    def test_of_the_funding_where_that_ends_first(self, mine: Client, ending: Position) -> None:
        FundingPeriod.objects.create(position=ending, programme="A", ends=in_months(2))
        text = read(mine, f"/ich/stelle/{ending.pk}/")
        assert "noch 2 Monate." in text

    def test_permanent_and_without_end(self, mine: Client, position: Position) -> None:
        assert "kein Ende eingetragen" in read(mine, f"/ich/stelle/{position.pk}/")
        Position.objects.update(permanent=True)
        assert "hier ist nichts vorzubereiten" in read(mine, f"/ich/stelle/{position.pk}/")

    def test_not_of_others(
        self, ending: Position, neighbour: Person, guest: Person, sign_in: SignIn
    ) -> None:
        for person in (neighbour, guest):
            assert sign_in(person).get(f"/ich/stelle/{ending.pk}/").status_code == 404

    def test_not_of_who_left(self, ending: Position, mine: Client) -> None:
        Holding.objects.update(ends=TODAY() - timedelta(days=1))
        response = mine.get(f"/ich/stelle/{ending.pk}/")
        assert response.status_code == 403
        assert "nur, wer die Stelle heute hat" in response.content.decode()

    def test_queries_do_not_grow_with_the_checklist(self, mine: Client, ending: Position) -> None:
        counts = []
        for number in range(2):
            with CaptureQueriesContext(connection) as queries:
                read(mine, f"/ich/stelle/{ending.pk}/")
            counts.append(len(queries))
            for name in "AB":
                one = FollowUpItem.objects.create(text=f"{name}{number}", lead_months=3)
                person = make_person(name, f"Weitere{number}")
                Tick.objects.create(position=ending, term_end=in_months(8), item=one, person=person)
        assert counts[0] == counts[1]

    def test_start_page_leads_there(self, mine: Client, ending: Position) -> None:
        text = read(mine, "/ich/")
        assert "Ihre Stelle in Ilmenau läuft aus. Wie geht es weiter?" in text
        assert f'href="/ich/stelle/{ending.pk}/"' in text
        FollowUp.objects.create(position=ending, term_end=in_months(8), decision="applied")
        assert "läuft aus. Wie geht es weiter?" not in read(mine, "/ich/")


class TestTicking:
    def test_holder_ticks_and_the_office_sees_who_and_when(
        self, mine: Client, office: Client, ending: Position, item: FollowUpItem
    ) -> None:
        response = mine.post(of(ending, f"{item.pk}/erledigt/"), follow=True)
        assert response.redirect_chain[-1][0] == f"/ich/stelle/{ending.pk}/#checkliste"
        text = read(office, f"/verwaltung/stellen/{ending.pk}/anschluss/")
        assert f"Mika Managerin, {TODAY():%d.%m.%Y}" in text
        assert "Punkt der Checkliste erledigt" in read(office, f"/verwaltung/stellen/{ending.pk}/")

    def test_twice_keeps_the_first(
        self, mine: Client, office: Client, ending: Position, item: FollowUpItem
    ) -> None:
        for client in (mine, office, office):
            client.post(of(ending, f"{item.pk}/erledigt/"))
        assert [one.person.first_name for one in Tick.objects.all() if one.person] == ["Mika"]
        assert AuditEntry.objects.filter(verb="tick_item").count() == 1

    def test_open_again(self, office: Client, ending: Position, item: FollowUpItem) -> None:
        office.post(of(ending, f"{item.pk}/erledigt/"))
        response = office.post(of(ending, f"{item.pk}/offen/"), follow=True)
        assert response.redirect_chain[-1][0].startswith("/verwaltung/stellen/")
        office.post(of(ending, f"{item.pk}/offen/"))
        assert not Tick.objects.exists()
        assert AuditEntry.objects.filter(verb="untick_item").count() == 1

    def test_new_end_begins_anew(self, mine: Client, ending: Position, item: FollowUpItem) -> None:
        mine.post(of(ending, f"{item.pk}/erledigt/"))
        Position.objects.update(ends=in_months(30))
        assert "erledigt</span>" not in read(mine, f"/ich/stelle/{ending.pk}/")

    def test_refused_where_nothing_ends(
        self, mine: Client, position: Position, item: FollowUpItem
    ) -> None:
        response = mine.post(of(position, f"{item.pk}/erledigt/"))
        assert response.status_code == 409
        assert "kein Ende eingetragen" in response.content.decode()

    def test_not_by_others(
        self, ending: Position, item: FollowUpItem, neighbour: Person, sign_in: SignIn
    ) -> None:
        client = sign_in(neighbour)
        for page in (f"{item.pk}/erledigt/", f"{item.pk}/offen/", "entscheidung/"):
            assert client.post(of(ending, page)).status_code == 404
        assert not Tick.objects.exists()

    def test_unknown_point_and_wrong_method(
        self, mine: Client, ending: Position, item: FollowUpItem
    ) -> None:
        assert mine.post(of(ending, "999/erledigt/")).status_code == 404
        assert mine.post(of(ending, "999/offen/")).status_code == 404
        assert mine.get(of(ending, f"{item.pk}/erledigt/")).status_code == 405
        assert mine.get(of(ending, f"{item.pk}/offen/")).status_code == 405


class TestDecision:
    def test_recorded_with_date_and_note(self, mine: Client, ending: Position) -> None:
        assert "Wie geht es weiter?" in read(mine, of(ending, "entscheidung/"))
        sent = {"decision": "applied", "decided_on": "2026-03-01", "note": "Rat am 12. März"}
        response = mine.post(of(ending, "entscheidung/"), sent, follow=True)
        text = response.content.decode()
        for said in ("Die Entscheidung ist festgehalten.", "Anschluss beantragt", "01.03.2026",
                     "Rat am 12. März"):  # fmt: skip
            assert said in text

    def test_same_again_is_one_entry(self, office: Client, ending: Position) -> None:
        sent = {"decision": "ends", "decided_on": "2026-03-01", "note": ""}
        for _ in range(2):
            office.post(of(ending, "entscheidung/"), sent)
        assert AuditEntry.objects.filter(verb="decide").count() == 1
        office.post(of(ending, "entscheidung/"), sent | {"decision": "permanent"})
        assert FollowUp.objects.get().decision == "permanent"

    @pytest.mark.parametrize(
        "sent",
        [{}, {"decision": "vielleicht"}, {"decision": "applied", "decided_on": "morgen"}],
    )
    def test_wrong_answers_are_told(
        self, mine: Client, ending: Position, sent: dict[str, str]
    ) -> None:
        response = mine.post(of(ending, "entscheidung/"), sent | {"note": "bleibt stehen"})
        assert response.status_code == 200
        text = response.content.decode()
        assert "kern-error" in text
        assert "bleibt stehen" in text
        assert not FollowUp.objects.exists()

    def test_leads_the_office_on_to_the_verbs(self, office: Client, ending: Position) -> None:
        page = f"/verwaltung/stellen/{ending.pk}/anschluss/"
        follow_up = FollowUp.objects.create(
            position=ending, term_end=in_months(8), decision=Decision.PERMANENT
        )
        assert f'href="/verwaltung/stellen/{ending.pk}/aendern/"' in read(office, page)
        follow_up.decision = Decision.APPLIED
        follow_up.save()
        assert f'href="{page}foerderung/"' in read(office, page)

    def test_next_period_lets_the_position_go_on(self, office: Client, ending: Position) -> None:
        url = f"/verwaltung/stellen/{ending.pk}/anschluss/foerderung/"
        assert "Die Stelle läuft dann bis zum Ende dieser Förderung weiter." in read(office, url)
        sent = {"programme": "Anschlussvorhaben", "starts": "2027-01-01", "ends": "2029-12-31"}
        office.post(url, sent)
        ending.refresh_from_db()
        assert ending.ends == date(2029, 12, 31)
        assert FundingPeriod.objects.get().programme == "Anschlussvorhaben"

    def test_next_period_needs_its_end(self, office: Client, ending: Position) -> None:
        url = f"/verwaltung/stellen/{ending.pk}/anschluss/foerderung/"
        text = office.post(url, {"programme": "Anschluss", "ends": ""}).content.decode()
        assert "Bitte füllen Sie dieses Feld aus." in text
        assert not FundingPeriod.objects.exists()

    def test_next_period_is_for_the_office(self, mine: Client, ending: Position) -> None:
        url = f"/verwaltung/stellen/{ending.pk}/anschluss/"
        assert mine.get(url).status_code == 403
        assert mine.post(f"{url}foerderung/").status_code == 403

    def test_list_of_positions_tells_and_filters(self, office: Client, ending: Position) -> None:
        url = "/verwaltung/stellen/?zeige=offen"
        assert "keine Entscheidung" in read(office, url)
        actions.decide(
            ending, Decision.APPLIED, decided_on=TODAY(), note="", actor=make_person("O", "P")
        )
        assert "Keine Stelle passt dazu." in read(office, url)
        assert "Anschluss beantragt" in read(office, "/verwaltung/stellen/")


class TestOffice:
    def test_position_shows_its_next_step(self, office: Client, ending: Position) -> None:
        text = read(office, f"/verwaltung/stellen/{ending.pk}/")
        assert "Als Nächstes: Mit Amtsleitung und Kämmerei sprechen, bis" in text
        assert f'href="/verwaltung/stellen/{ending.pk}/anschluss/"' in text

    def test_today_asks_about_one_and_counts_several(
        self, office: Client, ending: Position, neighbour: Person
    ) -> None:
        text = read(office, "/verwaltung/")
        assert "Die Stelle in Ilmenau läuft in 8 Monaten aus." in text
        assert "keine Entscheidung" in text
        Position.objects.update(ends=in_months(8))
        assert "2 Stellen enden in neun Monaten oder früher." in read(office, "/verwaltung/")

    def test_today_is_silent_once_it_is_decided(self, office: Client, ending: Position) -> None:
        FollowUp.objects.create(position=ending, term_end=in_months(8), decision="ends")
        text = read(office, "/verwaltung/")
        assert "läuft in 8 Monaten aus." not in text
        assert "läuft aus" in text


class TestChecklist:
    def test_a_point_is_added_changed_and_taken_off(self, office: Client) -> None:
        page = "/verwaltung/stellen/checkliste/"
        assert "Beschluss des Rates oder Kreistags" in read(office, page)
        assert "Was zu tun ist" in read(office, f"{page}neu/")
        sent = {"text": "Bürgermeister fragen", "hint": "", "lead_months": "8"}
        office.post(f"{page}neu/", sent)
        one = FollowUpItem.objects.get(text="Bürgermeister fragen")
        assert "Bürgermeister fragen" in read(office, f"{page}{one.pk}/")
        office.post(f"{page}{one.pk}/", sent | {"lead_months": "4"})
        one.refresh_from_db()
        assert one.lead_months == 4
        for _ in range(2):
            office.post(f"{page}{one.pk}/entfernen/")
        assert "Bürgermeister fragen" not in read(office, page)
        assert office.get(f"{page}{one.pk}/").status_code == 404
        verbs = AuditEntry.objects.filter(verb__endswith="follow_up_item")
        assert verbs.count() == 3

    @pytest.mark.parametrize("months", ["", "-1", "37", "acht"])
    def test_months_that_make_no_sense(self, office: Client, months: str) -> None:
        response = office.post(
            "/verwaltung/stellen/checkliste/neu/", {"text": "Bleibt", "lead_months": months}
        )
        text = response.content.decode()
        assert "kern-error" in text
        assert 'value="Bleibt"' in text

    def test_what_was_done_stays_to_be_read(
        self, office: Client, mine: Client, ending: Position, item: FollowUpItem
    ) -> None:
        mine.post(of(ending, f"{item.pk}/erledigt/"))
        office.post(f"/verwaltung/stellen/checkliste/{item.pk}/entfernen/")
        assert item.text in read(mine, f"/ich/stelle/{ending.pk}/")

    def test_empty(self, office: Client, mine: Client, ending: Position) -> None:
        FollowUpItem.objects.all().delete()
        assert "Beginnen Sie mit dem Beschluss" in read(office, "/verwaltung/stellen/checkliste/")
        assert "Die Checkliste ist leer." in read(mine, f"/ich/stelle/{ending.pk}/")

    def test_for_organisers_alone(self, mine: Client, item: FollowUpItem) -> None:
        for page in ("", "neu/", f"{item.pk}/"):
            assert mine.get(f"/verwaltung/stellen/checkliste/{page}").status_code == 403
        gone = mine.post(f"/verwaltung/stellen/checkliste/{item.pk}/entfernen/")
        assert gone.status_code == 403


def test_following_and_finding_agree(
    organiser: Person,
    manager: Person,
    neighbour: Person,
    guest: Person,
    outsider: Person,
    erfurt: Authority,
) -> None:
    left = Position.objects.create(authority=erfurt, state="vacant")
    Holding.objects.create(position=left, person=outsider, ends=TODAY() - timedelta(days=1))
    Holding.objects.create(position=left, person=neighbour, starts=TODAY() + timedelta(days=1))
    for person in (organiser, manager, neighbour, guest, outsider):
        may = {one for one in Position.objects.all() if rules.can_follow_up(person, one)}
        assert may == set(rules.followed_by(person))
