"""Members accept in their calendar and never see our page: in every known program."""

import pytest

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Answer as Given
from klimanetz.features.meetings.models import Invitation, Reply, Source
from klimanetz.features.meetings.replies.models import CalendarReply, Why
from klimanetz.people.models import Person
from tests.features.meetings.conftest import Invite, MakeMeeting, berlin, purposes_to, told
from tests.features.meetings.replies import shapes
from tests.features.meetings.replies.conftest import Answer, fresh, read
from tests.features.meetings.replies.shapes import DECLINED, TENTATIVE, Answering, Shape

programs = pytest.mark.parametrize("program", shapes.PROGRAMS)


@programs
def test_accepting_becomes_an_answer_and_is_confirmed(
    invitation: Invitation, answering: Answer, program: Shape
) -> None:
    assert read(program(answering()))
    given = Given.objects.get()
    assert fresh(invitation).reply == Reply.ON_SITE
    assert (given.source, given.by, given.note) == (Source.CALENDAR, "", "")
    assert purposes_to(invitation.email) == ["invitation", "confirmation"]
    assert not CalendarReply.objects.exists()


@programs
def test_declining_becomes_an_answer(
    invitation: Invitation, answering: Answer, program: Shape
) -> None:
    assert read(program(answering(word=DECLINED)))
    assert fresh(invitation).reply == Reply.DECLINED
    assert "Ihre Absage ist notiert" in told(invitation.email)


@programs
def test_perhaps_is_no_answer_but_organisers_see_it(
    invitation: Invitation, answering: Answer, program: Shape
) -> None:
    assert read(program(answering(word=TENTATIVE)))
    assert fresh(invitation).reply == Reply.OPEN
    waiting = CalendarReply.objects.get()
    assert (waiting.why, waiting.invitation) == (Why.TENTATIVE, invitation)


@programs
def test_a_comment_is_kept_and_read(
    invitation: Invitation, answering: Answer, program: Shape
) -> None:
    said = "Komme 10:30 Uhr; bitte vegetarisch, danke!"
    assert read(program(answering(comment=said)))
    assert Given.objects.get().note == said
    waiting = CalendarReply.objects.get()
    assert (waiting.why, waiting.comment) == (Why.COMMENT, said)


@programs
def test_the_same_answer_twice_is_one(
    invitation: Invitation, answering: Answer, program: Shape
) -> None:
    answer = answering(comment="Gern!")
    assert read(program(answer))
    assert read(program(answer))
    assert read(program(answer.but(number=2)))
    assert Given.objects.count() == 1
    assert CalendarReply.objects.count() == 1
    assert purposes_to(invitation.email) == ["invitation", "confirmation"]


@programs
def test_with_an_address_of_ones_own_an_alias_is_known(
    own_addresses: None, invitation: Invitation, answering: Answer, program: Shape
) -> None:
    """Exchange answers from the main address of a mailbox, whichever was invited."""
    alias = answering().but(address="m.managerin@stadt-ilmenau.example", original="")
    assert "+" in alias.organiser
    assert read(program(alias))
    assert fresh(invitation).reply == Reply.ON_SITE


@programs
def test_what_was_sent_on_answers_for_nobody_else(
    own_addresses: None, invitation: Invitation, answering: Answer, program: Shape
) -> None:
    other = answering().but(address="tobias@stadt-ilmenau.example", name="Tobias Wendt")
    assert read(program(other))
    assert fresh(invitation).reply == Reply.OPEN
    waiting = CalendarReply.objects.get()
    assert (waiting.why, waiting.invitation) == (Why.FORWARDED, invitation)
    assert waiting.sender == "Tobias Wendt"


@programs
def test_an_answer_for_the_old_date_does_not_count(
    make_meeting: MakeMeeting, invite: Invite, manager: Person, program: Shape
) -> None:
    meeting = make_meeting()
    [invitation] = invite(meeting, manager)
    old = Answering.of(invitation)
    actions.postpone(meeting, starts_at=berlin(4, 14, 10), actor="Olga")
    assert read(program(old))
    assert fresh(invitation).reply == Reply.OPEN
    assert CalendarReply.objects.get().why == Why.OUTDATED
    assert "gilt dem früheren Termin" in told(invitation.email)
    assert read(program(Answering.of(invitation, number=2)))
    assert fresh(invitation).reply == Reply.ON_SITE
