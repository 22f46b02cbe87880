"""Whose answer it is: by the address, by a mark of our mail, and never by guessing."""

import pytest
from pytest_django import Settings

from klimanetz.features.meetings.models import Invitation, Meeting, Reply
from klimanetz.features.meetings.replies import readers
from klimanetz.features.meetings.replies.matching import spell
from klimanetz.features.meetings.replies.models import CalendarReply, Why
from klimanetz.features.meetings.reply_address import find_keys, own_address, proves
from klimanetz.people.models import Person
from tests.features.meetings.conftest import Invite, entry, last_mail
from tests.features.meetings.replies.conftest import Answer, fresh, read
from tests.features.meetings.replies.shapes import Answering, exchange, nextcloud, thunderbird

ALIAS = "m.managerin@stadt-ilmenau.example"


def reason() -> str:
    return CalendarReply.objects.get().why


def test_an_address_of_its_own_stands_in_the_entry_and_proves_the_invitation(
    own_addresses: None, invitation: Invitation
) -> None:
    seen = entry(last_mail(invitation.email).calendar)
    assert seen.organiser == f"mailto:{own_address(invitation)}"
    assert seen.uid == invitation.meeting.uid
    [key] = find_keys(seen.organiser.upper())
    assert proves(key, invitation)
    assert not proves(key._replace(seal="a" * 16), invitation)


def test_without_the_setting_everyone_answers_to_the_network(invitation: Invitation) -> None:
    assert (
        entry(last_mail(invitation.email).calendar).organiser == "mailto:netzwerk@agentur.example"
    )


def test_case_is_no_difference(invitation: Invitation, answering: Answer) -> None:
    loud = answering().but(address="MIKA.Managerin@Kommune.example")
    assert read(thunderbird(loud))
    assert fresh(invitation).reply == Reply.ON_SITE


def test_who_has_another_address_today_is_known_by_it(
    invitation: Invitation, answering: Answer, manager: Person
) -> None:
    manager.email = "mika@ilmenau.example"
    manager.save()
    assert read(thunderbird(answering().but(address=manager.email)))
    assert fresh(invitation).reply == Reply.ON_SITE


def test_without_any_mark_an_alias_waits(invitation: Invitation, answering: Answer) -> None:
    assert read(thunderbird(answering().but(address=ALIAS, original="")))
    assert (fresh(invitation).reply, reason()) == (Reply.OPEN, Why.STRANGER)


def test_outlook_tells_by_our_message_whose_alias_it_is(
    invitation: Invitation, answering: Answer
) -> None:
    assert read(exchange(answering().but(address=ALIAS)))
    assert fresh(invitation).reply == Reply.ON_SITE


def test_a_message_nobody_can_have_read_proves_nothing(
    invitation: Invitation, answering: Answer
) -> None:
    made_up = answering().but(address=ALIAS, original="<1.19a1b2c3d@klimanetz.example>")
    assert read(exchange(made_up))
    assert (fresh(invitation).reply, reason()) == (Reply.OPEN, Why.STRANGER)


def test_a_mail_about_another_meeting_proves_nothing(
    invitation: Invitation, answering: Answer, make_meeting: object, invite: Invite, manager: Person
) -> None:
    [other] = invite(make_meeting(title="Anderes"), manager)  # type: ignore[operator]
    elsewhere = Answering.of(other).but(uid=invitation.meeting.uid, address=ALIAS)
    assert read(exchange(elsewhere))
    assert (fresh(invitation).reply, reason()) == (Reply.OPEN, Why.STRANGER)


def test_the_office_of_somebody_may_answer_if_it_has_the_mail(
    own_addresses: None, invitation: Invitation, answering: Answer
) -> None:
    assert read(thunderbird(answering(sender="sekretariat@kommune.example")))
    assert fresh(invitation).reply == Reply.ON_SITE


def test_somebody_elses_mail_with_our_address_in_it_proves_nothing(
    invitation: Invitation, answering: Answer
) -> None:
    assert read(thunderbird(answering(sender="sekretariat@kommune.example")))
    assert (fresh(invitation).reply, reason()) == (Reply.OPEN, Why.UNPROVEN)
    assert CalendarReply.objects.get().invitation == invitation


