"""Taking out of introductions who it was. That there was one, when, and its outcome only counts."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from klimanetz.people.models import Person
from klimanetz.roster.introductions.models import (
    Introduction,
    IntroductionQuerySet,
    Proposal,
    State,
)


def asked_by(person: Person) -> IntroductionQuerySet:
    """Also what was asked on the public page with the same address."""
    return Introduction.objects.filter(Q(asker=person) | Q(email=person.email))


@transaction.atomic
def forget(person: Person) -> int:
    """What was under way ends where the asker goes, and goes on without the contact.

    Whoever was put in touch with them may still say what came of it.
    """
    asked = blank(asked_by(person))
    proposals = Proposal.objects.filter(contact=person)
    left = proposals.filter(closed_at=None, introduction__state=State.PROPOSED)
    Introduction.objects.filter(pk__in=list(left.values_list("introduction", flat=True))).update(
        state=State.OPEN
    )
    proposed, _rows = proposals.exclude(introduction__state=State.AGREED).delete()
    return asked + proposed


def blank(introductions: IntroductionQuerySet) -> int:
    pks = list(introductions.values_list("pk", flat=True))
    rows = Introduction.objects.filter(pk__in=pks)
    now = timezone.now()
    Proposal.objects.filter(introduction__in=pks, closed_at=None).update(closed_at=now)
    rows.exclude(state__in=(State.AGREED, State.CLOSED)).update(state=State.CLOSED, closed_at=now)
    return rows.update(
        asker=None, name="", email="", organisation="", topic="", purpose="", outcome_note=""
    )
