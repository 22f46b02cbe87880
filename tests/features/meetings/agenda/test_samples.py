"""The mails about what somebody offered, looked at before anybody gets them."""

from django.test import Client
from django.urls import reverse

from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.models import Contribution
from klimanetz.features.meetings.models import AgendaItem, Meeting
from klimanetz.mail.models import Letter
from klimanetz.people.models import Person
from tests.features.meetings.reading import words


def look(office: Client, kind: str) -> str:
    return words(office.get(reverse("mail_samples"), {"mail": kind}))


def test_it_is_about_the_newest(contribution: Contribution, office: Client) -> None:
    before = Letter.objects.count()
    for kind in ("neu", "zurueckgezogen", "vorgemerkt", "abgelehnt", "danke"):
        assert "Dächer der Kitas" in look(office, f"beitrag-{kind}")
    assert Letter.objects.count() == before


def test_who_looks_reads_it_as_if_it_were_theirs(
    contribution: Contribution, office: Client, organiser: Person
) -> None:
    assert f"Guten Tag {organiser.full_name}" in look(office, "beitrag-vorgemerkt")
    contribution.refresh_from_db()
    assert contribution.proposer != organiser


def test_where_it_has_a_place_its_own_time_is_told(
    contribution: Contribution, meeting: Meeting, agenda: list[AgendaItem], office: Client,
    organiser: Person,
) -> None:  # fmt: skip
    actions.place(contribution, meeting, actor=organiser)
    assert "Mi., 17. März 2027, voraussichtlich 11:15–11:35 Uhr" in look(office, "beitrag-platz")


def test_else_it_could_be_at_the_latest_meeting(
    contribution: Contribution, meeting: Meeting, office: Client
) -> None:
    said = look(office, "beitrag-platz")
    assert meeting.title in said
    assert "voraussichtlich 10:00–" in said