def test_a_forwarded_invitation_answered_by_somebody_invited_is_theirs(
    own_addresses: None, invitation: Invitation, answering: Answer, invite: Invite, meeting: Meeting
) -> None:
    [nele] = invite(meeting, "Nele")
    assert read(thunderbird(answering().but(address=nele.email, name="Nele")))
    assert fresh(invitation).reply == Reply.OPEN
    assert fresh(nele).reply == Reply.ON_SITE


def test_a_namesake_with_an_account_is_somebody_else(
    own_addresses: None, invitation: Invitation, answering: Answer
) -> None:
    Person.objects.create_user("mika@anderswo.example", first_name="Mika", last_name="Managerin")
    assert read(thunderbird(answering().but(address="mika@anderswo.example")))
    assert (fresh(invitation).reply, reason()) == (Reply.OPEN, Why.FORWARDED)


def test_programs_that_write_as_themselves_name_whom_to_reply_to(
    invitation: Invitation, answering: Answer
) -> None:
    assert read(nextcloud(answering()))
    assert fresh(invitation).reply == Reply.ON_SITE


def test_the_mark_of_an_older_form_of_address_still_holds(
    own_addresses: None, invitation: Invitation, answering: Answer, settings: Settings
) -> None:
    answer = answering().but(address=ALIAS, original="")
    settings.REPLY_ADDRESS = ""
    assert read(thunderbird(answer))
    assert fresh(invitation).reply == Reply.ON_SITE


def test_a_key_of_another_meeting_opens_nothing(
    own_addresses: None, invitation: Invitation, answering: Answer, make_meeting: object,
    invite: Invite, manager: Person,
) -> None:  # fmt: skip
    [other] = invite(make_meeting(title="Anderes"), manager)  # type: ignore[operator]
    elsewhere = Answering.of(other).but(uid=invitation.meeting.uid, address=ALIAS, original="")
    assert read(thunderbird(elsewhere))
    assert (fresh(invitation).reply, reason()) == (Reply.OPEN, Why.STRANGER)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mika Managerin", "Managerin, Mika"),
        ("Dr. Jürgen Groß", "Gross, Juergen (Stadt Ilmenau)"),
        ("Anne-Marie Ott", "ott, anne-marie"),
    ],
)
def test_names_are_the_same_however_they_are_written(one: str, other: str) -> None:
    assert spell(one) == spell(other)


def test_names_that_differ_are_not_the_same() -> None:
    assert spell("Mika Managerin") != spell("Mika Meier")
    assert spell("Dr.") == ()


def test_what_our_mail_server_doubts_is_not_believed(
    invitation: Invitation, answering: Answer
) -> None:
    said = b"Authentication-Results: mx.agentur.example; spf=softfail; dmarc=fail (p=none)\r\n"
    assert read(said + thunderbird(answering()))
    assert (fresh(invitation).reply, reason()) == (Reply.OPEN, Why.UNPROVEN)


def test_whoever_has_our_mail_is_believed_also_behind_a_forwarding(
    own_addresses: None, invitation: Invitation, answering: Answer
) -> None:
    said = b"Authentication-Results: mx.agentur.example; dmarc=fail\r\n"
    assert read(said + thunderbird(answering()))
    assert fresh(invitation).reply == Reply.ON_SITE


def test_strangers_cannot_fill_the_desk(
    invitation: Invitation, answering: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others stay in the mailbox, unread; members are not held up by them."""
    monkeypatch.setattr(readers, "MOST_BY_STRANGERS", 2)
    strange = [answering().but(address=f"{n}@fremd.example", name=f"Nr. {n}") for n in range(4)]
    assert [read(thunderbird(one)) for one in strange] == [True, True, False, False]
    assert read(thunderbird(answering()))
    assert fresh(invitation).reply == Reply.ON_SITE
    assert CalendarReply.objects.count() == 2
