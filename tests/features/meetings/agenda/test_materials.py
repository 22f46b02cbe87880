"""Files and links of an item: who opens them, what is taken, where they lie."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import Settings

from klimanetz.features.meetings.agenda import actions, rules
from klimanetz.features.meetings.agenda.actions import materials
from klimanetz.features.meetings.agenda.models import Contribution, Material
from klimanetz.features.meetings.models import AgendaItem, Meeting, Visibility
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.agenda.conftest import PDF, AddItem, of, slides
from tests.features.meetings.conftest import Invite, MakeMeeting
from tests.features.meetings.reading import words

LINK = "https://klima.example/bach"


def page_of(item: AgendaItem) -> str:
    return of(item.meeting, f"{item.pk}/unterlagen/")


class TestAdding:
    def test_a_file_stands_on_the_meeting_page_for_members(
        self, office: Client, agenda: list[AgendaItem], sign_in: SignIn, manager: Person
    ) -> None:
        page = office.post(page_of(agenda[1]), {"file": slides(), "title": "Folien"}, follow=True)
        assert "Mitglieder und Eingeladene sehen es" in words(page)
        member = sign_in(manager)
        text = member.get(agenda[1].meeting.get_absolute_url()).content.decode()
        material = Material.objects.get()
        assert f'href="/unterlagen/{material.pk}/"' in text
        response: Any = member.get(f"/unterlagen/{material.pk}/")
        assert b"".join(response.streaming_content) == PDF
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].startswith("attachment;")
        assert "sandbox" in response["Content-Security-Policy"]
        assert "no-store" in response["Cache-Control"]

    def test_a_link(self, office: Client, agenda: list[AgendaItem]) -> None:
        office.post(page_of(agenda[1]), {"link": LINK})
        assert Material.objects.get().title == LINK
        assert f'href="{LINK}"' in office.get(page_of(agenda[1])).content.decode()

    def test_without_title_the_name_of_the_file_is_it(
        self, office: Client, agenda: list[AgendaItem]
    ) -> None:
        office.post(page_of(agenda[1]), {"file": slides("Bach 2027.pdf")})
        assert Material.objects.get().title == "Bach 2027.pdf"

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({}, "Bitte wählen Sie eine Datei aus."),
            ({"link": LINK, "file": "pdf"}, "eine Datei oder eine Adresse an, nicht beides."),
            ({"file": "html"}, "Dieses Format nehmen wir nicht an."),
            ({"file": "empty"}, "Diese Datei ist leer."),
            ({"file": "fake"}, "Der Inhalt passt nicht zur Endung .pdf."),
            ({"link": "javascript:alert(1)"}, "kern-error"),
        ],
    )
    def test_what_is_not_taken_is_said_and_nothing_lost(
        self, office: Client, agenda: list[AgendaItem], sent: dict[str, Any], sentence: str
    ) -> None:
        files = {
            "pdf": slides(),
            "empty": slides("a.pdf", b""),
            "html": slides("a.html", b"<html>"),
            "fake": slides("a.pdf", b"<html>"),
        }
        posted = {key: files.get(value, value) for key, value in sent.items()}
        text = office.post(page_of(agenda[1]), posted | {"title": "Titel bleibt"}).content.decode()
        assert sentence in text
        assert 'value="Titel bleibt"' in text
        assert not Material.objects.exists()

    def test_only_so_many(
        self, office: Client, agenda: list[AgendaItem], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(materials, "MOST", 1)
        office.post(page_of(agenda[1]), {"link": LINK})
        page = office.post(page_of(agenda[1]), {"link": LINK})
        assert "Hier liegen schon 1 Unterlagen." in page.content.decode()

    def test_kept_under_a_name_nobody_guesses(
        self, office: Client, agenda: list[AgendaItem], settings: Settings, client: Client
    ) -> None:
        office.post(page_of(agenda[1]), {"file": slides("../../Bach.pdf")})
        path = Path(Material.objects.get().file.path)
        assert path.is_relative_to(Path(settings.MEDIA_ROOT) / "agenda")
        assert "Bach" not in path.name
        assert client.get(f"/dateien/{Material.objects.get().file.name}").status_code == 404


class TestRemoving:
    def test_with_its_file(
        self,
        office: Client,
        agenda: list[AgendaItem],
        django_capture_on_commit_callbacks: Any,  # noqa: ANN401
    ) -> None:
        office.post(page_of(agenda[1]), {"file": slides()})
        material = Material.objects.get()
        url = f"{page_of(agenda[1])}{material.pk}/entfernen/"
        with django_capture_on_commit_callbacks(execute=True):
            office.post(url)
        assert not Path(material.file.path).exists()
        assert office.post(url).status_code == 404

    def test_the_item_takes_its_files_along(
        self,
        office: Client,
        agenda: list[AgendaItem],
        django_capture_on_commit_callbacks: Any,  # noqa: ANN401
    ) -> None:
        office.post(page_of(agenda[1]), {"file": slides()})
        path = Path(Material.objects.get().file.path)
        with django_capture_on_commit_callbacks(execute=True):
            actions.remove_item(agenda[1], actor="Olga")
        assert not path.exists()
        assert not Material.objects.exists()

    def test_a_lost_file_is_not_found(self, office: Client, agenda: list[AgendaItem]) -> None:
        office.post(page_of(agenda[1]), {"file": slides()})
        Path(Material.objects.get().file.path).unlink()
        assert office.get(f"/unterlagen/{Material.objects.get().pk}/").status_code == 404

    def test_of_another_item_nothing(self, office: Client, agenda: list[AgendaItem]) -> None:
        office.post(page_of(agenda[1]), {"link": LINK})
        key = Material.objects.get().pk
        for button in ("entfernen", "zeigen", "verbergen"):
            assert office.post(f"{page_of(agenda[0])}{key}/{button}/").status_code == 404
            assert office.get(f"{page_of(agenda[1])}{key}/{button}/").status_code == 405


class TestShowing:
    def test_shown_to_the_public_and_hidden_again_at_once(
        self, office: Client, agenda: list[AgendaItem], client: Client
    ) -> None:
        office.post(page_of(agenda[1]), {"file": slides(), "title": "Folien vom Bach"})
        material, meeting = Material.objects.get(), agenda[1].meeting
        for button, seen in (("zeigen", True), ("verbergen", False)):
            page = office.post(f"{page_of(agenda[1])}{material.pk}/{button}/", follow=True)
            assert ("alle sehen es" in words(page)) is seen
            assert ("Folien vom Bach" in words(client.get(meeting.get_absolute_url()))) is seen
            found = client.get(f"/unterlagen/{material.pk}/")
            assert (found.status_code == 200) is seen

    def test_strangers_see_no_files(
        self, office: Client, agenda: list[AgendaItem], client: Client, outsider: Person,
        sign_in: SignIn,
    ) -> None:  # fmt: skip
        office.post(page_of(agenda[1]), {"file": slides(), "title": "Folien vom Bach"})
        for visitor in (client, sign_in(outsider)):
            assert "Folien" not in words(visitor.get(agenda[1].meeting.get_absolute_url()))
            assert visitor.get(f"/unterlagen/{Material.objects.get().pk}/").status_code == 404
            assert visitor.post(f"/unterlagen/{Material.objects.get().pk}/").status_code == 405


@pytest.fixture
def every_material(
    make_meeting: MakeMeeting,
    add: AddItem,
    contribution: Contribution,
    guest: Person,
    outsider: Person,
    invite: Invite,
) -> list[Material]:
    """Of public meetings and those for members, shown and not, with and without invitation."""
    found = []
    for visibility in Visibility:
        for invited in (False, True):
            meeting = make_meeting(title=f"{visibility} {invited}", visibility=visibility)
            item = add(meeting, "Punkt", presenter=outsider, presenter_name="Otto")
            other = add(meeting, "Anderer Punkt")
            if invited:
                invite(meeting, guest)
            found += [
                actions.add_material(one, link=LINK, public=public, actor="Olga")
                for one in (item, other)
                for public in (False, True)
            ]
    found.append(actions.add_material(contribution, link=LINK, actor="Olga"))
    return found


def test_who_opens_what_is_one_rule(
    every_material: list[Material],
    organiser: Person,
    manager: Person,
    neighbour: Person,
    guest: Person,
    outsider: Person,
) -> None:
    rows = Material.objects.select_related("item__meeting", "contribution")
    for person in (organiser, manager, neighbour, guest, outsider, AnonymousUser()):
        seen = set(Material.objects.visible_to(person).values_list("pk", flat=True))
        for material in rows:
            assert bool(rules.can_open(person, material)) is (material.pk in seen)
    assert len(every_material) == 17


def test_files_can_be_added_to_a_meeting_that_took_place(
    office: Client, agenda: list[AgendaItem], meeting: Meeting
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    office.post(page_of(agenda[1]), {"file": slides()})
    assert Material.objects.count() == 1
