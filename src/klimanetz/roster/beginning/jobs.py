"""What the calendar does to tandems."""

from django.db.models import Q

from klimanetz.core.jobs import due_job
from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.roster.beginning.actions import end_tandem
from klimanetz.roster.beginning.models import Tandem


@due_job
def end_tandems_of_leavers() -> int:
    """A tandem ends when either leaves the network or may not sign in any more."""
    here = Person.objects.filter(is_active=True).with_role(*POSITION_ROLES).order_by().values("pk")
    left = Tandem.objects.standing().filter(~Q(newcomer__in=here) | ~Q(buddy__in=here))
    over = list(left)
    for tandem in over:
        end_tandem(tandem)
    return len(over)
