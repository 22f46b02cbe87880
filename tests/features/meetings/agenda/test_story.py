"""From an idea to the slides that others find: once through, as the people live it."""

import re
from typing import Any

import time_machine
from django.test import Client

from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.agenda.models import Contribution
from klimanetz.features.meetings.models import Meeting, Reply, Source
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.agenda.conftest import PDF, of, slides
from tests.features.meetings.conftest import (
    Invite,
    berlin,
    entry,
    last_mail,
    purposes_to,
    run_jobs,
    told,
)
from tests.features.meetings.reading import words

IDEA = {
    "title": "Nahwärme aus dem Bach",
    "takeaway": "Was das erste Jahr gelehrt hat.",
    "minutes": "30",
    "speaker_name": "Fritz Fern",
    "speaker_email": "fritz@stadtwerk.example",
}


def test_an_idea_becomes_a_report_that_others_find(
    meeting: Meeting,
    organiser: Person,
    manager: Person,
    neighbour: Person,
    sign_in: SignIn,
    client: Client,
    invite: Invite,
    clock: time_machine.Traveller,
) -> None:
    # Mika offers that somebody from the municipal utility reports.
    mika, olga = sign_in(manager), sign_in(organiser)
    mika.post("/ich/beitraege/neu/", IDEA)
    assert "Beitrag ansehen" in last_mail(organiser.email).html

    # Olga puts it on the agenda behind the welcome, and invites.
    olga.post(of(meeting, "neu/"), {"title": "Begrüßung", "kind": "welcome", "duration": "10"})
    olga.post(of(meeting, f"beitrag/{Contribution.objects.get().pk}/"))
    assert "voraussichtlich 10:10–10:40 Uhr" in told(manager.email)
    (invitation,) = invite(meeting, neighbour)
    assert "10:10–10:40 Nahwärme aus dem Bach, Fritz Fern" in last_mail(neighbour.email).text
    meetings.answer(invitation, Reply.ON_SITE, source=Source.LINK)

    # The welcome gets longer: one mail a minute later, and calendars know.
    key = re.search(r"punkt-(\d+)", olga.get(of(meeting)).content.decode())
    assert key
    page = olga.get(of(meeting, f"{key[1]}/")).content.decode()
    seen = re.search(r'name="seen"[^>]*value="([^"]*)"', page)
    assert seen
    longer = {"title": "Begrüßung", "kind": "welcome", "duration": "20", "seen": seen[1]}
    olga.post(of(meeting, f"{key[1]}/"), longer)
    clock.shift(61)
    run_jobs()
    assert purposes_to(neighbour.email) == ["invitation", "confirmation", "update"]
    assert "10:20–10:50 Nahwärme" in entry(last_mail(neighbour.email).calendar).description

    # Fritz, who has no account, is told and hands in his slides.
    olga.post(of(meeting, "bescheid/"))
    link = re.search(r"/vortrag/[^/\s]+/", last_mail("fritz@stadtwerk.example").text)
    assert link
    client.post(link[0], {"file": slides("Bach.pdf"), "title": "Folien vom Bach"})

    # It takes place. Mika is thanked; Nele, who was there, finds the slides; strangers do not.
    clock.move_to(berlin(3, 17, 15))
    meetings.hold(meeting, actor=organiser)
    run_jobs()
    assert purposes_to(manager.email)[-1] == "agenda.thanks"
    mika, nele = sign_in(manager), sign_in(neighbour)
    assert "gehalten" in words(mika.get("/ich/beitraege/"))
    after = nele.get(meeting.get_absolute_url())
    assert "Folien vom Bach" in words(after)
    file = re.search(r"/unterlagen/\d+/", after.content.decode())
    assert file
    response: Any = nele.get(file[0])
    assert b"".join(response.streaming_content) == PDF
    assert "Folien vom Bach" not in words(client.get(meeting.get_absolute_url()))
