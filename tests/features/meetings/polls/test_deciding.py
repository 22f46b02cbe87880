"""A date becomes the meeting, and who agreed to it has answered; or no date does."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.guest_list import Audience
from klimanetz.features.meetings.models import (
    AgendaItem,
    Invitation,
    ItemKind,
    Meeting,
    Mode,
    Reply,
    Series,
    Source,
    State,
    Visibility,
)
from klimanetz.features.meetings.polls import actions
from klimanetz.features.meetings.polls.forgetting import make_nobody
from klimanetz.features.meetings.polls.models import DatePoll, PollState, PollVoter
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from tests.features.meetings.conftest import (
    MakeMeeting,
    as_invitee,
    berlin,
    entry,
    last_mail,
    purposes_to,
    told,
)
from tests.features.meetings.polls.conftest import (
    IF_NEED_BE,
    NO,
    YES,
    Ask,
    MakePoll,
    fresh,
    say,
)
from tests.features.meetings.reading import words

FORM = {"venue": "Stadthaus", "seats": "", "video_url": "", "answer_until": "2027-03-05"}


def outline(poll: DatePoll, **fields: object) -> Meeting:
    facts: dict[str, object] = {"title": poll.title, "mode": poll.mode}
    return Meeting(**(facts | {"answer_by": berlin(3, 5, 23, 59)} | fields))


def choose(poll: DatePoll, number: int = 1, **fields: object) -> Meeting:
    return actions.choose(poll.dates.all()[number], outline(poll, **fields), actor="Olga")


def invite(poll: DatePoll, **more: object) -> dict[str, Invitation]:
    """Invites everyone asked; gives the invitations by address."""
    actions.invite_asked(poll, actor="Olga", **more)  # type: ignore[arg-type]
    return {one.email: one for one in Invitation.objects.all()}


def at(name: str, poll: DatePoll, *more: int) -> str:
    return reverse(name, args=[poll.pk, *more])


# The date


def test_in_a_series_everything_comes_along(
    make_meeting: MakeMeeting, make_poll: MakePoll, ask: Ask, manager: Person, office: Client
) -> None:
    series = Series.objects.create(slug="netzwerktreffen", title="Netzwerktreffen")
    day = {"starts_at": berlin(2, 20, 9), "ends_at": berlin(2, 20, 13)}
    last = make_meeting(series=series, online_seats=40, answer_by=berlin(2, 10), **day)
    AgendaItem.objects.create(meeting=last, position=1, kind=ItemKind.WELCOME, title="Begrüßung")
    poll = make_poll(series=series)
    ask(poll, manager)
    date = poll.dates.all()[1]
    office.post(at("poll_choose", poll, date.pk), FORM)
    new = Meeting.objects.get(title=poll.title)
    assert new.programme == "10:00–10:15 Begrüßung"
    assert (new.series, new.visibility, new.online_seats) == (series, last.visibility, 40)


def test_a_new_poll_is_for_the_series_that_meets(office: Client, make_meeting: MakeMeeting) -> None:
    series = Series.objects.create(slug="netzwerktreffen", title="Netzwerktreffen")
    other = Series.objects.create(slug="ost", title="Regionalkreis Ost")
    make_meeting(series=series)
    page = office.get(reverse("poll_new")).content.decode()
    assert f'<option value="{series.pk}" selected>' in page
    page = office.get(reverse("poll_new"), {"reihe": "ost"}).content.decode()
    assert f'<option value="{other.pk}" selected>' in page
    assert 'value="Regionalkreis Ost"' in page


def test_the_page_asks_once_and_says_who_can(
    poll: DatePoll, ask: Ask, office: Client, manager: Person, neighbour: Person, guest: Person
) -> None:
    one, two, three = ask(poll, manager, neighbour, guest)
    say(one, NO, YES, attends="online")
    say(two, NO, YES, attends="on_site")
    say(three, NO, IF_NEED_BE)
    date = poll.dates.all()[1]
    page = words(office.get(at("poll_choose", poll, date.pk)))
    assert "Frühjahrstreffen Mi., 17. März 2027, 10:00–14:00 Uhr" in page
    assert "Von denen, die geantwortet haben: 2 können, 1 zur Not." in page
    assert "Zugesagt haben 1 vor Ort, 1 online." in page
    assert not Meeting.objects.exists()


def test_the_chosen_date_becomes_the_meeting(poll: DatePoll, ask: Ask, office: Client) -> None:
    ask(poll, "Gast")
    date = poll.dates.all()[1]
    answer = office.post(at("poll_choose", poll, date.pk), FORM)
    assert answer["Location"] == at("poll_invite", poll)
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.description) == ("Frühjahrstreffen", "Hitze in der Stadt.")
    assert (meeting.starts_at, meeting.ends_at) == (berlin(3, 17, 10), berlin(3, 17, 14))
    assert (meeting.venue, meeting.mode) == ("Stadthaus", Mode.BOTH)
    assert meeting.answer_by == berlin(3, 5, 23, 59)
    settled = fresh(poll)
    assert (settled.state, settled.chosen, settled.meeting) == (PollState.DECIDED, date, meeting)
    assert AuditEntry.objects.filter(verb="choose_date").count() == 1


def test_what_held_last_time_is_suggested(
    make_meeting: MakeMeeting, poll: DatePoll, office: Client, ask: Ask
) -> None:
    make_meeting(seats=16, visibility=Visibility.MEMBERS, venue="Altes Rathaus")
    ask(poll, "Gast")
    url = at("poll_choose", poll, poll.dates.all()[0].pk)
    page = office.get(url).content.decode()
    assert 'value="Altes Rathaus"' in page
    assert 'value="16"' in page
    assert "https://video.example/netzwerk" in page
    office.post(url, FORM | {"seats": "16", "video_url": "https://video.example/netzwerk"})
    made = fresh(poll).meeting
    assert made
    assert (made.seats, made.visibility, made.venue) == (16, Visibility.MEMBERS, "Stadthaus")


def test_another_house_has_neither_the_way_nor_the_host_of_the_last(
    make_meeting: MakeMeeting, poll: DatePoll, office: Client, ask: Ask, ilmenau: Authority
) -> None:
    make_meeting(directions="Vom Bahnhof mit dem Bus 1.", host=ilmenau)
    ask(poll, "Gast")
    url = at("poll_choose", poll, poll.dates.all()[0].pk)
    page = office.get(url).content.decode()
    assert "Vom Bahnhof mit dem Bus 1." in page
    assert 'value="Ilmenau' in page
    office.post(url, FORM | {"directions": "", "host": ""})
    made = fresh(poll).meeting
    assert made
    assert (made.venue, made.directions, made.host) == ("Stadthaus", "", None)


def test_an_online_meeting_has_no_seats(
    make_meeting: MakeMeeting, make_poll: MakePoll, office: Client, ask: Ask
) -> None:
    make_meeting(seats=16)
    poll = make_poll(mode=Mode.ONLINE)
    ask(poll, "Gast")
    url = at("poll_choose", poll, poll.dates.all()[0].pk)
    assert "Plätze vor Ort" not in words(office.get(url))
    office.post(url, {"video_url": "https://video.example/x", "answer_until": "2027-03-05"})
    made = fresh(poll).meeting
    assert made
    assert (made.seats, made.venue) == (None, "")


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        ("2027-03-20", "Diese Frist endet erst nach dem Treffen."),
        ("2027-01-20", "Dieser Tag ist schon vorbei."),
        ("", "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_a_wrong_deadline_is_told_and_nothing_is_lost(
    poll: DatePoll, ask: Ask, office: Client, until: str, reason: str
) -> None:
    ask(poll, "Gast")
    url = at("poll_choose", poll, poll.dates.all()[0].pk)
    page = office.post(url, FORM | {"answer_until": until})
    assert reason in words(page)
    assert 'value="Stadthaus"' in page.content.decode()
    assert fresh(poll).state == PollState.OPEN


def test_of_two_who_choose_the_first_decides_and_the_second_is_told(
    poll: DatePoll, ask: Ask, office: Client
) -> None:
    ask(poll, "Gast")
    choose(poll, 1)
    with pytest.raises(Refused, match=r"einen anderen Termin gewählt: Mi\., 17\. März 2027"):
        choose(poll, 2)
    late = office.post(at("poll_choose", poll, poll.dates.all()[2].pk), FORM)
    assert late.status_code == 403
    assert "Der Termin steht fest: Mi., 17. März 2027" in late.content.decode()
    assert Meeting.objects.count() == 1


def test_the_same_choice_again_is_the_same_meeting(
    poll: DatePoll, ask: Ask, office: Client
) -> None:
    ask(poll, "Gast")
    assert choose(poll, 1) == choose(poll, 1)
    again = office.post(at("poll_choose", poll, poll.dates.all()[1].pk), FORM)
    assert again["Location"] == at("poll", poll)
    assert Meeting.objects.count() == 1


def test_a_date_that_is_over_cannot_be_chosen(
    poll: DatePoll, ask: Ask, office: Client, clock: time_machine.Traveller
) -> None:
    ask(poll, "Gast")
    clock.move_to(berlin(3, 17, 9))
    assert "vorbei" in words(office.get(at("poll", poll)))
    with pytest.raises(Refused, match="schon vorbei"):
        choose(poll, 0)
    assert choose(poll, 1, answer_by=berlin(3, 17, 9, 30)).starts_at == berlin(3, 17, 10)


def test_a_draft_has_no_date_to_choose(poll: DatePoll) -> None:
    with pytest.raises(Refused, match="noch nicht verschickt"):
        choose(poll)


# Inviting


def test_who_agreed_has_answered_and_gets_one_mail(
    poll: DatePoll, ask: Ask, manager: Person, neighbour: Person, guest: Person
) -> None:
    one, two, three = ask(poll, manager, neighbour, guest)
    say(one, NO, YES, attends="on_site")
    say(two, YES, IF_NEED_BE)
    say(three, YES, NO)
    choose(poll, 1, video_url="https://video.example/x")
    invited = invite(poll)
    assert {mail: one.reply for mail, one in invited.items()} == {
        manager.email: Reply.ON_SITE,
        neighbour.email: Reply.OPEN,
        guest.email: Reply.OPEN,
    }
    answer = invited[manager.email].answers.get()
    assert (answer.reply, answer.source, answer.by) == (Reply.ON_SITE, Source.POLL, "")
    assert purposes_to(manager.email) == ["polls.question", "expected"]
    assert purposes_to(neighbour.email) == ["polls.question", "invitation"]
    assert fresh(poll).meeting.state == State.INVITED  # type: ignore[union-attr]


def test_the_mail_says_that_the_promise_stands(poll: DatePoll, ask: Ask, manager: Person) -> None:
    (voter,) = ask(poll, manager)
    say(voter, NO, YES, attends="online")
    choose(poll, 1, video_url="https://video.example/x")
    invite(poll)
    mail, text = last_mail(manager.email), told(manager.email)
    assert mail.subject == "Einladung: Frühjahrstreffen am Mi., 17. März 2027"
    assert (
        "Sie haben in der Terminumfrage zugesagt, und dieser Termin ist es geworden: "
        "„Frühjahrstreffen“. Ihre Zusage steht schon; Sie müssen nichts tun. "
        "Sie nehmen online teil."
    ) in text
    assert "/teilnehmen/" in text
    assert "https://video.example/x" not in text
    assert "Passt es doch nicht? Bis Fr., 5. März 2027 können Sie Ihre Antwort ändern" in text
    assert "Ich komme vor Ort" not in text
    assert entry(mail.calendar).partstat == "ACCEPTED"


def test_who_did_not_say_how_is_asked_that_alone(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, NO, YES)
    choose(poll, 1)
    invitation = invite(poll)[manager.email]
    assert invitation.reply == Reply.OPEN
    assert "wie Sie dabei sind: vor Ort oder online?" in told(manager.email)
    assert "Ich komme vor Ort" in told(manager.email)
    page = client.get(invitation.get_absolute_url() + "?antwort=vor-ort").content.decode()
    assert "checked" in page.partition('value="on_site"')[2].partition(">")[0]


@pytest.mark.parametrize(
    ("mode", "reply"), [(Mode.ON_SITE, Reply.ON_SITE), (Mode.ONLINE, Reply.ONLINE)]
)
def test_where_there_is_one_way_the_promise_is_complete(
    make_poll: MakePoll, ask: Ask, manager: Person, mode: Mode, reply: Reply
) -> None:
    poll = make_poll(mode=mode)
    (voter,) = ask(poll, manager)
    say(voter, NO, YES)
    choose(poll, 1)
    assert invite(poll)[manager.email].reply == reply


def test_seats_go_to_those_who_answered_first_and_the_others_wait(
    make_poll: MakePoll, ask: Ask, clock: time_machine.Traveller
) -> None:
    poll = make_poll(mode=Mode.ON_SITE)
    voters = ask(poll, "Anna", "Bert", "Cora")
    for day, voter in enumerate(reversed(voters), start=2):
        clock.move_to(berlin(2, day))
        say(voter, NO, YES)
    choose(poll, 1, seats=2)
    invited = invite(poll)
    replies = [invited[voter.email].reply for voter in voters]
    assert replies == [Reply.WAITING, Reply.ON_SITE, Reply.ON_SITE]
    assert invited[voters[0].email].waiting_since
    assert "Vor Ort ist leider schon alles besetzt" in told(voters[0].email)
    assert "Ihr Platz vor Ort ist reserviert." in told(voters[1].email)
    meetings.answer(invited[voters[2].email], Reply.DECLINED, source=Source.LINK)
    assert Invitation.objects.get(email=voters[0].email).reply == Reply.ON_SITE


def test_where_seats_are_short_the_organiser_is_told_before(
    make_poll: MakePoll, ask: Ask, office: Client
) -> None:
    poll = make_poll(mode=Mode.ON_SITE)
    for voter in ask(poll, "Anna", "Bert", "Cora"):
        say(voter, NO, YES)
    choose(poll, 1, seats=2)
    page = words(office.get(at("poll_invite", poll)))
    assert "Vor Ort gibt es nur 2 Plätze: Wer zuerst geantwortet hat, bekommt einen" in page


def test_the_organiser_sees_who_agreed_and_may_leave_people_out(
    poll: DatePoll, ask: Ask, office: Client, manager: Person, neighbour: Person, guest: Person
) -> None:
    one, two, _three = ask(poll, manager, neighbour, guest)
    say(one, NO, YES, attends="online")
    say(two, YES, NO)
    choose(poll, 1)
    page = words(office.get(at("poll_invite", poll)))
    assert "Die Einladung geht an 3 Personen. Eine davon hat dem Termin zugesagt." in page
    assert "Mika Managerin ja kommt, online" in page
    assert "Gustav Gast ohne Antwort wird gefragt" in page
    assert "Nele Nachbarin nein wird gefragt" in page
    answer = office.post(at("poll_invite", poll), {"without": [str(two.pk), "x"]})
    meeting = Meeting.objects.get()
    assert answer["Location"] == reverse("office_meeting", args=[meeting.slug])
    assert set(meeting.invitations.values_list("email", flat=True)) == {manager.email, guest.email}


def test_the_mail_can_be_seen_before_it_goes(
    poll: DatePoll, ask: Ask, office: Client, manager: Person
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, NO, YES, attends="online")
    choose(poll, 1)
    shown = office.get(at("poll_invite", poll))
    assert f'src="{at("poll_invite_mail", poll)}"' in shown.content.decode()
    mail = office.get(at("poll_invite_mail", poll)).content.decode()
    assert "Ihre Zusage steht schon" in mail
    assert "Olga Organisatorin" in mail


def test_where_nobody_agreed_the_mail_that_all_get_is_seen(
    poll: DatePoll, ask: Ask, office: Client, manager: Person
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, YES, NO)
    choose(poll, 1)
    page = words(office.get(at("poll_invite", poll)))
    assert "Niemand davon hat dem Termin zugesagt; alle werden gefragt." in page
    assert "Die Mail an alle, die zugesagt haben" not in page
    mail = office.get(at("poll_invite_mail", poll)).content.decode()
    assert "Ihre Zusage steht schon" not in mail
    assert "bitte antworten Sie bis" in mail


def test_nobody_is_invited_twice(poll: DatePoll, ask: Ask, office: Client, manager: Person) -> None:
    ask(poll, manager)
    choose(poll, 1)
    office.post(at("poll_invite", poll))
    office.post(at("poll_invite", poll))
    assert purposes_to(manager.email) == ["polls.question", "invitation"]
    assert "Alle, die gefragt wurden, sind schon eingeladen." in words(
        office.get(at("poll_invite", poll))
    )


def test_before_a_date_is_chosen_nobody_can_be_invited(
    poll: DatePoll, ask: Ask, office: Client, manager: Person
) -> None:
    ask(poll, manager)
    assert office.get(at("poll_invite", poll)).status_code == 403
    with pytest.raises(Refused, match="kein Treffen"):
        invite(poll)


def test_the_audience_goes_along_so_that_later_joiners_are_found(
    poll: DatePoll, manager: Person, neighbour: Person, ask: Ask
) -> None:
    audience = Audience(roles=[Role.MANAGER])
    actions.ask(poll, [as_invitee(manager)], actor="Olga", audience=audience)
    (left_out,) = ask(poll, neighbour)
    meeting = choose(poll, 1)
    assert meeting.audiences == [audience.to_keep()]
    invite(poll, without=[left_out.pk])
    meeting.refresh_from_db()
    assert meeting.audiences[0]["without"] == [neighbour.pk]


def test_the_promise_holds_whichever_way_one_is_invited(
    poll: DatePoll, ask: Ask, manager: Person
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, NO, YES, attends="online")
    meeting = choose(poll, 1)
    meetings.invite(meeting, [as_invitee(manager)], actor="Olga")
    assert Invitation.objects.get().reply == Reply.ONLINE


def test_a_promise_is_for_the_time_that_was_asked_about(
    poll: DatePoll, ask: Ask, manager: Person
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, NO, YES, attends="online")
    meeting = choose(poll, 1)
    meeting.starts_at = berlin(3, 17, 8)
    meetings.change(meeting, actor="Olga")
    assert invite(poll)[manager.email].reply == Reply.OPEN
    assert purposes_to(manager.email)[-1] == "invitation"


def test_a_promise_is_for_the_way_that_was_asked_about(
    poll: DatePoll, ask: Ask, manager: Person
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, NO, YES, attends="online")
    choose(poll, 1, mode=Mode.ON_SITE)
    assert invite(poll)[manager.email].reply == Reply.OPEN


def test_whose_address_has_changed_gets_the_mail_at_the_new_one(
    poll: DatePoll, ask: Ask, manager: Person
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, NO, YES, attends="online")
    manager.email = "mika@neu.example"
    manager.save()
    choose(poll, 1)
    assert invite(poll)["mika@neu.example"].reply == Reply.ONLINE


def test_who_was_invited_again_is_asked_and_not_counted_as_agreed(
    poll: DatePoll, ask: Ask, manager: Person
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, NO, YES, attends="online")
    meeting = choose(poll, 1)
    invitation = invite(poll)[manager.email]
    meetings.withdraw_invitation(invitation, actor="Olga")
    meetings.invite(meeting, [as_invitee(manager)], actor="Olga")
    invitation.refresh_from_db()
    assert (invitation.reply, invitation.withdrawn_at) == (Reply.OPEN, None)


def test_the_page_of_the_meeting_leads_to_the_invitation(
    poll: DatePoll, ask: Ask, office: Client, manager: Person, guest: Person
) -> None:
    one, _two = ask(poll, manager, guest)
    say(one, NO, YES)
    meeting = choose(poll, 1)
    page = office.get(reverse("office_meeting", args=[meeting.slug]))
    assert "Gefragt in der Terminumfrage: 2, diesem Termin zugesagt: 1." in words(page)
    assert at("poll_invite", poll) in page.content.decode()
    invite(poll)
    page = office.get(reverse("office_meeting", args=[meeting.slug]))
    assert "Terminumfrage" not in words(page)


# No date


def test_without_a_date_everyone_hears_so_kindly(
    poll: DatePoll, ask: Ask, office: Client, manager: Person, guest: Person
) -> None:
    ask(poll, manager, guest)
    page = words(office.get(at("poll_close", poll)))
    assert "Alle 2 Gefragten bekommen eine freundliche Nachricht" in page
    office.post(at("poll_close", poll), {"message": "Wir versuchen es im Mai."})
    assert fresh(poll).state == PollState.CLOSED
    assert purposes_to(guest.email)[-1] == "polls.no_date"
    text = told(guest.email)
    assert text.startswith(
        "Guten Tag Gustav Gast, bitte geben Sie die vorgeschlagenen Tage in Ihrem Kalender wieder "
        "frei"
    )
    assert "Wir versuchen es im Mai." in text
    assert "Di., 16. März 2027" in text


def test_closing_twice_writes_once_and_a_decided_poll_is_not_closed(
    poll: DatePoll, make_poll: MakePoll, ask: Ask, office: Client
) -> None:
    ask(poll, "Gast")
    actions.close(poll, "", actor="Olga")
    actions.close(poll, "", actor="Olga")
    assert purposes_to("gast@gast.example") == ["polls.question", "polls.no_date"]
    other = make_poll(title="Anderes")
    ask(other, "Gast")
    choose(other)
    with pytest.raises(Refused, match="Der Termin steht fest"):
        actions.close(other, "", actor="Olga")
    assert office.post(at("poll_close", other)).status_code == 403


def test_a_voter_kept_as_nobody_is_not_invited(poll: DatePoll, ask: Ask, manager: Person) -> None:
    one, _two = ask(poll, "Gast", manager)
    choose(poll)
    make_nobody(PollVoter.objects.get(pk=one.pk))
    assert set(invite(poll)) == {manager.email}
