"""The standing call: offered at any time, placed, kept or declined; who offered it follows."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from klimanetz.core.farewell import registered_farewells
from klimanetz.core.models import Network
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.agenda import actions, rules
from klimanetz.features.meetings.agenda.models import Contribution, Material, State, Talk
from klimanetz.features.meetings.models import AgendaItem, ItemKind, Meeting, Series
from klimanetz.people.models import Person
from klimanetz.roster.directory.models import FieldOfAction
from tests.conftest import SignIn
from tests.features.meetings.agenda.conftest import AddItem, of, programme, slides, titles
from tests.features.meetings.conftest import (
    Invite,
    MakeMeeting,
    berlin,
    last_mail,
    mails_to,
    run_jobs,
    told,
)
from tests.features.meetings.reading import count_queries, words

MINE = "/ich/beitraege/"
OFFICE = "/verwaltung/beitraege/"
OFFERED = {
    "title": "Dächer der Kitas",
    "takeaway": "Wie man Handwerker findet.",
    "minutes": "20",
    "field": "",
    "speaker_name": "Mika Managerin",
    "speaker_email": "mika.managerin@kommune.example",
}


def state_of(contribution: Contribution) -> str:
    return Contribution.objects.get(pk=contribution.pk).state


def purposes(person: Person) -> list[str]:
    return [mail.letter.purpose for mail in mails_to(person.email)]


@pytest.fixture
def mine(manager: Person, sign_in: SignIn) -> Client:
    return sign_in(manager)


def test_nobody_reads_english_where_nothing_is_chosen_yet(
    manager: Person, sign_in: SignIn, network: Network
) -> None:
    page = sign_in(manager).get(f"{MINE}neu/").content.decode()
    assert '<option value="" selected>nichts ausgewählt</option>' in page


class TestOffering:
    def test_a_member_offers_something_and_the_organisers_hear_of_it(
        self, mine: Client, organiser: Person
    ) -> None:
        assert "Hier stehen Ihre Beiträge." in words(mine.get(MINE))
        field = FieldOfAction.objects.create(name="Sonnenstrom")
        page = mine.post(f"{MINE}neu/", OFFERED | {"field": field.pk}, follow=True)
        assert "Das Netzwerkmanagement liest es und schreibt Ihnen." in words(page)
        assert "Sonnenstrom" in words(page)
        mail = last_mail(organiser.email)
        assert mail.subject == "Neuer Beitrag angemeldet: Dächer der Kitas"
        assert "Wie man Handwerker findet." in mail.text
        assert f"/verwaltung/beitraege/{Contribution.objects.get().pk}/" in mail.text

    def test_the_form_knows_who_asks(self, mine: Client, network: object) -> None:
        text = mine.get(f"{MINE}neu/").content.decode()
        assert 'value="Mika Managerin"' in text
        assert 'value="mika.managerin@kommune.example"' in text

    def test_standing_guests_may_offer_something_too(
        self, guest: Person, organiser: Person, sign_in: SignIn
    ) -> None:
        sign_in(guest).post(f"{MINE}neu/", OFFERED)
        assert Contribution.objects.get().proposer == guest

    def test_others_are_told_who_may(
        self, outsider: Person, network: object, sign_in: SignIn
    ) -> None:
        page = sign_in(outsider).get(f"{MINE}neu/")
        assert page.status_code == 403
        assert "Beiträge melden Mitglieder des Netzwerks und ständige Gäste an." in words(page)
        assert "Ich habe etwas zu berichten" not in words(sign_in(outsider).get(MINE))

    def test_what_is_missing_is_said_and_nothing_lost(self, mine: Client, network: object) -> None:
        page = mine.post(f"{MINE}neu/", OFFERED | {"takeaway": "", "minutes": "3"})
        text = page.content.decode()
        assert text.count('class="kern-error"') == 2
        assert 'value="Dächer der Kitas"' in text
        assert not Contribution.objects.exists()

    def test_the_meetings_it_is_meant_for_are_asked_where_there_are_several_kinds(
        self, mine: Client, organiser: Person
    ) -> None:
        assert "Bei welchen Treffen?" not in words(mine.get(f"{MINE}neu/"))
        series = Series.objects.create(slug="netz", title="Netzwerktreffen")
        said = words(mine.get(f"{MINE}neu/"))
        assert "egal, wo es passt Netzwerktreffen" in said
        mine.post(f"{MINE}neu/", OFFERED | {"series": series.pk})
        assert Contribution.objects.get().series == series

    def test_the_meeting_page_leads_there(
        self, mine: Client, agenda: list[AgendaItem], client: Client
    ) -> None:
        url = agenda[0].meeting.get_absolute_url()
        assert f'href="{MINE}neu/"' in mine.get(url).content.decode()
        assert MINE not in client.get(url).content.decode()

    def test_a_second_click_offers_it_once(self, mine: Client, network: object) -> None:
        for _ in range(2):
            page = mine.post(f"{MINE}neu/", OFFERED)
        assert "Diesen Beitrag haben Sie schon angemeldet." in page.content.decode()
        assert Contribution.objects.count() == 1

    def test_revising_until_it_has_a_place(
        self, mine: Client, contribution: Contribution, meeting: Meeting
    ) -> None:
        url = f"{MINE}{contribution.pk}/bearbeiten/"
        assert "Wie man Handwerker findet." in mine.get(url).content.decode()
        mine.post(url, OFFERED | {"minutes": "30"})
        contribution.refresh_from_db()
        assert contribution.minutes == 30
        actions.place(contribution, meeting, actor="Olga")
        assert mine.get(url).status_code == 403
        with pytest.raises(Refused, match="schon entschieden"):
            actions.revise(contribution, actor=contribution.proposer)  # type: ignore[arg-type]

    def test_material_goes_along_to_the_agenda(
        self, mine: Client, contribution: Contribution, meeting: Meeting
    ) -> None:
        mine.post(f"{MINE}{contribution.pk}/", {"file": slides(), "title": "Bilder vom Dach"})
        assert "Bilder vom Dach" in words(mine.get(f"{MINE}{contribution.pk}/"))
        actions.place(contribution, meeting, actor="Olga")
        assert "Bilder vom Dach" in words(mine.get(meeting.get_absolute_url()))

    def test_material_that_comes_later_stands_there_too(
        self, mine: Client, contribution: Contribution, meeting: Meeting
    ) -> None:
        actions.place(contribution, meeting, actor="Olga")
        mine.post(f"{MINE}{contribution.pk}/", {"file": slides(), "title": "Nachgereicht"})
        assert "Nachgereicht" in words(mine.get(meeting.get_absolute_url()))

    def test_to_what_is_closed_nothing_is_added(
        self, mine: Client, contribution: Contribution
    ) -> None:
        actions.withdraw(contribution, actor="Mika")
        url = f"{MINE}{contribution.pk}/"
        assert "Unterlage hinzufügen" not in words(mine.get(url))
        page = mine.post(url, {"file": slides()})
        assert "Dieser Beitrag ist abgeschlossen." in words(page)
        assert not Material.objects.exists()

    def test_material_is_removed(self, mine: Client, contribution: Contribution) -> None:
        mine.post(f"{MINE}{contribution.pk}/", {"link": "https://klima.example/dach"})
        material = Material.objects.get()
        url = f"{MINE}{contribution.pk}/unterlagen/{material.pk}/entfernen/"
        assert mine.get(url).status_code == 405
        mine.post(url)
        assert not Material.objects.exists()
        assert mine.post(url).status_code == 404

    def test_nobody_elses(
        self, sign_in: SignIn, neighbour: Person, contribution: Contribution
    ) -> None:
        other = sign_in(neighbour)
        for page in ("", "bearbeiten/", "zurueckziehen/"):
            assert other.get(f"{MINE}{contribution.pk}/{page}").status_code == 404

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_list_asks_as_often_for_three(
        self, mine: Client, manager: Person, network: object, meeting: Meeting, rows: int
    ) -> None:
        for number in range(rows):
            one = Contribution(title=f"B{number}", takeaway="x", speaker_name="Mika")
            actions.propose(one, actor=manager)
            actions.place(one, meeting, actor="Olga")
        actions.tell_speakers(meeting, actor="Olga")
        mine.get(MINE)
        assert count_queries(mine, MINE) == 5


class TestDeciding:
    def test_the_list_has_what_waits_first(
        self, office: Client, contribution: Contribution
    ) -> None:
        said = words(office.get(OFFICE))
        assert said.index("Neu") < said.index("Dächer der Kitas") < said.index("Für später")
        assert "Mika Managerin · 20 Minuten" in said

    def test_placed_by_the_call_or_by_the_table(
        self, office: Client, contribution: Contribution, meeting: Meeting, manager: Person
    ) -> None:
        form = words(office.get(f"{OFFICE}{contribution.pk}/aufnehmen/"))
        assert "Auf die Tagesordnung" in form
        assert "Mi., 17. März 2027: Netzwerktreffen" in form
        page = office.post(
            f"{OFFICE}{contribution.pk}/aufnehmen/", {"meeting": meeting.pk}, follow=True
        )
        assert "10:00–10:20 Dächer der Kitas" in words(page)
        item = AgendaItem.objects.get()
        assert (item.kind, item.duration, item.presenter) == (ItemKind.PRACTICE, 20, manager)
        assert item.summary == "Wie man Handwerker findet."
        mail = last_mail(manager.email)
        assert mail.subject == "Ihr Beitrag hat einen Platz: Dächer der Kitas"
        assert "Mi., 17. März 2027, voraussichtlich 10:00–10:20 Uhr" in told(manager.email)

    def test_two_organisers_place_it_once(
        self, contribution: Contribution, meeting: Meeting, make_meeting: MakeMeeting
    ) -> None:
        first = actions.place(contribution, meeting, actor="Olga")
        assert actions.place(contribution, meeting, actor="Otto") == first
        with pytest.raises(Refused, match="auf der Tagesordnung"):
            actions.place(contribution, make_meeting(title="Anderes"), actor="Otto")
        assert titles(meeting) == ["Dächer der Kitas"]

    def test_kept_with_a_word(
        self, office: Client, contribution: Contribution, manager: Person, mine: Client
    ) -> None:
        url = f"{OFFICE}{contribution.pk}/vormerken/"
        assert "Vormerken und Mail senden" in words(office.get(url))
        for _ in range(2):
            office.post(url, {"words": "Im Juni geht es um Sonnenstrom."})
        assert state_of(contribution) == State.KEPT
        assert purposes(manager).count("agenda.kept") == 1
        assert "Im Juni geht es um Sonnenstrom." in told(manager.email)
        page = words(mine.get(f"{MINE}{contribution.pk}/"))
        assert "Vorgemerkt." in page
        assert "Im Juni geht es um Sonnenstrom." in page

    def test_declined_with_the_organisers_words(
        self, office: Client, contribution: Contribution, manager: Person
    ) -> None:
        url = f"{OFFICE}{contribution.pk}/absagen/"
        assert "Bitte füllen Sie dieses Feld aus." in office.post(url).content.decode()
        assert state_of(contribution) == State.PROPOSED
        office.post(url, {"words": "Das hatten wir im Herbst."})
        office.post(url, {"words": "Doppelt"})
        said = told(manager.email)
        assert "danke, dass Sie „Dächer der Kitas“ angeboten haben." in said
        assert "Das hatten wir im Herbst." in said
        assert purposes(manager).count("agenda.declined") == 1

    def test_what_comes_next_is_no_claim_that_it_is_so(
        self, sign_in: SignIn, contribution: Contribution, manager: Person
    ) -> None:
        """A step that is next is named as something to do."""
        url = f"/ich/beitraege/{contribution.pk}/"
        page = words(sign_in(manager).get(url))
        assert "Anbieten (erledigt) Auf eine Tagesordnung kommen (jetzt)" in page
        assert "Unterlagen" in page
        actions.decline(contribution, words="Nein", actor="Olga")
        page = words(sign_in(manager).get(url))
        assert "Auf eine Tagesordnung kommen (entfällt)" in page
        assert "Unterlagen" not in page

    def test_what_is_decided_stays_decided(
        self, office: Client, contribution: Contribution, meeting: Meeting
    ) -> None:
        actions.decline(contribution, words="Nein", actor="Olga")
        page = office.post(f"{OFFICE}{contribution.pk}/aufnehmen/", {"meeting": meeting.pk})
        assert "Der Beitrag ist jetzt „nicht aufgenommen“." in page.content.decode()
        page = office.post(of(meeting, f"beitrag/{contribution.pk}/"))
        assert page.status_code == 409
        assert titles(meeting) == []

    def test_without_a_meeting_the_way_is_shown(
        self, office: Client, contribution: Contribution
    ) -> None:
        page = words(office.get(f"{OFFICE}{contribution.pk}/aufnehmen/"))
        assert "Noch ist kein Treffen geplant." in page

    def test_taken_off_it_waits_for_another_meeting_with_its_files(
        self,
        office: Client,
        contribution: Contribution,
        meeting: Meeting,
        manager: Person,
        make_meeting: MakeMeeting,
    ) -> None:
        item = actions.place(contribution, meeting, actor="Olga")
        actions.add_material(item, file=slides(), kind="application/pdf", actor="Olga")
        office.post(of(meeting, f"{item.pk}/entfernen/"))
        assert state_of(contribution) == State.KEPT
        assert purposes(manager)[-1] == "agenda.kept"
        assert "nicht mehr auf der Tagesordnung des Treffens „Netzwerktreffen“" in told(
            manager.email
        )
        later = actions.place(contribution, make_meeting(title="Später"), actor="Olga")
        assert Material.objects.get().item == later

    def test_who_offered_and_presents_it_reads_one_mail(
        self, office: Client, contribution: Contribution, meeting: Meeting, manager: Person
    ) -> None:
        item = actions.place(contribution, meeting, actor="Olga")
        actions.tell_speakers(meeting, actor="Olga")
        before = len(mails_to(manager.email))
        url = of(meeting, f"{item.pk}/entfernen/")
        assert "dass der Vortrag entfällt" not in words(office.get(url))
        office.post(url)
        assert purposes(manager)[before:] == ["agenda.kept"]
        assert not Talk.objects.exists()

    def test_taken_off_from_the_call(
        self, office: Client, contribution: Contribution, meeting: Meeting, manager: Person
    ) -> None:
        actions.place(contribution, meeting, actor="Olga")
        office.post(f"{OFFICE}{contribution.pk}/vormerken/", {"words": "Der Tag ist zu voll."})
        assert titles(meeting) == []
        assert "Der Tag ist zu voll." in told(manager.email)

    def test_only_organisers(
        self, sign_in: SignIn, manager: Person, guest: Person, contribution: Contribution
    ) -> None:
        pages = ("", "aufnehmen/", "vormerken/", "absagen/")
        for page in pages:
            assert sign_in(manager).get(f"{OFFICE}{contribution.pk}/{page}").status_code == 403
            assert sign_in(guest).get(f"{OFFICE}{contribution.pk}/{page}").status_code == 404
        assert sign_in(manager).get(OFFICE).status_code == 403

    def test_what_does_not_exist(self, office: Client, network: object) -> None:
        for page in ("", "aufnehmen/", "vormerken/", "absagen/"):
            assert office.get(f"{OFFICE}77/{page}").status_code == 404

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_list_asks_as_often_for_three(
        self, office: Client, manager: Person, rows: int, meeting: Meeting
    ) -> None:
        for number in range(rows):
            one = Contribution(title=f"B{number}", takeaway="x", speaker_name="Mika")
            actions.propose(one, actor=manager)
            actions.place(one, meeting, actor="Olga")
        office.get(OFFICE)
        assert count_queries(office, OFFICE) == 5


class TestWithdrawing:
    def test_before_it_has_a_place_nobody_needs_a_mail(
        self, mine: Client, contribution: Contribution, organiser: Person
    ) -> None:
        url = f"{MINE}{contribution.pk}/zurueckziehen/"
        assert "Beitrag zurückziehen?" in words(mine.get(url))
        mine.post(url)
        assert state_of(contribution) == State.WITHDRAWN
        assert purposes(organiser) == ["agenda.arrived"]
        assert mine.post(url).status_code == 403

    def test_from_an_agenda_the_organisers_hear_and_the_item_goes(
        self,
        mine: Client,
        contribution: Contribution,
        meeting: Meeting,
        organiser: Person,
        add: AddItem,
    ) -> None:
        actions.place(contribution, meeting, actor="Olga")
        add(meeting, "Danach")
        assert "der Punkt entfällt" in words(mine.get(f"{MINE}{contribution.pk}/zurueckziehen/"))
        mine.post(f"{MINE}{contribution.pk}/zurueckziehen/")
        assert programme(meeting) == "10:00–10:15 Danach"
        assert "bitte prüfen Sie die Tagesordnung" in told(organiser.email)

    def test_who_leaves_the_network_offers_nothing_any_more(
        self, contribution: Contribution, manager: Person
    ) -> None:
        for farewell in registered_farewells():
            farewell(manager, "Olga")
        assert state_of(contribution) == State.WITHDRAWN


class TestAfterwards:
    def test_held_with_its_meeting_and_thanked_once(
        self,
        contribution: Contribution,
        meeting: Meeting,
        invite: Invite,
        manager: Person,
        clock: time_machine.Traveller,
    ) -> None:
        actions.place(contribution, meeting, actor="Olga")
        invite(meeting, manager)
        clock.move_to(berlin(3, 17, 15))
        run_jobs()
        assert state_of(contribution) == State.PLACED
        meetings.hold(meeting, actor="Olga")
        run_jobs()
        run_jobs()
        assert state_of(contribution) == State.HELD
        assert purposes(manager).count("agenda.thanks") == 1
        assert "Fehlen noch Folien oder ein Link?" in told(manager.email)
        with pytest.raises(Refused, match="gehalten"):
            actions.withdraw(contribution, actor=manager)

    def test_a_meeting_called_off_sets_it_free(
        self,
        contribution: Contribution,
        meeting: Meeting,
        manager: Person,
        clock: time_machine.Traveller,
    ) -> None:
        actions.place(contribution, meeting, actor="Olga")
        meetings.cancel(meeting, reason="Sturm", actor="Olga")
        clock.shift(timedelta(minutes=1))
        run_jobs()
        assert state_of(contribution) == State.KEPT
        assert purposes(manager)[-1] == "agenda.kept"

    def test_nothing_is_due_before(self, contribution: Contribution, meeting: Meeting) -> None:
        actions.place(contribution, meeting, actor="Olga")
        assert actions.settle(contribution) == 0


def test_who_may_see_what_was_offered_is_one_rule(
    contribution: Contribution,
    organiser: Person,
    manager: Person,
    neighbour: Person,
    guest: Person,
    outsider: Person,
) -> None:
    for person in (organiser, manager, neighbour, guest, outsider):
        seen = Contribution.objects.visible_to(person).filter(pk=contribution.pk).exists()
        assert bool(rules.can_see(person, contribution)) is seen
    assert not AnonymousUser().is_authenticated


def test_nobody_is_written_to_where_the_proposer_is_unknown(
    contribution: Contribution, meeting: Meeting, manager: Person
) -> None:
    Contribution.objects.update(proposer=None)
    actions.place(contribution, meeting, actor="Olga")
    assert mails_to(manager.email) == []
