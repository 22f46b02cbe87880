"""Jitsi and BigBlueButton: a real request to a server that checks what the real ones check."""

from urllib.request import urlopen

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from klimanetz.features.meetings.models import Attendance, Invitation, Meeting, VideoKind
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import MakeMeeting, berlin
from tests.features.meetings.reading import words
from tests.features.meetings.video.conftest import enter, led_to, path
from tests.features.meetings.video.servers import Server


def use(kind: VideoKind) -> None:
    Meeting.objects.update(video_kind=kind, video_url="")


def go(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310 - our own little server
        text: str = answer.read().decode()
    return text


def test_jitsi_lets_in_whom_we_sign_for(joining: Invitation, client: Client, jitsi: Server) -> None:
    use(VideoKind.JITSI)
    assert go(enter(client, joining)) == "Willkommen"
    (claim,) = jitsi.inside
    assert claim["context"]["user"]["name"] == "Mika Managerin"
    assert claim["context"]["user"]["moderator"] is False
    assert claim["exp"] == berlin(3, 17, 15).timestamp(), "a token that gets about ends with it"
    assert Attendance.objects.get().name == "Mika Managerin"


def test_jitsi_knows_guests_from_organisers(
    joining: Invitation, jitsi: Server, sign_in: SignIn, organiser: Person
) -> None:
    use(VideoKind.JITSI)
    page = sign_in(organiser).post(reverse("moderate", args=[joining.meeting.slug]))
    assert go(led_to(page)) == "Willkommen"
    assert jitsi.inside[0]["context"]["user"] == {
        "id": f"p{organiser.pk}",
        "name": "Olga Organisatorin",
        "moderator": True,
        "affiliation": "owner",
    }
    assert not Attendance.objects.exists(), "trying it is not being there"


def test_nobody_guesses_the_room(
    joining: Invitation, client: Client, jitsi: Server, settings: Settings
) -> None:
    use(VideoKind.JITSI)
    first = enter(client, joining).partition("?")[0]
    assert first.rpartition("-")[2] not in joining.meeting.uid
    assert enter(client, joining).partition("?")[0] == first, "one room for all"
    settings.SECRET_KEY = "another installation " * 3
    assert enter(client, joining).partition("?")[0] != first


def test_bigbluebutton_is_made_once_and_lets_in_whom_we_sign_for(
    joining: Invitation, client: Client, bbb: Server
) -> None:
    use(VideoKind.BIGBLUEBUTTON)
    Meeting.objects.update(title="Wärme & Netze = Zukunft?")
    assert "SUCCESS" in go(enter(client, joining))
    assert "SUCCESS" in go(enter(client, joining))
    made = [facts for call, facts in bbb.calls if call == "create"]
    assert made[0] == made[1], "to make it again is to find it"
    assert made[0]["name"] == "Wärme & Netze = Zukunft?"
    assert made[0]["record"] == "false"
    guest = bbb.inside[0]
    assert (guest["fullName"], guest["role"]) == ("Mika Managerin", "VIEWER")
    assert guest["password"] == made[0]["attendeePW"] != made[0]["moderatorPW"]


def test_bigbluebutton_knows_guests_from_organisers(
    joining: Invitation, bbb: Server, sign_in: SignIn, organiser: Person
) -> None:
    use(VideoKind.BIGBLUEBUTTON)
    page = sign_in(organiser).post(reverse("moderate", args=[joining.meeting.slug]))
    assert "SUCCESS" in go(led_to(page))
    assert (bbb.inside[0]["role"], bbb.inside[0]["fullName"]) == ("MODERATOR", "Olga Organisatorin")


def test_a_server_that_does_not_answer_is_a_clear_sentence_and_nobody_is_there(
    joining: Invitation, client: Client, bbb: Server
) -> None:
    use(VideoKind.BIGBLUEBUTTON)
    bbb.broken = True
    page = client.post(path(joining))
    assert page.status_code == 409
    said = words(page)
    assert "Die Videokonferenz antwortet gerade nicht." in said
    assert "Jetzt teilnehmen" in said, "one can try again at once"
    assert not Attendance.objects.exists()
    bbb.broken = False
    assert "SUCCESS" in go(enter(client, joining))


def test_a_secret_that_does_not_fit_lets_nobody_in(
    joining: Invitation, client: Client, bbb: Server, settings: Settings
) -> None:
    use(VideoKind.BIGBLUEBUTTON)
    settings.BBB = settings.BBB | {"secret": "falsch"}
    assert client.post(path(joining)).status_code == 409
    assert not bbb.calls


@pytest.mark.parametrize("kind", [VideoKind.JITSI, VideoKind.BIGBLUEBUTTON])
def test_a_server_that_is_not_set_up_any_more(
    joining: Invitation, client: Client, kind: VideoKind
) -> None:
    use(kind)
    page = client.post(path(joining))
    assert page.status_code == 409
    assert "steht noch nicht fest" in words(page)


def test_the_address_is_on_no_page_that_others_see(
    joining: Invitation, client: Client, jitsi: Server
) -> None:
    use(VideoKind.JITSI)
    pages = ("/treffen/", joining.meeting.get_absolute_url(), "/treffen/kalender.ics")
    for url in (*pages, path(joining), f"/antwort/{joining.token}/"):
        assert jitsi.url not in client.get(url).content.decode(), url


# For organisers


def test_the_organisers_page_leads_in_and_says_how_guests_do(
    joining: Invitation, jitsi: Server, sign_in: SignIn, organiser: Person
) -> None:
    office, url = sign_in(organiser), reverse("moderate", args=[joining.meeting.slug])
    overview = reverse("office_meeting", args=[joining.meeting.slug])
    assert f'href="{url}"' not in office.get(overview).content.decode(), "a link is a link"
    use(VideoKind.JITSI)
    assert f'href="{url}"' in office.get(overview).content.decode()
    said = words(office.get(url))
    assert "Jitsi der Geschäftsstelle" in said
    assert "kommt ab Mi., 17. März 2027, 09:45 Uhr mit dem eigenen Link hinein" in said


def test_moderating_is_for_organisers_and_for_what_takes_place(
    joining: Invitation, sign_in: SignIn, organiser: Person, manager: Person
) -> None:
    url = reverse("moderate", args=[joining.meeting.slug])
    assert sign_in(manager).get(url).status_code == 403
    assert sign_in(manager).post(url).status_code == 403
    office = sign_in(organiser)
    assert office.delete(url).status_code == 405
    assert office.get("/verwaltung/treffen/keins/video/").status_code == 404
    Meeting.objects.update(state="cancelled")
    assert office.get(url).status_code == 403


def test_the_kind_is_asked_only_where_there_is_a_choice(
    make_meeting: MakeMeeting, sign_in: SignIn, organiser: Person, settings: Settings
) -> None:
    office, url = sign_in(organiser), reverse("meeting_edit", args=[make_meeting().slug])
    assert 'name="video_kind"' not in office.get(url).content.decode()
    settings.BBB = {"url": "https://bbb.example/bigbluebutton", "user": "", "secret": "x"}
    page = office.get(url).content.decode()
    assert "BigBlueButton der Geschäftsstelle" in page
    assert "Jitsi der Geschäftsstelle" not in page


def test_an_organiser_chooses_the_kind_and_no_link_is_missing_then(
    make_meeting: MakeMeeting, sign_in: SignIn, organiser: Person, bbb: Server
) -> None:
    meeting = make_meeting(video_url="")
    office = sign_in(organiser)
    overview = reverse("office_meeting", args=[meeting.slug])
    assert "Link zur Videokonferenz" in words(office.get(overview))
    edit = office.get(reverse("meeting_edit", args=[meeting.slug]))
    form = edit.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"day": "2027-03-17", "begins": "10:00", "ends": "14:00", "answer_until": "2027-03-10"}
    done = office.post(reverse("meeting_edit", args=[meeting.slug]), typed | {"video_kind": "bbb"})
    assert done.status_code == 302, words(done)
    meeting.refresh_from_db()
    assert meeting.video_kind == VideoKind.BIGBLUEBUTTON
    assert "Link zur Videokonferenz" not in words(office.get(overview))
