"""Who presents: told by mail, with a page of their own behind the key, with or without account."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.models import Material, Talk
from klimanetz.features.meetings.models import AgendaItem, Meeting
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.agenda.conftest import PDF, AddItem, of, slides
from tests.features.meetings.conftest import berlin, last_mail, mails_to, told
from tests.features.meetings.reading import words

FRITZ = "fritz@fern.example"


@pytest.fixture
def item(meeting: Meeting, add: AddItem) -> AgendaItem:
    """Presented by somebody without account."""
    return add(
        meeting,
        "Kühle Orte",
        30,
        presenter_name="Fritz Fern",
        presenter_email=FRITZ,
        summary="Schatten in der Stadt.",
    )


@pytest.fixture
def talk(item: AgendaItem) -> Talk:
    actions.tell_speakers(item.meeting, actor="Olga")
    return Talk.objects.select_related("item__meeting").get()


class TestTelling:
    def test_told_by_a_button_when_the_organisers_are_ready(
        self, office: Client, item: AgendaItem
    ) -> None:
        meeting = item.meeting
        assert mails_to(FRITZ) == []
        said = words(office.get(of(meeting)))
        assert "Fritz Fern weiß noch nicht Bescheid" in said
        assert "Eine Person kennt ihren Platz noch nicht" in said
        page = office.post(of(meeting, "bescheid/"), follow=True)
        assert "Eine Mail geht hinaus." in page.content.decode()
        assert "Fritz Fern weiß Bescheid" in words(page)
        assert "Vortragenden Bescheid geben" not in words(page)

    def test_the_mail_says_what_when_where_and_how(self, talk: Talk) -> None:
        mail = last_mail(FRITZ)
        assert mail.subject == "Ihr Vortrag am Mi., 17. März 2027: Kühle Orte"
        said = told(FRITZ)
        assert said.startswith("Guten Tag Fritz Fern, schön, dass Sie mitwirken: „Kühle Orte“.")
        assert "Mi., 17. März 2027, 10:00–10:30 Uhr" in said
        assert "30 Minuten, mit Fragen" in said
        assert "Rathaus, Am Markt 1, 98693 Ilmenau" in said
        assert talk.get_absolute_url() in said
        assert "weil Sie bei einem Treffen des Netzwerks" in said

    def test_a_second_click_tells_nobody_twice(self, talk: Talk) -> None:
        assert actions.tell_speakers(talk.meeting, actor="Olga") == 0
        assert len(mails_to(FRITZ)) == 1

    def test_another_time_is_told_again_under_the_same_key(
        self, office: Client, talk: Talk, add: AddItem
    ) -> None:
        before = add(talk.meeting, "Zuerst", 20)
        actions.move_item(before, -1, actor="Olga")
        assert "weiß noch nicht Bescheid" in words(office.get(of(talk.meeting)))
        office.post(of(talk.meeting, "bescheid/"))
        assert last_mail(FRITZ).subject.startswith("Geändert: Ihr Vortrag")
        assert "10:20–10:50 Uhr" in told(FRITZ)
        assert talk.get_absolute_url() in told(FRITZ)

    def test_whoever_has_an_account_is_told_there(
        self, meeting: Meeting, agenda: list[AgendaItem], manager: Person
    ) -> None:
        assert actions.tell_speakers(meeting, actor="Olga") == 1
        assert "Nahwärme aus dem Bach" in last_mail(manager.email).subject

    def test_not_while_the_date_is_open(self, office: Client, item: AgendaItem) -> None:
        meetings.postpone(item.meeting, reason="Streik", actor="Olga")
        assert "Vortragenden Bescheid geben" not in words(office.get(of(item.meeting)))
        with pytest.raises(Refused, match="Der neue Termin steht noch nicht fest"):
            actions.tell_speakers(item.meeting, actor="Olga")

    def test_who_is_not_needed_any_more_hears_so(self, talk: Talk, client: Client) -> None:
        actions.remove_item(talk.item, actor="Olga")
        assert last_mail(FRITZ).subject.startswith("Entfällt: Ihr Vortrag")
        assert client.get(talk.get_absolute_url()).status_code == 404

    def test_who_is_replaced_hears_so(self, talk: Talk, client: Client) -> None:
        item = AgendaItem.objects.get()
        item.presenter_name, item.presenter_email = "Erna", "erna@fern.example"
        actions.change_item(item, actor="Olga")
        assert last_mail(FRITZ).subject.startswith("Entfällt")
        assert client.get(talk.get_absolute_url()).status_code == 404
        actions.tell_speakers(talk.meeting, actor="Olga")
        assert len(mails_to("erna@fern.example")) == 1

    def test_an_edit_of_the_text_keeps_the_key(self, talk: Talk, client: Client) -> None:
        item = AgendaItem.objects.get()
        item.summary = "Neu gefasst."
        actions.change_item(item, actor="Olga")
        assert "Neu gefasst." in words(client.get(talk.get_absolute_url()))
        assert len(mails_to(FRITZ)) == 1


class TestPage:
    def test_what_when_where_and_whom_to_ask(self, talk: Talk, client: Client) -> None:
        page = client.get(talk.get_absolute_url())
        said = words(page)
        assert "Mi., 17. März 2027, 10:00–10:30 Uhr" in said
        assert "30 Minuten, mit Fragen" in said
        assert "Rathaus, Am Markt 1, 98693 Ilmenau" in said
        assert "netzwerk@agentur.example" in said
        assert "So steht es auf der Tagesordnung 10:00–10:30 Kühle Orte Fritz Fern" in said
        assert page["X-Robots-Tag"] == "noindex"
        assert "no-store" in page["Cache-Control"]

    def test_slides_are_handed_in_and_previewed(self, talk: Talk, client: Client) -> None:
        url = talk.get_absolute_url()
        page = client.post(url, {"file": slides(), "title": "Kühle Folien"}, follow=True)
        said = words(page)
        assert "Gespeichert, danke!" in said
        assert said.index("So steht es auf der Tagesordnung") < said.rindex("Kühle Folien")
        material = Material.objects.get()
        assert not material.public
        response: Any = client.get(f"{url}unterlagen/{material.pk}/")
        assert b"".join(response.streaming_content) == PDF
        assert AuditEntry.objects.get(verb="add_material").actor == "link"

    def test_taken_back(self, talk: Talk, client: Client) -> None:
        url = talk.get_absolute_url()
        client.post(url, {"link": "https://klima.example/kuehl"})
        key = Material.objects.get().pk
        gone = f"{url}unterlagen/{key}/entfernen/"
        assert client.get(gone).status_code == 405
        client.post(gone)
        assert not Material.objects.exists()
        assert client.post(gone).status_code == 404

    def test_what_organisers_added_stays(
        self, talk: Talk, client: Client, organiser: Person
    ) -> None:
        added = actions.add_material(talk.item, link="https://klima.example/", actor=organiser)
        page = client.get(talk.get_absolute_url())
        assert "https://klima.example/" in words(page)
        assert "entfernen/" not in page.content.decode()
        gone = f"{talk.get_absolute_url()}unterlagen/{added.pk}/entfernen/"
        assert client.post(gone).status_code == 404

    @pytest.mark.parametrize(
        ("upload", "sentence"),
        [
            (("Folien.exe", b"MZ"), "Dieses Format nehmen wir nicht an."),
            (("Folien.pdf", b"<html>"), "Der Inhalt passt nicht zur Endung .pdf."),
        ],
    )
    def test_what_is_not_taken_is_said_and_nothing_lost(
        self, talk: Talk, client: Client, upload: tuple[str, bytes], sentence: str
    ) -> None:
        client.post(talk.get_absolute_url(), {"file": slides(), "title": "Schon da"})
        page = client.post(talk.get_absolute_url(), {"file": slides(*upload), "title": "Getippt"})
        text = page.content.decode()
        assert sentence in text
        assert 'value="Getippt"' in text
        assert "Schon da" in words(page)
        assert "Gespeichert" not in words(page)
        assert Material.objects.count() == 1

    def test_the_key_opens_nothing_else(self, talk: Talk, client: Client, add: AddItem) -> None:
        other = add(talk.meeting, "Anderer")
        material = actions.add_material(other, link="https://klima.example/", actor="Olga")
        for page in ("", "entfernen/"):
            ask = client.post if page else client.get
            found = ask(f"{talk.get_absolute_url()}unterlagen/{material.pk}/{page}")
            assert found.status_code == 404

    @pytest.mark.parametrize("page", ["/vortrag/falsch/", "/vortrag/falsch/unterlagen/1/"])
    def test_a_wrong_key(self, page: str, network: object, client: Client) -> None:
        assert client.get(page).status_code == 404

    def test_the_key_ends_thirty_days_after_the_meeting(
        self, talk: Talk, client: Client, clock: time_machine.Traveller
    ) -> None:
        clock.move_to(berlin(3, 17, 14) + timedelta(days=29))
        assert client.get(talk.get_absolute_url()).status_code == 200
        clock.move_to(berlin(3, 17, 14) + timedelta(days=30, hours=2))
        page = client.get(talk.get_absolute_url())
        assert page.status_code == 404
        assert "Dieser Link gilt nicht mehr" in words(page)
        assert client.post(talk.get_absolute_url(), {"file": slides()}).status_code == 404
        assert not Material.objects.exists()

    def test_what_became_of_the_meeting_is_said(self, talk: Talk, client: Client) -> None:
        meetings.cancel(talk.meeting, reason="Sturm", actor="Olga")
        assert "Dieses Treffen ist abgesagt." in words(client.get(talk.get_absolute_url()))

    def test_in_the_language_of_the_reader(
        self, meeting: Meeting, agenda: list[AgendaItem], manager: Person, client: Client
    ) -> None:
        manager.language = "en"
        manager.save()
        actions.tell_speakers(meeting, actor="Olga")
        page = client.get(Talk.objects.get().get_absolute_url())
        assert page.status_code == 200


class TestClaiming:
    def test_claimed_with_an_account_of_another_address(
        self, talk: Talk, sign_in: SignIn, neighbour: Person
    ) -> None:
        mine = sign_in(neighbour)
        assert "Kühle Orte" not in words(mine.get("/ich/beitraege/"))
        page = words(mine.get(f"/ich/beitraege/vortrag/{talk.token}/"))
        assert "steht dann auf der Seite von Nele Nachbarin" in page
        mine.post(f"/ich/beitraege/vortrag/{talk.token}/")
        said = words(mine.get("/ich/beitraege/"))
        assert "Hier tragen Sie vor" in said
        assert "Kühle Orte" in said
        actions.claim(talk, actor=neighbour)
        assert AuditEntry.objects.filter(verb="claim_talk").count() == 1

    def test_what_somebody_has_nobody_else_takes(
        self, talk: Talk, sign_in: SignIn, neighbour: Person, manager: Person
    ) -> None:
        actions.claim(talk, actor=neighbour)
        page = sign_in(manager).post(f"/ich/beitraege/vortrag/{talk.token}/")
        assert page.status_code == 409
        assert "gehört schon zu einem anderen Konto" in words(page)

    def test_an_account_of_that_address_sees_it_by_itself(
        self, talk: Talk, sign_in: SignIn, guest: Person
    ) -> None:
        guest.email = FRITZ
        guest.save()
        assert "Kühle Orte" in words(sign_in(guest).get("/ich/beitraege/"))

    def test_the_page_leads_there_through_the_sign_in(self, talk: Talk, client: Client) -> None:
        url = f"/ich/beitraege/vortrag/{talk.token}/"
        assert f'href="{url}"' in client.get(talk.get_absolute_url()).content.decode()
        assert client.get(url).headers["Location"].startswith("/anmelden/")

    def test_a_wrong_key(self, sign_in: SignIn, manager: Person, network: object) -> None:
        assert sign_in(manager).get("/ich/beitraege/vortrag/falsch/").status_code == 404
