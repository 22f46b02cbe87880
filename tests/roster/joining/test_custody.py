"""What joining keeps about a person: handed over, and erased."""

import pytest

from klimanetz.core.custody import Custody, registered_custodies
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.joining import actions
from klimanetz.roster.joining.models import JoinInvitation, JoinRequest, Question
from tests.roster.joining.conftest import MakeRequest

pytestmark = pytest.mark.django_db


def custody(label: str) -> Custody:
    (found,) = [one for one in registered_custodies() if str(one.label) == label]
    return found


def test_a_request_is_handed_over_with_its_questions_and_erased(
    make_request: MakeRequest, organiser: Person, outsider: Person
) -> None:
    asked = make_request(email=outsider.email, message="Ich bin neu.")
    other = make_request()
    actions.answer_question(actions.ask_back(asked, "Wo?", actor=organiser), "Hier.")
    keeper = custody("Anfrage zum Mitmachen")
    (record,) = keeper.collect(outsider)
    assert record["Nachricht"] == "Ich bin neu."
    assert record["Rückfragen"] == "Wo?\nHier."
    assert keeper.erase(outsider) == 1
    assert keeper.erase(outsider) == 0
    assert JoinRequest.objects.get() == other
    assert not Question.objects.exists()


def test_an_invitation_is_handed_over_and_erased(
    network: object, organiser: Person, outsider: Person
) -> None:
    actions.invite([("Otto", outsider.email)], Role.PARTNER, organisation=None, actor=organiser)
    keeper = custody("Einladung ins Netzwerk")
    (record,) = keeper.collect(outsider)
    assert record["Name"] == "Otto"
    assert keeper.erase(outsider) == 1
    assert not JoinInvitation.objects.exists()
