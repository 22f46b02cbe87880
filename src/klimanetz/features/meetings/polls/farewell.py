"""Who leaves the network is asked for no date any more, and their answer counts no more."""

from klimanetz.core.farewell import at_farewell
from klimanetz.features.meetings.polls.actions import withdraw_voter
from klimanetz.features.meetings.polls.models import PollState, PollVoter
from klimanetz.people.models import Person


@at_farewell
def take_out_of_polls(person: Person, actor: object) -> None:
    asked = PollVoter.objects.filter(person=person, poll__state=PollState.OPEN)
    for voter in asked.select_related("poll").order_by("pk"):
        withdraw_voter(voter, actor=actor)
