"""Takes away who it was; for how many which date suited stays."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.custody import NOBODY, no_address
from klimanetz.core.keyed import new_key
from klimanetz.core.models import Network
from klimanetz.features.meetings.forgetting import forget_stranger, of
from klimanetz.features.meetings.models import Invitation
from klimanetz.features.meetings.polls.models import (
    KEPT_FOR_STRANGERS,
    PollDate,
    PollVoter,
    PollVoterQuerySet,
)
from klimanetz.people.models import Person

#: So many are forgotten at once.
BATCH = 50


def erase_voters(person: Person) -> int:
    theirs = PollVoter.objects.known().filter(of(person)).order_by("pk")
    return sum(make_nobody(one) for one in theirs)


def make_nobody(one: PollVoter) -> int:
    one.name, one.email, one.person = NOBODY, no_address("voter", one.pk), None
    one.organisation, one.district, one.comment, one.token = "", "", "", new_key()
    one.save()
    return 1


def strangers_to_forget() -> PollVoterQuerySet:
    """People without account, so long after the decision; where none was made, so long after the
    last date. Who is invited to the meeting is forgotten with the invitation."""
    long_ago = timezone.now() - KEPT_FOR_STRANGERS
    later = PollDate.objects.filter(poll=OuterRef("poll"), starts_at__gte=long_ago)
    idle = Q(poll__settled_at__isnull=True) & ~Exists(later)
    invited = Invitation.objects.filter(
        meeting=OuterRef("poll__meeting"), email__iexact=OuterRef("email")
    )
    strangers = PollVoter.objects.known().filter(person=None)
    return strangers.filter(Q(poll__settled_at__lt=long_ago) | idle).filter(~Exists(invited))


@transaction.atomic
def forget_strangers() -> int:
    forgotten = list(strangers_to_forget().order_by("pk")[:BATCH])
    for one in forgotten:
        address, name = one.email, one.name
        make_nobody(one)
        if not PollVoter.objects.filter(email__iexact=address).exists():
            forget_stranger(address, name)
    if forgotten:
        network = Network.objects.current()
        record("forget_voters", network, number=len(forgotten), days=KEPT_FOR_STRANGERS.days)
    return len(forgotten)
