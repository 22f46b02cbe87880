"""Who leaves the network asks for nobody any more, and is put in touch with nobody."""

from klimanetz.core.farewell import at_farewell
from klimanetz.people.models import Person
from klimanetz.roster.introductions import actions
from klimanetz.roster.introductions.models import Introduction, Proposal, Side, State


@at_farewell
def settle_introductions(person: Person, actor: object) -> None:
    asked = Introduction.objects.filter(asker=person, state__in=(State.OPEN, State.PROPOSED))
    for introduction in asked.order_by("pk"):
        actions.withdraw(introduction, actor=actor)
    for proposal in Proposal.objects.standing().filter(contact=person).order_by("pk"):
        actions.decline(proposal, Side.CONTACT, actor=actor)
