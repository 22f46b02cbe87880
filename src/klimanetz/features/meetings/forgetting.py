"""Takes away who it was: of a person, and of guests and deputies whom only a meeting knows.

How many came, from which place, stays.
"""

from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.custody import DEPUTY, NOBODY, Traces, no_address
from klimanetz.core.models import Network
from klimanetz.core.months import add_months
from klimanetz.features.meetings.models import Answer, Attendance, Invitation
from klimanetz.features.meetings.models.invitation import new_token
from klimanetz.mail.forgetting import forget
from klimanetz.people.models import Person

#: So many are forgotten at once.
BATCH = 50


def of(person: Person) -> Q:
    """Also as a guest, before the network knew more than the address."""
    return reduce(or_, (Q(email__iexact=it) for it in person.traces.addresses), Q(person=person))


def erase_answers(person: Person) -> int:
    """Also those they entered for somebody as an organiser."""
    theirs = Answer.objects.filter(invitation__in=Invitation.objects.filter(of(person)))
    return forget_answers(theirs) + Answer.objects.filter(by__in=person.traces.names).update(
        by=NOBODY
    )


def forget_answers(answers: QuerySet[Answer]) -> int:
    changed = answers.exclude(deputy_name__in=("", DEPUTY)).update(deputy_name=DEPUTY)
    return changed + answers.exclude(note="").update(note="")


def erase_invitations(person: Person) -> int:
    theirs = Invitation.objects.filter(of(person)).exclude(name=NOBODY).order_by("pk")
    deputies = set(theirs.exclude(deputy_email="").values_list("deputy_email", "deputy_name"))
    changed = 0
    for one in theirs:
        make_nobody(one)
        changed += 1
    return changed + erase_deputy(person) + sum(forget_stranger(*pair) for pair in deputies)


def make_nobody(one: Invitation) -> None:
    one.name, one.email = NOBODY, no_address("invitation", one.pk)
    one.deputy_name, one.deputy_email = DEPUTY if one.deputy_name else "", ""
    one.token = new_token()
    one.save(update_fields=["name", "email", "deputy_name", "deputy_email", "token"])


def forget_stranger(address: str, name: str) -> int:
    """Somebody of whom the network knows nothing but the mails it sent them."""
    if not address:
        return 0
    invited = Q(email__iexact=address) | Q(deputy_email__iexact=address)
    came = Attendance.objects.filter(email__iexact=address)
    known = (Person.objects.with_email(address), Invitation.objects.filter(invited), came)
    if any(rows.exists() for rows in known):
        return 0
    return forget(Traces((address,), (name,)))


def erase_deputy(person: Person) -> int:
    """Where they came in somebody's place: that a deputy came stays."""
    by_name = Q(deputy_name__in=person.traces.names)
    by_address = (Q(deputy_email__iexact=it) for it in person.traces.addresses)
    stood_in = Invitation.objects.filter(reduce(or_, by_address, by_name))
    names = set(stood_in.values_list("deputy_name", flat=True)) - {DEPUTY}
    told = Answer.objects.filter(by_name | Q(invitation__in=stood_in, deputy_name__in=names))
    changed = told.update(deputy_name=DEPUTY)
    return changed + stood_in.update(deputy_name=DEPUTY, deputy_email="")


@transaction.atomic
def forget_strangers() -> int:
    """Guests and deputies, so long after the meeting as the network keeps who left."""
    network = Network.objects.current()
    past = add_months(timezone.localdate(), -network.keep_months)
    old = Invitation.objects.filter(meeting__ends_at__date__lt=past)
    guests = list(old.filter(person=None).exclude(name=NOBODY).order_by("pk")[:BATCH])
    for guest in guests:
        addresses = {(guest.email, guest.name), (guest.deputy_email, guest.deputy_name)}
        forget_answers(Answer.objects.filter(invitation=guest))
        make_nobody(guest)
        for address, name in addresses:
            forget_stranger(address, name)
    deputised = list(old.exclude(deputy_name__in=("", DEPUTY)).order_by("pk")[:BATCH])
    for one in deputised:
        address, name = one.deputy_email, one.deputy_name
        Answer.objects.filter(invitation=one, deputy_name=name).update(deputy_name=DEPUTY)
        one.deputy_name, one.deputy_email = DEPUTY, ""
        one.save(update_fields=["deputy_name", "deputy_email"])
        forget_stranger(address, name)
    if number := len(guests) + len(deputised):
        record("erase_by_rule", network, number=number, months=network.keep_months)
    return number
