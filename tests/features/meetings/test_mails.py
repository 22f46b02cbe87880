"""Every mail as its reader sees it: what is wanted by when stands first, and nothing is missing."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from klimanetz.core.models import Network
from klimanetz.core.public import changed_for_the_public
from klimanetz.features.meetings import actions, mails
from klimanetz.features.meetings.addresses import join_address
from klimanetz.features.meetings.guest_list import Invitee
from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply, Source
from klimanetz.features.meetings.posting import Occasion
from klimanetz.mail.models import Letter, Mail
from klimanetz.mail.preview import preview
from klimanetz.mail.recipient import Recipient
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.features.meetings.conftest import (
    VIDEO,
    Invite,
    MakeMeeting,
    berlin,
    entry,
    last_mail,
    mails_to,
    run_jobs,
    told,
)

DEPUTY = {"deputy_name": "Dana", "deputy_email": "d@k.example"}


def opening(address: str) -> str:
    """The greeting and the first sentence of the newest mail of a mailbox."""
    greeting, first = last_mail(address).text.split("\n\n")[:2]
    return f"{greeting} {' '.join(first.split())}"


def answer(invitation: Invitation, reply: Reply, **details: str) -> None:
    actions.answer(invitation, reply, source=Source.LINK, **details)


# What stands first


def test_the_invitation_asks_for_an_answer_by_a_day(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    invite(meeting, manager)
    assert last_mail(manager.email).subject == "Einladung: Netzwerktreffen am Mi., 17. März 2027"
    assert opening(manager.email).startswith(
        "Guten Tag Mika Managerin, bitte antworten Sie bis Mi., 10. März 2027, ob Sie teilnehmen"
    )


@pytest.mark.parametrize(
    ("reply", "details", "subject", "first"),
    [
        (Reply.ON_SITE, {}, "Zusage vor Ort", "Ihr Platz vor Ort ist reserviert."),
        (Reply.ONLINE, {}, "Zusage online", "Sie nehmen online teil."),
        (Reply.DECLINED, {}, "Absage notiert", "Ihre Absage ist notiert."),
        (Reply.DEPUTY, DEPUTY, "Vertretung notiert", "Dana nimmt für Sie teil."),
    ],
)
def test_a_confirmation_says_what_was_noted(
    meeting: Meeting,
    invite: Invite,
    manager: Person,
    reply: Reply,
    details: dict[str, str],
    subject: str,
    first: str,
) -> None:
    (invitation,) = invite(meeting, manager)
    answer(invitation, reply, **details)
    mail = last_mail(manager.email)
    assert mail.subject == f"{subject}: Netzwerktreffen am Mi., 17. März 2027"
    assert opening(manager.email).startswith(f"Guten Tag Mika Managerin, {first}")
    assert invitation.get_absolute_url() in mail.text, "the answer can be changed"


type Cause = Callable[[Meeting, Invitation, time_machine.Traveller], object]


def edit_venue(meeting: Meeting, _: Invitation, clock: time_machine.Traveller) -> None:
    edited = Meeting.objects.get()
    edited.venue = "Bürgerhaus"
    actions.change(edited, actor="Olga")
    clock.shift(61)
    run_jobs()


def remind_next_day(meeting: Meeting, _: Invitation, clock: time_machine.Traveller) -> None:
    clock.shift(24 * 3600)
    actions.remind(meeting, actor="Olga")


CAUSES: dict[str, Cause] = {
    "reminder": remind_next_day,
    "update": edit_venue,
    "moved": lambda meeting, _, __: actions.postpone(
        meeting, starts_at=berlin(3, 24, 10), actor="Olga"
    ),
    "postponed": lambda meeting, _, __: actions.postpone(meeting, actor="Olga"),
    "cancellation": lambda meeting, _, __: actions.cancel(meeting, reason="", actor="Olga"),
    "withdrawal": lambda _, invitation, __: actions.withdraw_invitation(invitation, actor="Olga"),
}
FIRST = {
    "reminder": "bitte antworten Sie bis Mi., 10. März 2027, ob Sie teilnehmen",
    "update": "bitte antworten Sie bis Mi., 10. März 2027, ob Sie teilnehmen",
    "moved": "bitte antworten Sie neu bis Mi., 17. März 2027, ob Sie teilnehmen",
    "postponed": "bitte streichen Sie den Termin: „Netzwerktreffen“ findet nicht am Mi., 17. März",
    "cancellation": "bitte streichen Sie den Termin: „Netzwerktreffen“, Mi., 17. März 2027",
    "withdrawal": "bitte streichen Sie den Termin: Wir haben Ihre Einladung",
}


@pytest.mark.parametrize("purpose", CAUSES)
def test_each_mail_says_first_what_to_do(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller, purpose: str
) -> None:
    (invitation,) = invite(meeting, manager)
    CAUSES[purpose](meeting, invitation, clock)
    assert mails_to(manager.email)[-1].letter.purpose == f"meetings.{purpose}"
    assert opening(manager.email).startswith(f"Guten Tag Mika Managerin, {FIRST[purpose]}")
    assert VIDEO not in last_mail(manager.email).text, "the link is for those who accepted"


# What stands in it


def test_each_answer_is_one_click_away(meeting: Meeting, invite: Invite, manager: Person) -> None:
    (invitation,) = invite(meeting, manager)
    mail = last_mail(manager.email)
    for word in ("vor-ort", "online", "absage", "vertretung"):
        link = f"http://127.0.0.1:8000/antwort/{invitation.token}/?antwort={word}"
        assert link in mail.text
        assert f'href="{link}"' in mail.html


@pytest.mark.parametrize(
    ("mode", "offered"),
    [(Mode.ON_SITE, {"vor-ort"}), (Mode.ONLINE, {"online"}), (Mode.BOTH, {"vor-ort", "online"})],
)
def test_only_what_is_possible_is_offered(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, mode: Mode, offered: set[str]
) -> None:
    invite(make_meeting(mode=mode), manager)
    found = set(re.findall(r"\?antwort=([a-z-]+)", last_mail(manager.email).text))
    assert found == offered | {"absage", "vertretung"}


def test_seats_and_host_are_told_where_there_are_any(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, ilmenau: Authority
) -> None:
    invite(make_meeting(seats=20, host=ilmenau), manager)
    text = told(manager.email)
    assert "Vor Ort gibt es 20 Plätze" in text
    assert "Gastgeberin: Ilmenau" in text


def test_how_to_join_is_told_before_the_conference_is_known(
    make_meeting: MakeMeeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(make_meeting(video_url=""), manager)
    answer(invitation, Reply.ONLINE)
    assert f"Hier geht es zur Videokonferenz: {join_address(invitation)}" in told(manager.email)


def test_the_deputy_knows_whom_when_where_and_whom_to_tell(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    answer(invitation, Reply.DEPUTY, **DEPUTY, deputy_mode="online")
    mail = last_mail("d@k.example")
    assert mail.subject == "Sie vertreten Mika Managerin: Netzwerktreffen am Mi., 17. März 2027"
    text = told("d@k.example")
    assert "Guten Tag Dana, Mika Managerin kann nicht teilnehmen" in text
    assert "10:00–14:00 Uhr" in text
    invitation.refresh_from_db()
    assert f"Hier geht es zur Videokonferenz: {join_address(invitation)}" in text
    assert join_address(invitation) in entry(mail.calendar).description
    assert VIDEO not in text
    assert "Anreise" not in text, "online nobody travels"
    assert "sagen Sie bitte Mika Managerin Bescheid" in text
    assert "als Vertretung genannt wurden" in text
    seen = entry(mail.calendar)
    assert (seen.attendee, seen.partstat, seen.location) == (
        "mailto:d@k.example", "ACCEPTED", "online",
    )  # fmt: skip
    assert invitation.token not in mail.text + mail.html + mail.calendar


def test_who_must_hand_the_facts_on_gets_them(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    answer(invitation, Reply.DEPUTY, deputy_name="Dana", deputy_mode="online")
    text = told(manager.email)
    assert "Bitte geben Sie diese Angaben weiter" in text
    invitation.refresh_from_db()
    assert join_address(invitation) in text
    assert f"/teilnehmen/{invitation.token}/" not in text, "a deputy has a key of their own"


def test_a_freed_seat_after_the_deadline_is_given_back_by_telephone(
    make_meeting: MakeMeeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    clock: time_machine.Traveller,
) -> None:
    seated, waiting = invite(make_meeting(seats=1), manager, neighbour)
    answer(seated, Reply.ON_SITE)
    answer(waiting, Reply.ON_SITE)
    clock.move_to(berlin(3, 12))
    actions.answer(seated, Reply.DECLINED, source=Source.ORGANISER, by="Olga")
    assert "geben Sie uns bitte kurz Bescheid" in told(waiting.email)
    assert waiting.get_absolute_url() not in last_mail(waiting.email).text


def test_whoever_has_no_name_is_greeted_without_one(meeting: Meeting) -> None:
    actions.invite(meeting, [Invitee("gast@x.example", "gast@x.example")], actor="Olga")
    assert last_mail("gast@x.example").text.startswith("Guten Tag,\n")


def test_what_is_typed_stays_text(
    make_meeting: MakeMeeting, invite: Invite, manager: Person
) -> None:
    meeting = make_meeting(
        title="Preis & <b>Wert</b> für 5 $ {{ personal.name }}",
        description="<script>alert(1)</script>\n\n${answer_url} & mehr",
    )
    invite(meeting, manager)
    mail = last_mail(manager.email)
    assert "Preis & <b>Wert</b> für 5 $ {{ personal.name }}" in mail.subject
    assert "${answer_url} & mehr" in mail.text
    assert "<script>" not in mail.html
    assert "&lt;script&gt;" in mail.html


# How it is written


def test_the_preview_is_the_mail_that_is_sent(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    shown = mails.invitation_letter(meeting)
    invite(meeting, manager)
    (mail,) = mails_to(manager.email)
    recipient = Recipient(mail.address, mail.name, mail.values)
    seen, sent = preview(shown, recipient), preview(mail.letter, recipient)
    assert (seen.subject, seen.text, seen.html) == (sent.subject, sent.text, sent.html)
    assert shown.pk is None


def test_the_outbox_says_what_it_is_about_and_who_wrote_it(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    invite(meeting, manager)
    letter = mails_to(manager.email)[0].letter
    assert letter.about == f"meetings.meeting:{meeting.pk}"
    assert (letter.purpose, letter.written_by) == ("meetings.invitation", "Olga")
    assert letter.calendar_method == "REQUEST"


@pytest.fixture
def committing(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> Callable[..., None]:
    """Answers in a transaction that is committed, as far as letters can tell."""

    def answered(invitation: Invitation, reply: Reply) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            answer(invitation, reply)

    return answered


def confirmations() -> list[int]:
    """How many mails each letter of confirmation has, the oldest letter first."""
    letters = Letter.objects.filter(purpose="meetings.confirmation").order_by("pk")
    return list(letters.annotate(number=Count("mails")).values_list("number", flat=True))


def test_confirmations_that_say_the_same_are_one_letter(
    meeting: Meeting, invite: Invite, committing: Callable[..., None], clock: time_machine.Traveller
) -> None:
    invitations = invite(meeting, "Ina", "Udo", "Ida")
    for invitation in invitations:
        committing(invitation, Reply.ONLINE)
        clock.shift(60)
    assert confirmations() == [3]
    committing(invitations[0], Reply.DECLINED)
    assert confirmations() == [3, 1]
    stamps = [entry(last_mail(one.email).calendar).stamp for one in invitations[1:]]
    assert stamps[0] < stamps[1], "each is stamped when it is told"
    assert last_mail(invitations[1].email).text.startswith("Guten Tag Udo,")


def test_a_letter_that_is_held_or_gone_takes_no_further_mail(
    meeting: Meeting, invite: Invite, committing: Callable[..., None]
) -> None:
    first, second, third = invite(meeting, "Ina", "Udo", "Ida")
    committing(first, Reply.ONLINE)
    Letter.objects.filter(purpose="meetings.confirmation").update(held=True)
    committing(second, Reply.ONLINE)
    assert confirmations() == [1, 1]
    Letter.objects.all().delete()
    committing(third, Reply.ONLINE)
    assert confirmations() == [1]


def test_a_letter_written_before_is_never_stale(
    meeting: Meeting, invite: Invite, committing: Callable[..., None]
) -> None:
    first, second, third = invite(meeting, "Ina", "Udo", "Ida")
    committing(first, Reply.ON_SITE)
    edited = Meeting.objects.get()
    edited.venue = "Bürgerhaus"
    actions.change(edited, actor="Olga")
    committing(second, Reply.ON_SITE)
    Network.objects.update(phone="0361 12345")
    changed_for_the_public()  # as every change of the network does
    committing(third, Reply.ON_SITE)
    assert "Rathaus" in told(first.email)
    assert "Bürgerhaus" in told(second.email)
    assert "0361 12345" in told(third.email)
    assert "0361 12345" not in told(second.email)


def test_the_same_occasion_reaches_each_reader_once(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    invitations = invite(meeting, manager)
    occasion = Occasion(meeting, key="meeting:1:eve:0")
    for _ in range(2):
        mails.eve(occasion, invitations)
    assert Mail.objects.filter(letter__purpose="meetings.eve").count() == 1


def test_a_change_costs_the_same_for_any_number_of_readers(
    make_meeting: MakeMeeting, invite: Invite, clock: time_machine.Traveller
) -> None:
    costs = []
    for number in (1, 3):
        meeting = make_meeting(title=f"Treffen mit {number}")
        invite(meeting, *[f"Gast{one}" for one in range(number)])
        meeting = Meeting.objects.get(pk=meeting.pk)
        meeting.venue = "Bürgerhaus"
        actions.change(meeting, actor="Olga")
        clock.shift(61)
        with CaptureQueriesContext(connection) as queries:
            assert run_jobs() == number
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_whose_answer_holds_no_more_reads_that_it_does_not(
    meeting: Meeting, invite: Invite, clock: time_machine.Traveller
) -> None:
    ina, jan = invite(meeting, "Ina", "Jan")
    actions.answer(ina, Reply.ON_SITE, source=Source.LINK)
    clock.shift(timedelta(hours=2))
    meeting.refresh_from_db()
    meeting.mode = Mode.ONLINE
    actions.change(meeting, actor="Olga")
    clock.shift(timedelta(minutes=2))
    run_jobs()
    assert "Ihre frühere Antwort gilt nicht mehr." in told(ina.email)
    assert "bitte antworten Sie neu bis" in told(ina.email)
    assert "Ihre frühere Antwort" not in told(jan.email)


def test_who_waits_for_a_seat_hears_of_another_time(
    make_meeting: MakeMeeting, invite: Invite, clock: time_machine.Traveller
) -> None:
    meeting = make_meeting(mode=Mode.ON_SITE, seats=1)
    first, second = invite(meeting, "Ina", "Jan")
    for one in (first, second):
        actions.answer(one, Reply.ON_SITE, source=Source.LINK)
    clock.shift(timedelta(hours=2))
    meeting.refresh_from_db()
    meeting.starts_at = berlin(3, 17, 11)
    actions.change(meeting, actor="Olga")
    clock.shift(timedelta(minutes=2))
    run_jobs()
    said = told(second.email)
    assert "11:00–14:00 Uhr" in said
    assert "Ihre Antwort bleibt bestehen: Warteliste vor Ort." in said


def test_who_waits_for_a_place_online_reads_no_way_in(
    make_meeting: MakeMeeting, invite: Invite, clock: time_machine.Traveller
) -> None:
    meeting = make_meeting(mode=Mode.ONLINE, online_seats=1)
    first, second = invite(meeting, "Ina", "Jan")
    for one in (first, second):
        actions.answer(one, Reply.ONLINE, source=Source.LINK)
    clock.shift(timedelta(hours=2))
    meeting.refresh_from_db()
    meeting.starts_at = berlin(3, 17, 11)
    actions.change(meeting, actor="Olga")
    clock.shift(timedelta(minutes=2))
    run_jobs()
    assert "Hier geht es zur Videokonferenz" in told(first.email)
    assert "11:00–14:00 Uhr" in told(second.email)
    assert "/teilnehmen/" not in last_mail(second.email).text
