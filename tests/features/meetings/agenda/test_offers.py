"""What could come on an agenda: contributions, what happened since, the last skeleton."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from klimanetz.features.meetings import offering
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.models import Contribution
from klimanetz.features.meetings.agenda.offers import find_since
from klimanetz.features.meetings.models import AgendaItem, ItemKind, Meeting, Series
from klimanetz.features.meetings.offering import Offer, offer_items
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import Holding, Membership, Position
from klimanetz.roster.succession.models import Vacancy
from tests.factories import make_manager, make_person
from tests.features.meetings.agenda.conftest import AddItem, of, titles
from tests.features.meetings.conftest import MakeMeeting, berlin
from tests.features.meetings.reading import count_queries, words


@pytest.fixture
def news() -> Iterator[list[tuple[datetime, Meeting]]]:
    """A provider as the news will be one; knows for when it was asked."""
    asked: list[tuple[datetime, Meeting]] = []

    @offer_items
    def tell(since: datetime, meeting: Meeting) -> Iterator[Offer]:
        asked.append((since, meeting))
        yield Offer("Neue Förderquote", "Neuigkeiten", ItemKind.STATE, 5, "Gilt ab Mai.")

    yield asked
    offering._providers.remove(tell)


def test_what_happened_is_taken_over_once(
    office: Client, meeting: Meeting, news: list[tuple[datetime, Meeting]]
) -> None:
    page = office.get(of(meeting, "angebote/"))
    assert "Neue Förderquote Gilt ab Mai. Neuigkeiten" in words(page)
    key = Offer("Neue Förderquote", "Neuigkeiten").key
    assert key in page.content.decode()
    office.post(of(meeting, "uebernehmen/"), {"angebot": key})
    item = AgendaItem.objects.get()
    assert (item.title, item.kind, item.duration) == ("Neue Förderquote", ItemKind.STATE, 5)
    assert item.summary == "Gilt ab Mai."
    assert "Neue Förderquote" not in words(office.get(of(meeting, "angebote/")))
    page = office.post(of(meeting, "uebernehmen/"), {"angebot": key})
    assert page.status_code == 409
    assert "steht schon auf der Tagesordnung" in words(page)
    assert AgendaItem.objects.count() == 1


def test_asked_since_the_last_meeting_that_took_place(
    meeting: Meeting, make_meeting: MakeMeeting
) -> None:
    assert find_since(meeting) == berlin(12, 17, 9).replace(year=2026, hour=10)
    held = make_meeting(title="Januar", starts_at=berlin(2, 3, 10), ends_at=berlin(2, 3, 12),
                        answer_by=berlin(2, 2))  # fmt: skip
    Meeting.objects.filter(pk=held.pk).update(state="held")
    assert find_since(meeting) == held.ends_at


def test_who_is_new_is_welcomed(
    office: Client, meeting: Meeting, manager: Person, arnstadt: Authority
) -> None:
    assert "Vorstellung" not in words(office.get(of(meeting, "angebote/")))
    newcomer = make_manager("Nora", "Neu", arnstadt)
    Membership.objects.filter(person=newcomer).update(starts=date(2027, 1, 10))
    guest = make_person("Gerd", "Gast")
    Membership.objects.create(person=guest, role=Role.STANDING_GUEST, starts=date(2027, 1, 10))
    # Somebody who has been here for long and only changed the role is not new.
    Membership.objects.create(person=manager, role=Role.ENERGY_MANAGER, starts=date(2027, 1, 10))
    said = words(office.get(of(meeting, "angebote/")))
    assert "Vorstellung der neuen Kolleg:innen Neu dabei: Nora Neu. Mitglieder" in said


def test_free_posts_are_told(office: Client, meeting: Meeting, manager: Person) -> None:
    Holding.objects.all().delete()
    Vacancy.objects.create(
        position=Position.objects.get(),
        title="Klimaschutz",
        apply_by=date(2027, 4, 1),
        published_at=timezone.now(),
    )
    said = words(office.get(of(meeting, "angebote/")))
    assert "Eine Stelle ist frei Ausgeschrieben: Ilmenau. Stellen" in said


class TestContributions:
    def test_taken_from_the_table(
        self, office: Client, meeting: Meeting, contribution: Contribution
    ) -> None:
        assert "Dächer der Kitas Mika Managerin · 20 Minuten" in words(
            office.get(of(meeting, "angebote/"))
        )
        page = office.post(of(meeting, f"beitrag/{contribution.pk}/"), follow=True)
        assert "„Dächer der Kitas“ steht auf der Tagesordnung" in page.content.decode()
        assert titles(meeting) == ["Dächer der Kitas"]
        assert "Dächer" not in words(office.get(of(meeting, "angebote/")))

    def test_of_this_series_and_of_none(
        self, office: Client, make_meeting: MakeMeeting, contribution: Contribution
    ) -> None:
        ours = Series.objects.create(slug="netz", title="Netzwerktreffen")
        other = Series.objects.create(slug="kurs", title="Kurs")
        meeting = make_meeting(title="In der Reihe", series=ours)
        assert "Dächer" in words(office.get(of(meeting, "angebote/")))
        Contribution.objects.update(series=ours)
        assert "Dächer" in words(office.get(of(meeting, "angebote/")))
        Contribution.objects.update(series=other)
        assert "Dächer" not in words(office.get(of(meeting, "angebote/")))

    def test_what_does_not_exist(self, office: Client, meeting: Meeting) -> None:
        assert office.post(of(meeting, "beitrag/77/")).status_code == 404


class TestSkeleton:
    def test_like_last_time(
        self, office: Client, agenda: list[AgendaItem], make_meeting: MakeMeeting
    ) -> None:
        later = make_meeting(
            title="Sommer",
            starts_at=berlin(6, 16, 9),
            ends_at=berlin(6, 16, 13),
            answer_by=berlin(6, 1),
        )
        assert "Gerüst übernehmen" in words(office.get(of(later, "angebote/")))
        page = office.post(of(later, "geruest/"), follow=True)
        assert "Übernommen: 2 Punkte." in page.content.decode()
        assert titles(later) == ["Begrüßung", "Kaffee"]
        assert office.post(of(later, "geruest/")).status_code == 409

    def test_where_there_was_none_it_is_not_offered(self, office: Client, meeting: Meeting) -> None:
        assert "Gerüst" not in words(office.get(of(meeting, "angebote/")))
        assert office.post(of(meeting, "geruest/")).status_code == 409


def test_beside_the_table_only_the_part_is_drawn(office: Client, meeting: Meeting) -> None:
    part = office.get(of(meeting, "angebote/"), headers={"HX-Request": "true"}).content.decode()
    assert "Angemeldete Beiträge" in part
    assert "<html" not in part


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_three(
    office: Client, meeting: Meeting, manager: Person, rows: int, clock: time_machine.Traveller
) -> None:
    for number in range(rows):
        one = Contribution(title=f"B{number}", takeaway="x", speaker_name="Mika")
        actions.propose(one, actor=manager)
    office.get(of(meeting, "angebote/"))
    assert count_queries(office, of(meeting, "angebote/")) == 10


def test_a_full_agenda_offers_what_is_not_on_it(
    office: Client, meeting: Meeting, add: AddItem, news: list[tuple[datetime, Meeting]]
) -> None:
    add(meeting, "Neue Förderquote")
    assert "Gilt ab Mai." not in words(office.get(of(meeting, "angebote/")))
    assert news[0][1] == meeting
