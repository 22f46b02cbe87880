"""Inviting: whom, once, again; reminding on request; taking an invitation back."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.guest_list import (
    Audience,
    Invitee,
    gather,
    later_joiners,
    read_guests,
)
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source, State
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from tests.factories import make_manager, make_person
from tests.features.meetings.conftest import (
    Invite,
    as_invitee,
    berlin,
    entry,
    last_mail,
    mails_to,
    purposes_to,
    run_jobs,
)


def names(invitees: object) -> list[str]:
    return [one.name for one in invitees]  # type: ignore[attr-defined]


# Whom


def test_the_list_is_a_query_over_the_roster(
    meeting: Meeting, manager: Person, guest: Person, organiser: Person, outsider: Person
) -> None:
    found = gather(meeting, Audience(roles=[Role.MANAGER, Role.STANDING_GUEST]))
    assert names(found.invitees) == ["Gustav Gast", "Mika Managerin"]
    mika = found.invitees[1]
    assert (mika.organisation, mika.district, mika.person_id) == (
        "Ilmenau",
        "Ilm-Kreis",
        manager.pk,
    )


def test_districts_narrow_it_and_single_people_come_on_top(
    meeting: Meeting, manager: Person, guest: Person, erfurt: Authority
) -> None:
    make_manager("Eva", "Erfurterin", erfurt)
    audience = Audience(roles=[Role.MANAGER], districts=["16051"], people=[guest.pk])
    assert names(gather(meeting, audience).invitees) == ["Eva Erfurterin", "Gustav Gast"]


def test_single_people_are_left_out(meeting: Meeting, manager: Person, neighbour: Person) -> None:
    found = gather(meeting, Audience(roles=[Role.MANAGER], without=[neighbour.pk]))
    assert names(found.invitees) == ["Mika Managerin"]


def test_who_is_invited_already_is_counted_and_left_out(
    meeting: Meeting, invite: Invite, manager: Person, neighbour: Person
) -> None:
    invite(meeting, manager)
    found = gather(meeting, Audience(roles=[Role.MANAGER]))
    assert (names(found.invitees), found.already, len(found)) == (["Nele Nachbarin"], 1, 1)


def test_a_query_takes_the_same_number_of_statements_at_any_size(
    meeting: Meeting, ilmenau: Authority, django_assert_max_num_queries: object
) -> None:
    make_manager("Anna", "Eins", ilmenau)
    audience = Audience(roles=[Role.MANAGER], guests="x@gast.example")
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        gather(meeting, audience)
    for number in range(5):
        make_manager(f"Person{number}", "Viele", ilmenau)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(gather(meeting, audience)) == 7


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Ina Muster <ina@gast.example>", [("Ina Muster", "ina@gast.example")]),
        ("Ina@Gast.example", [("ina@gast.example", "ina@gast.example")]),
        ("Muster, Ina <ina@gast.example>", [("Ina Muster", "ina@gast.example")]),
        ('"Muster, Ina" <ina@gast.example>', [("Ina Muster", "ina@gast.example")]),
        (
            "Muster, Ina <a@gast.example>; Muster, Udo <b@gast.example>",
            [("Ina Muster", "a@gast.example"), ("Udo Muster", "b@gast.example")],
        ),
        (
            "Ina <a@gast.example>, Udo <b@gast.example>",
            [("Ina", "a@gast.example"), ("Udo", "b@gast.example")],
        ),
        (
            "a@gast.example, b@gast.example\n\n c@gast.example ",
            [(f"{x}@gast.example", f"{x}@gast.example") for x in "abc"],
        ),
    ],
)
@pytest.mark.django_db
def test_guests_are_read_as_people_paste_them(typed: str, read: list[tuple[str, str]]) -> None:
    guests, unreadable = read_guests(typed)
    assert [(guest.name, guest.email) for guest in guests] == read
    assert unreadable == []


@pytest.mark.django_db
def test_what_is_no_address_is_given_back_as_typed() -> None:
    guests, unreadable = read_guests("Ina Muster\nina@\n<ina@gast.example>")
    assert [guest.email for guest in guests] == ["ina@gast.example"]
    assert unreadable == ["Ina Muster", "ina@"]


def test_a_guest_whom_the_network_knows_is_that_person(meeting: Meeting, guest: Person) -> None:
    guest.language = "en"
    guest.save()
    (found,) = gather(meeting, Audience(guests="GUSTAV@Ministerium.example")).invitees
    assert (found.name, found.person_id, found.language) == ("Gustav Gast", guest.pk, "en")


def test_a_member_typed_by_address_keeps_town_and_district(
    meeting: Meeting, manager: Person
) -> None:
    """As if found by role: lists, certificates and counts by district name them."""
    (by_role,) = gather(meeting, Audience(people=[manager.pk])).invitees
    (by_address,) = gather(meeting, Audience(guests=f"Mika <{manager.email}>")).invitees
    assert by_role.organisation
    assert by_role.district
    assert by_address == by_role


# Inviting


def test_inviting_opens_the_meeting_and_writes_to_each_in_person(
    meeting: Meeting, manager: Person, neighbour: Person
) -> None:
    sent = actions.invite(meeting, [as_invitee(manager), as_invitee(neighbour)], actor="Olga")
    assert sent == 2
    assert Meeting.objects.get().state == State.INVITED
    for person in (manager, neighbour):
        invitation = Invitation.objects.get(person=person)
        mail = last_mail(person.email)
        assert f"Guten Tag {person.full_name}," in mail.text
        assert f"http://127.0.0.1:8000/antwort/{invitation.token}/?antwort=vor-ort" in mail.text
    tokens = Invitation.objects.values_list("token", flat=True)
    assert len(set(tokens)) == 2
    assert AuditEntry.objects.filter(verb="invite", actor="Olga").count() == 1


def test_nobody_is_invited_twice_whatever_the_case_and_however_often(meeting: Meeting) -> None:
    twice = [Invitee("Ina", "ina@gast.example"), Invitee("Ina", "INA@gast.example")]
    assert actions.invite(meeting, twice, actor="Olga") == 1
    again = [Invitee("Ina", "Ina@Gast.Example")]
    assert actions.invite(meeting, again, actor="Oskar") == 0
    assert Mail.objects.count() == 1


def test_a_new_address_of_somebody_invited_makes_no_second_invitation(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    invite(meeting, manager)
    manager.email = "neu@kommune.example"
    assert actions.invite(meeting, [as_invitee(manager)], actor="Olga") == 0


def test_who_declined_is_not_bothered_again(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.DECLINED, source=Source.LINK)
    assert actions.invite(meeting, [as_invitee(manager)], actor="Olga") == 0
    invitation.refresh_from_db()
    assert invitation.reply == Reply.DECLINED


def test_an_empty_list_is_refused_and_opens_nothing(meeting: Meeting) -> None:
    with pytest.raises(Refused, match="Liste ist leer"):
        actions.invite(meeting, [], actor="Olga")
    assert Meeting.objects.get().state == State.PLANNED


def test_nobody_is_invited_who_could_not_answer(
    meeting: Meeting, manager: Person, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(3, 11))
    with pytest.raises(Refused, match="verlängern Sie zuerst die Frist"):
        actions.invite(meeting, [as_invitee(manager)], actor="Olga")
    assert Invitation.objects.count() == 0


def test_each_reads_the_mail_in_their_language(
    meeting: Meeting, manager: Person, neighbour: Person
) -> None:
    neighbour.language = "en"
    actions.invite(meeting, [as_invitee(manager), as_invitee(neighbour)], actor="Olga")
    (german,) = mails_to(manager.email)
    (english,) = mails_to(neighbour.email)
    assert german.letter_id != english.letter_id


def test_one_letter_serves_all_of_one_language(meeting: Meeting) -> None:
    actions.invite(meeting, [Invitee(f"P {i}", f"p{i}@x.example") for i in range(40)], actor="O")
    assert Mail.objects.values("letter").distinct().count() == 1


def test_ten_thousand_are_invited_in_batches(meeting: Meeting) -> None:
    many = [Invitee(f"Person {i}", f"person{i}@kommune.example") for i in range(10_000)]
    with CaptureQueriesContext(connection) as queries:
        assert actions.invite(meeting, many, actor="Olga") == 10_000
    assert len(queries) < 100, "written in batches"
    assert Mail.objects.count() == 10_000


# Later joiners


def test_later_joiners_come_by_the_same_query_with_one_click(
    meeting: Meeting, manager: Person, neighbour: Person, ilmenau: Authority
) -> None:
    audience = Audience(roles=[Role.MANAGER], without=[neighbour.pk], guests="g@gast.example")
    first = gather(meeting, audience)
    assert actions.invite(meeting, first.invitees, actor="Olga", audience=audience) == 2
    meeting.refresh_from_db()
    assert len(later_joiners(meeting)) == 0
    new = make_manager("Nora", "Neue", ilmenau)
    make_person("Gerd", "Gast", Role.STANDING_GUEST)
    assert names(later_joiners(meeting).invitees) == ["Nora Neue"], "left out stays left out"
    for expected in (1, 0):
        assert actions.invite_later_joiners(meeting, actor="Olga") == expected
        meeting.refresh_from_db()
    assert purposes_to(new.email) == ["invitation"]
    assert purposes_to(manager.email) == ["invitation"]


def test_whose_invitation_was_taken_back_joined_no_later(
    meeting: Meeting, manager: Person, neighbour: Person
) -> None:
    audience = Audience(roles=[Role.MANAGER])
    actions.invite(meeting, gather(meeting, audience).invitees, actor="Olga", audience=audience)
    actions.withdraw_invitation(meeting.invitations.get(person=neighbour), actor="Olga")
    meeting.refresh_from_db()
    assert len(later_joiners(meeting)) == 0
    by_name = gather(meeting, Audience(people=[neighbour.pk]))
    assert names(by_name.invitees) == ["Nele Nachbarin"], "asked again only by name"


def test_a_second_query_adds_to_the_first(
    meeting: Meeting, manager: Person, guest: Person, ilmenau: Authority
) -> None:
    for role in (Role.MANAGER, Role.STANDING_GUEST):
        audience = Audience(roles=[role])
        actions.invite(meeting, gather(meeting, audience).invitees, actor="O", audience=audience)
    make_manager("Nora", "Neue", ilmenau)
    make_person("Gerd", "Gast", Role.STANDING_GUEST)
    meeting.refresh_from_db()
    assert names(later_joiners(meeting).invitees) == ["Nora Neue", "Gerd Gast"]


def test_who_joins_while_a_change_is_collected_hears_only_of_the_new_state(
    meeting: Meeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    clock: time_machine.Traveller,
) -> None:
    invite(meeting, manager)
    edited = Meeting.objects.get()
    edited.venue = "Bürgerhaus"
    actions.change(edited, actor="Olga")
    invite(meeting, neighbour)
    clock.shift(61)
    assert run_jobs() == 0
    assert purposes_to(manager.email) == ["invitation", "update"]
    assert purposes_to(neighbour.email) == ["invitation"]
    assert "Bürgerhaus" in last_mail(neighbour.email).text


# Reminding on request


def test_one_click_reminds_those_without_answer(
    meeting: Meeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    clock: time_machine.Traveller,
) -> None:
    silent, answered = invite(meeting, manager, neighbour)
    actions.answer(answered, Reply.DECLINED, source=Source.LINK)
    clock.shift(24 * 3600)
    assert actions.remind(meeting, actor="Olga") == 1
    assert purposes_to(silent.email) == ["invitation", "reminder"]
    assert purposes_to(answered.email) == ["invitation", "confirmation"]
    assert f"{silent.get_absolute_url()}?antwort=absage" in last_mail(silent.email).text


def test_nobody_is_reminded_twice_within_a_day(
    meeting: Meeting,
    invite: Invite,
    manager: Person,
    neighbour: Person,
    clock: time_machine.Traveller,
) -> None:
    invite(meeting, manager)
    with pytest.raises(Refused, match="schon gefragt"):
        actions.remind(meeting, actor="Olga")
    clock.shift(24 * 3600)
    assert actions.remind(meeting, actor="Olga") == 1
    invite(meeting, neighbour)
    clock.shift(3600)
    with pytest.raises(Refused, match="schon gefragt"):
        actions.remind(meeting, actor="Oskar")
    clock.shift(24 * 3600)
    assert actions.remind(meeting, actor="Olga") == 2


def test_reminding_says_why_not(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    with pytest.raises(Refused, match="noch nicht eingeladen"):
        actions.remind(meeting, actor="Olga")
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.ONLINE, source=Source.LINK)
    with pytest.raises(Refused, match="Alle haben geantwortet"):
        actions.remind(meeting, actor="Olga")
    clock.move_to(berlin(3, 11))
    with pytest.raises(Refused, match="Frist"):
        actions.remind(meeting, actor="Olga")


# Taking back


def test_a_withdrawn_invitation_takes_its_calendar_entry_back(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    for _ in range(2):
        actions.withdraw_invitation(invitation, actor="Olga")
    assert purposes_to(invitation.email) == ["invitation", "withdrawal"]
    mail = last_mail(invitation.email)
    event = entry(mail.calendar)
    assert (event.status, event.uid) == ("CANCELLED", meeting.uid)
    with pytest.raises(Refused, match="zurückgezogen"):
        actions.answer(invitation, Reply.ONLINE, source=Source.LINK)


def test_who_was_withdrawn_can_be_invited_again_with_a_clean_slate(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.DECLINED, source=Source.LINK)
    actions.withdraw_invitation(invitation, actor="Olga")
    assert purposes_to(invitation.email)[-1] == "confirmation", "no news for who declined"
    manager.email = "neu@kommune.example"
    (again,) = invite(meeting, manager)
    assert (again.pk, again.reply, again.email) == (invitation.pk, Reply.OPEN, manager.email)
    assert purposes_to("neu@kommune.example") == ["invitation"]
    assert again.answers.count() == 2
    actions.answer(again, Reply.ONLINE, source=Source.LINK)


def test_a_withdrawn_guest_who_became_a_person_is_invited_again(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    guest = Invitee("mika", manager.email.upper())
    actions.invite(meeting, [guest], actor="Olga")
    actions.withdraw_invitation(Invitation.objects.get(), actor="Olga")
    (again,) = invite(meeting, manager)
    assert (again.name, Invitation.objects.count()) == ("Mika Managerin", 1)


def test_nothing_is_taken_back_from_a_meeting_that_is_over(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> None:
    (invitation,) = invite(meeting, manager)
    clock.move_to(berlin(3, 17, 14))
    actions.hold(meeting, actor="Olga")
    with pytest.raises(Refused, match="stattgefunden"):
        actions.withdraw_invitation(invitation, actor="Olga")
