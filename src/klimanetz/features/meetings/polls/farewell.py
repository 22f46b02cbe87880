"""Who leaves the network is asked for no date any more, nor invited to the one that was found."""

from klimanetz.core.farewell import at_farewell
from klimanetz.features.meetings.polls.actions import withdraw_voter
from klimanetz.features.meetings.polls.models import PollState, PollVoter
from klimanetz.people.models import Person


@at_farewell
def take_out_of_polls(person: Person, actor: object) -> None:
    asked = PollVoter.objects.filter(person=person).exclude(poll__state=PollState.CLOSED)
    for voter in asked.select_related("poll").order_by("pk"):
        withdraw_voter(voter, actor=actor)
