"""A tandem ends when either leaves the network."""

from django.db.models import Q

from klimanetz.core.farewell import at_farewell
from klimanetz.people.models import Person
from klimanetz.roster.beginning.actions import end_tandem
from klimanetz.roster.beginning.models import Tandem


@at_farewell
def end_tandems(person: Person, actor: object) -> None:
    theirs = Tandem.objects.standing().filter(Q(newcomer=person) | Q(buddy=person))
    for tandem in theirs.order_by("pk"):
        end_tandem(tandem, actor=actor)
