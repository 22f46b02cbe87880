"""The organisers' table: add, edit, remove, move; and what does not fit, in words."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import AuditEntry
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.actions import items as agenda_items
from klimanetz.features.meetings.models import (
    AgendaItem,
    ItemKind,
    Meeting,
    Reply,
    Source,
    Visibility,
)
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.agenda.conftest import AddItem, of, programme, slides, titles
from tests.features.meetings.conftest import Invite, MakeMeeting, berlin
from tests.features.meetings.reading import count_queries, words

ITEM = {
    "title": "Bericht aus Erfurt",
    "kind": "practice",
    "duration": "20",
    "presenter_name": "",
    "presenter_email": "",
    "summary": "",
}


def seen_in(page: str) -> str:
    found = re.search(r'name="seen"[^>]*value="([^"]*)"', page)
    assert found
    return found[1]


class TestEditing:
    def test_an_empty_agenda_offers_the_first_step(self, office: Client, meeting: Meeting) -> None:
        said = words(office.get(of(meeting)))
        assert "Ersten Punkt hinzufügen" in said
        assert "Noch ist niemand eingeladen; es geht keine Mail hinaus." in said
        assert "Tagesordnung beginnen" in words(office.get(f"/verwaltung/treffen/{meeting.slug}/"))

    def test_adding_leads_back_to_the_table(self, office: Client, meeting: Meeting) -> None:
        assert "Punkt hinzufügen" in words(office.get(of(meeting, "neu/")))
        page = office.post(of(meeting, "neu/"), ITEM, follow=True)
        assert "10:00–10:20 Bericht aus Erfurt 20 Minuten · Praxisbericht" in words(page)

    def test_whoever_has_an_account_is_linked_by_address(
        self, office: Client, meeting: Meeting, manager: Person
    ) -> None:
        office.post(of(meeting, "neu/"), ITEM | {"presenter_email": manager.email.upper()})
        item = AgendaItem.objects.get()
        assert (item.presenter, item.presenter_name) == (manager, "Mika Managerin")
        assert item.presenter_email == ""
        assert f'value="{manager.email}"' in office.get(of(meeting, f"{item.pk}/")).content.decode()

    def test_whoever_has_an_account_is_linked_by_name(
        self, office: Client, meeting: Meeting, manager: Person
    ) -> None:
        office.post(of(meeting, "neu/"), ITEM | {"presenter_name": "mika managerin"})
        assert AgendaItem.objects.get().presenter == manager

    def test_a_name_alone_may_be_anybody(self, office: Client, meeting: Meeting) -> None:
        office.post(of(meeting, "neu/"), ITEM | {"presenter_name": "alle"})
        item = AgendaItem.objects.get()
        assert (item.presenter, item.presenter_name) == (None, "alle")

    def test_an_unknown_address_needs_a_name(self, office: Client, meeting: Meeting) -> None:
        page = office.post(of(meeting, "neu/"), ITEM | {"presenter_email": "fritz@fern.example"})
        text = page.content.decode()
        assert "Bitte schreiben Sie auch den Namen" in text
        assert 'value="fritz@fern.example"' in text
        assert 'value="Bericht aus Erfurt"' in text
        assert not AgendaItem.objects.exists()

    @pytest.mark.parametrize("minutes", ["0", "-5", "601", "viele", ""])
    def test_impossible_minutes(self, office: Client, meeting: Meeting, minutes: str) -> None:
        page = office.post(of(meeting, "neu/"), ITEM | {"duration": minutes})
        assert "kern-error" in page.content.decode()
        assert not AgendaItem.objects.exists()

    def test_editing(self, office: Client, meeting: Meeting, agenda: list[AgendaItem]) -> None:
        url = of(meeting, f"{agenda[0].pk}/")
        seen = seen_in(office.get(url).content.decode())
        page = office.post(url, ITEM | {"duration": "30", "seen": seen}, follow=True)
        assert "10:00–10:30 Bericht aus Erfurt" in words(page)
        assert programme(meeting).splitlines()[1].startswith("10:30–11:15")

    def test_what_is_typed_about_an_item_that_is_gone_is_not_lost(
        self, office: Client, meeting: Meeting, agenda: list[AgendaItem]
    ) -> None:
        url = of(meeting, f"{agenda[1].pk}/")
        seen = seen_in(office.get(url).content.decode())
        actions.remove_item(agenda[1], actor="Paul")
        page = office.post(url, ITEM | {"summary": "Lange getippt.", "seen": seen})
        assert page.status_code == 409
        assert "Jemand hat diesen Punkt inzwischen entfernt." in words(page)
        text = page.content.decode()
        assert "Lange getippt." in text
        add = f"/verwaltung/treffen/{meeting.slug}/tagesordnung/neu/"
        assert f'action="{add}"' in text
        office.post(add, ITEM | {"summary": "Lange getippt."})
        assert titles(meeting)[-1] == "Bericht aus Erfurt"

    def test_only_organisers_are_told_so(
        self, meeting: Meeting, manager: Person, sign_in: SignIn, agenda: list[AgendaItem]
    ) -> None:
        url = of(meeting, f"{agenda[1].pk}/")
        actions.remove_item(agenda[1], actor="Paul")
        assert sign_in(manager).post(url, ITEM).status_code == 403

    def test_of_two_who_edit_one_item_the_second_is_asked(
        self, office: Client, meeting: Meeting, agenda: list[AgendaItem]
    ) -> None:
        url = of(meeting, f"{agenda[0].pk}/")
        seen = seen_in(office.get(url).content.decode())
        office.post(url, ITEM | {"title": "Die erste", "seen": seen})
        page = office.post(url, ITEM | {"title": "Die zweite", "seen": seen})
        text = page.content.decode()
        assert "Jemand hat diesen Punkt inzwischen geändert." in text
        assert 'value="Die zweite"' in text
        assert titles(meeting)[0] == "Die erste"
        office.post(url, ITEM | {"title": "Die zweite", "seen": seen_in(text)})
        assert titles(meeting)[0] == "Die zweite"

    def test_markup_stays_text(self, office: Client, meeting: Meeting, client: Client) -> None:
        evil = "<script>alert(1)</script>"
        office.post(of(meeting, "neu/"), ITEM | {"title": evil, "summary": evil})
        for page in (office.get(of(meeting)), client.get(meeting.get_absolute_url())):
            assert evil not in page.content.decode()
            assert "&lt;script&gt;alert(1)" in page.content.decode()

    def test_a_day_holds_only_so_many(
        self, office: Client, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(agenda_items, "MOST", 1)
        office.post(of(meeting, "neu/"), ITEM)
        page = office.post(of(meeting, "neu/"), ITEM)
        assert "Mehr als 1 Punkte fasst eine Tagesordnung nicht." in page.content.decode()


class TestRemoving:
    def test_it_says_what_will_happen(
        self, office: Client, meeting: Meeting, agenda: list[AgendaItem]
    ) -> None:
        actions.add_material(agenda[1], file=slides(), kind="application/pdf", actor="Olga")
        actions.tell_speakers(meeting, actor="Olga")
        said = words(office.get(of(meeting, f"{agenda[1].pk}/entfernen/")))
        assert "Eine Unterlage wird gelöscht." in said
        assert "Mika Managerin bekommt eine Mail, dass der Vortrag entfällt." in said
        assert len(titles(meeting)) == 3

    def test_the_others_move_up(
        self, office: Client, meeting: Meeting, agenda: list[AgendaItem]
    ) -> None:
        url = of(meeting, f"{agenda[0].pk}/entfernen/")
        page = office.post(url, follow=True)
        assert "„Begrüßung“ steht nicht mehr darauf." in page.content.decode()
        assert programme(meeting).startswith("10:00–10:45 Nahwärme")
        assert office.post(url).status_code == 404


class TestMoving:
    def test_up_and_down(self, office: Client, meeting: Meeting, agenda: list[AgendaItem]) -> None:
        key = agenda[2].pk
        page = office.post(of(meeting, f"{key}/hoch/"), follow=True)
        assert titles(meeting) == ["Begrüßung", "Kaffee", "Nahwärme aus dem Bach"]
        assert re.search(rf'id="hoch-{key}"[^>]*autofocus', page.content.decode())
        page = office.post(of(meeting, f"{key}/runter/"), follow=True)
        assert titles(meeting)[2] == "Kaffee"
        assert re.search(rf'id="runter-{key}"[^>]*autofocus', page.content.decode())

    def test_at_the_end_it_stays(
        self, office: Client, meeting: Meeting, agenda: list[AgendaItem]
    ) -> None:
        office.post(of(meeting, f"{agenda[0].pk}/hoch/"))
        office.post(of(meeting, f"{agenda[2].pk}/runter/"))
        assert titles(meeting) == ["Begrüßung", "Nahwärme aus dem Bach", "Kaffee"]

    def test_a_whole_order_as_it_was_dragged(
        self, office: Client, meeting: Meeting, agenda: list[AgendaItem], add: AddItem
    ) -> None:
        first, second, third = (item.pk for item in agenda)
        add(meeting, "Inzwischen dazu")
        office.post(of(meeting, "ordnen/"), {"punkt": [third, first, second, "x", "999"]})
        assert titles(meeting) == [
            "Kaffee",
            "Begrüßung",
            "Nahwärme aus dem Bach",
            "Inzwischen dazu",
        ]
        assert programme(meeting).startswith("10:00–10:15 Kaffee")

    def test_items_of_another_meeting_do_not_come_along(
        self, office: Client, meeting: Meeting, agenda: list[AgendaItem], make_meeting: MakeMeeting
    ) -> None:
        other = make_meeting(title="Anderes")
        assert office.post(of(other, f"{agenda[0].pk}/runter/")).status_code == 404
        office.post(of(other, "ordnen/"), {"punkt": [agenda[2].pk]})
        assert titles(meeting)[0] == "Begrüßung"


class TestConflicts:
    def test_longer_than_the_meeting(self, office: Client, meeting: Meeting, add: AddItem) -> None:
        add(meeting, "Alles", 265, kind=ItemKind.BREAK)
        assert "Die Tagesordnung dauert 25 Minuten länger als das Treffen: bis 14:25 Uhr." in words(
            office.get(of(meeting))
        )
        desk = words(office.get(f"/verwaltung/treffen/{meeting.slug}/"))
        assert "Die Tagesordnung ist länger als das Treffen: bis 14:25 Uhr." in desk
        assert "10:00–14:25 Alles" in desk

    def test_what_is_left(self, office: Client, meeting: Meeting, add: AddItem) -> None:
        add(meeting, "Vormittag", 119)
        assert "Bis zum Ende sind noch 121 Minuten frei." in words(office.get(of(meeting)))

    def test_more_than_two_hours_without_break(
        self, office: Client, meeting: Meeting, add: AddItem
    ) -> None:
        add(meeting, "Erster", 60)
        add(meeting, "Zweiter", 60)
        assert "keine Pause" not in words(office.get(of(meeting)))
        add(meeting, "Dritter", 30)
        assert "Von 10:00 bis 12:30 Uhr gibt es keine Pause." in words(office.get(of(meeting)))
        pause = add(meeting, "Pause", 15, kind=ItemKind.BREAK)
        actions.move_item(pause, -1, actor="Olga")
        assert "keine Pause" not in words(office.get(of(meeting)))

    def test_an_evening_that_goes_on_past_midnight(
        self, office: Client, make_meeting: MakeMeeting, add: AddItem
    ) -> None:
        evening = make_meeting(starts_at=berlin(3, 17, 19), ends_at=berlin(3, 17, 22))
        add(evening, "Ausklang", 330)
        desk = words(office.get(f"/verwaltung/treffen/{evening.slug}/"))
        assert "Die Tagesordnung ist länger als das Treffen: bis 00:30 Uhr." in desk

    def test_a_guest_who_presents_could_not_join(
        self, office: Client, meeting: Meeting, add: AddItem, invite: Invite
    ) -> None:
        """Only an invitation leads into the conference; who comes by mail alone stood outside."""
        sentence = "ohne Einladung nicht in die Videokonferenz: Dr. Gast."
        guest = {"presenter_name": "Dr. Gast", "presenter_email": "Gast@gast.example"}
        add(meeting, "Karten", **guest)
        assert sentence not in words(office.get(of(meeting)))  # nobody is invited yet
        invite(meeting, "Ina")
        assert sentence in words(office.get(of(meeting)))
        invite(meeting, "Gast")
        assert sentence not in words(office.get(of(meeting)))

    def test_a_report_that_nobody_gives(
        self, office: Client, meeting: Meeting, add: AddItem
    ) -> None:
        add(meeting, "Bericht des Landes", kind=ItemKind.STATE)
        add(meeting, "Begrüßung", kind=ItemKind.WELCOME)
        said = words(office.get(of(meeting)))
        assert "Wer trägt „Bericht des Landes“ vor?" in said
        assert "„Begrüßung“ vor?" not in said

    @pytest.mark.parametrize(
        ("reply", "sentence"),
        [
            (Reply.DECLINED, "Tragen vor, haben aber für das Treffen abgesagt: Mika Managerin."),
            (None, "Tragen vor, haben aber noch nicht geantwortet: Mika Managerin."),
            (Reply.DEPUTY, "Tragen vor, schicken aber eine Vertretung: Mika Managerin."),
            (Reply.ON_SITE, ""),
        ],
    )
    def test_a_presenter_who_does_not_come(
        self,
        office: Client,
        meeting: Meeting,
        agenda: list[AgendaItem],
        invite: Invite,
        manager: Person,
        reply: Reply | None,
        sentence: str,
    ) -> None:
        (invitation,) = invite(meeting, manager)
        if reply:
            meetings.answer(
                invitation, reply, source=Source.LINK, deputy_name="Jan", deputy_mode="online"
            )
        said = words(office.get(of(meeting)))
        assert (sentence in said) if sentence else ("Tragen vor" not in said)

    def test_a_presenter_whose_invitation_was_taken_back(
        self,
        office: Client,
        meeting: Meeting,
        agenda: list[AgendaItem],
        invite: Invite,
        manager: Person,
    ) -> None:
        """As it is when somebody leaves the network."""
        mine, _ina = invite(meeting, manager, "Ina")
        meetings.answer(mine, Reply.ON_SITE, source=Source.LINK)
        meetings.withdraw_invitation(mine, actor="Olga")
        said = words(office.get(of(meeting)))
        assert "Tragen vor, sind aber nicht mehr eingeladen: Mika Managerin." in said

    def test_a_presenter_at_two_places(
        self,
        office: Client,
        meeting: Meeting,
        agenda: list[AgendaItem],
        make_meeting: MakeMeeting,
        add: AddItem,
        manager: Person,
    ) -> None:
        other = make_meeting(title="Zur selben Zeit")
        item = add(other, "Vorlauf", 10)
        add(other, "Noch einmal", 20, presenter=manager, presenter_name="Mika Managerin")
        sentence = "Mika Managerin trägt zur selben Zeit bei „Zur selben Zeit“ vor."
        assert sentence in words(office.get(of(meeting)))
        item.duration = 90
        actions.change_item(item, actor="Olga")
        assert sentence not in words(office.get(of(meeting)))


class TestAccess:
    PAGES = ("", "neu/", "angebote/")
    BUTTONS = ("ordnen/", "bescheid/", "uebernehmen/", "geruest/", "beitrag/1/")
    OF_ITEM = ("", "entfernen/", "unterlagen/")
    ITEM_BUTTONS = ("hoch/", "runter/")

    @pytest.mark.parametrize("page", [*PAGES, *BUTTONS])
    def test_only_organisers(
        self,
        page: str,
        meeting: Meeting,
        sign_in: SignIn,
        manager: Person,
        guest: Person,
        outsider: Person,
    ) -> None:
        ask = "post" if page in self.BUTTONS else "get"
        for person in (manager, guest, outsider):
            assert getattr(sign_in(person), ask)(of(meeting, page)).status_code == 403

    @pytest.mark.parametrize("page", [*OF_ITEM, *ITEM_BUTTONS])
    def test_only_organisers_work_on_an_item(
        self,
        page: str,
        meeting: Meeting,
        agenda: list[AgendaItem],
        sign_in: SignIn,
        manager: Person,
        guest: Person,
    ) -> None:
        ask = "post" if page in self.ITEM_BUTTONS else "get"
        url = of(meeting, f"{agenda[0].pk}/{page}")
        for person in (manager, guest):
            assert getattr(sign_in(person), ask)(url).status_code == 403

    @pytest.mark.parametrize("page", BUTTONS)
    def test_buttons_are_no_links(self, page: str, office: Client, meeting: Meeting) -> None:
        assert office.get(of(meeting, page)).status_code == 405

    def test_for_members_alone_it_does_not_exist_for_others(
        self, make_meeting: MakeMeeting, sign_in: SignIn, guest: Person
    ) -> None:
        meeting = make_meeting(visibility=Visibility.MEMBERS)
        assert sign_in(guest).get(of(meeting)).status_code == 404

    def test_what_does_not_exist(self, office: Client, meeting: Meeting) -> None:
        for page in ("77/", "77/entfernen/", "77/unterlagen/"):
            assert office.get(of(meeting, page)).status_code == 404

    def test_a_past_agenda_can_be_read(
        self,
        organiser: Person,
        sign_in: SignIn,
        meeting: Meeting,
        agenda: list[AgendaItem],
        invite: Invite,
        manager: Person,
        clock: time_machine.Traveller,
    ) -> None:
        invite(meeting, manager)
        clock.move_to(berlin(3, 17, 15))
        meetings.hold(meeting, actor="Olga")
        office = sign_in(organiser)
        page = office.get(of(meeting))
        assert "Das Treffen hat schon stattgefunden. Unterlagen können Sie" in words(page)
        assert "hoch/" not in page.content.decode()
        assert office.get(of(meeting, f"{agenda[0].pk}/")).status_code == 403


def test_the_table_asks_equally_often_for_one_and_many(
    office: Client, meeting: Meeting, add: AddItem, invite: Invite, manager: Person
) -> None:
    invite(meeting, manager)
    add(meeting, "Erster", presenter=manager, presenter_name="Mika Managerin")
    office.get(of(meeting))  # the first visit notes that somebody is here
    few = count_queries(office, of(meeting))
    for number in range(3):
        item = add(meeting, f"P{number}", presenter_name="Fritz", presenter_email="f@fern.example")
        actions.add_material(item, link="https://klima.example/", actor="Olga")
    assert count_queries(office, of(meeting)) == few <= 10


def test_forty_items_and_three_hundred_invitations_in_ten_queries(
    office: Client, meeting: Meeting, add: AddItem, invite: Invite, sign_in: SignIn, manager: Person
) -> None:
    for number in range(40):
        item = add(meeting, f"Punkt {number}", 5)
        actions.add_material(item, link="https://klima.example/", actor="Olga")
    invite(meeting, manager, *(f"Gast{number}" for number in range(299)))
    member = sign_in(manager)
    for client, url in ((office, f"/verwaltung/treffen/{meeting.slug}/"), (member, "")):
        client.get(url or "/ich/beitraege/")  # the first visit notes that somebody is here
        assert count_queries(client, url or meeting.get_absolute_url()) <= 10


def test_a_minute_after_the_last_change_only(
    office: Client, meeting: Meeting, invite: Invite, manager: Person
) -> None:
    invite(meeting, manager)
    said = words(office.get(of(meeting)))
    assert "Was Sie ändern, erfahren die Eingeladenen gesammelt" in said
    office.post(of(meeting, "neu/"), ITEM)
    due = Meeting.objects.get(pk=meeting.pk).update_due_at
    assert due is not None
    assert AuditEntry.objects.filter(verb="add_item").count() == 1
    assert timedelta() < due - Meeting.objects.get(pk=meeting.pk).changed_at <= timedelta(minutes=1)
