"""Two people do the same thing at the same moment; a real database decides who was first."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from klimanetz.core.refusal import Refused
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.joining import actions
from klimanetz.roster.joining.actions import Invited
from klimanetz.roster.joining.models import JoinInvitation, JoinRequest, RequestState
from klimanetz.roster.models import Holding, Membership, Position
from tests.factories import make_person
from tests.features.meetings.conftest import shared_database  # noqa: F401 - a fixture
from tests.roster.joining.conftest import MakeRequest

pytestmark = pytest.mark.usefixtures("shared_database")


def together(*deeds: Callable[[], object]) -> list[str]:
    """Does each deed in a thread of its own; returns what was refused."""
    start, refused = Barrier(len(deeds)), list[str]()

    def run(deed: Callable[[], object]) -> None:
        start.wait()
        try:
            deed()
        except Refused as reason:
            refused.append(str(reason))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_two_organisers_approve_at_once(make_request: MakeRequest, ilmenau: Authority) -> None:
    asked = make_request()
    olga, paul = (make_person(name, "Orga", Role.ORGANISER) for name in ("Olga", "Paul"))

    def approving(actor: Person) -> Callable[[], object]:
        return lambda: actions.approve(
            asked,
            person=None,
            authority=ilmenau,
            position=None,
            since=date(2026, 1, 1),
            actor=actor,
        )

    (reason,) = together(approving(olga), approving(paul))
    assert "Orga schon entschieden: angenommen" in reason
    nora = Person.objects.get(email=asked.email)
    assert Membership.objects.filter(person=nora).count() == 1
    assert Position.objects.count() == Holding.objects.count() == 1
    assert Mail.objects.filter(letter__purpose="joining.welcome").count() == 1


def test_one_approves_while_the_other_declines(
    make_request: MakeRequest, ilmenau: Authority
) -> None:
    asked = make_request()
    olga, paul = (make_person(name, "Orga", Role.ORGANISER) for name in ("Olga", "Paul"))
    (reason,) = together(
        lambda: actions.approve(asked, person=None, authority=ilmenau, position=None,
                                since=date(2026, 1, 1), actor=olga),
        lambda: actions.decline(asked, "Leider nicht.", actor=paul),
    )  # fmt: skip
    assert "schon entschieden" in reason
    asked.refresh_from_db()
    approved = asked.state == RequestState.APPROVED
    assert Person.objects.filter(email=asked.email).exists() == approved


def test_the_links_of_one_address_opened_at_once(make_request: MakeRequest) -> None:
    first, second = (
        make_request(state=RequestState.UNCONFIRMED, confirmed_at=None) for _time in range(2)
    )
    deeds = [lambda one=one: actions.confirm_request(one) for one in (first, second, first)]
    assert together(*deeds) == []
    assert JoinRequest.objects.get().state == RequestState.OPEN


def test_one_address_invited_by_two_at_once(network: object) -> None:
    olga, paul = (make_person(name, "Orga", Role.ORGANISER) for name in ("Olga", "Paul"))
    told: list[Invited] = []

    def inviting(actor: Person) -> Callable[[], object]:
        named = [("", "vera@ministerium.example")]
        return lambda: told.append(
            actions.invite(named, Role.PARTNER, organisation=None, actor=actor)
        )

    assert together(inviting(olga), inviting(paul)) == []
    assert sorted(one.sent for one in told) == [0, 1]
    assert JoinInvitation.objects.count() == Mail.objects.count() == 1


def test_one_link_accepted_twice_at_once(network: object) -> None:
    olga = make_person("Olga", "Orga", Role.ORGANISER)
    named = [("", "vera@ministerium.example")]
    actions.invite(named, Role.PARTNER, organisation=None, actor=olga)
    invited = JoinInvitation.objects.get()

    def accepting() -> object:
        return actions.accept_invitation(invited, first_name="Vera", last_name="Sommer")

    assert together(accepting, accepting) == []
    vera = Person.objects.get(email="vera@ministerium.example")
    assert Membership.objects.filter(person=vera).count() == 1
