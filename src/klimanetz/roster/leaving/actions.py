"""Leave, and be forgotten."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import SYSTEM, record
from klimanetz.core.custody import registered_custodies
from klimanetz.core.farewell import registered_farewells
from klimanetz.core.models import Network
from klimanetz.core.months import add_months
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.people.actions import hide_field
from klimanetz.people.models import Field, Person
from klimanetz.people.roles import Role
from klimanetz.roster.actions import leave_position
from klimanetz.roster.leaving import mails, rules
from klimanetz.roster.leaving.retention import find_due, has_role, lasting
from klimanetz.roster.models import Holding, Membership, Position, PositionState

#: So many are erased at once; the rest a few seconds later.
BATCH = 20


@transaction.atomic
def leave(person: Person, *, actor: object) -> None:
    """Every role and post ends with yesterday; nothing of the person is public any more.

    Who is signed in somewhere is signed out. Does nothing for somebody without a role.
    """
    row = lock(person)
    if not has_role(row):
        return
    verdict = rules.can_leave(row)
    if not verdict:
        raise Refused(verdict.reason)
    positions = end_everything(row, actor)
    for field in Field:
        hide_field(row, field, actor=actor)
    for farewell in registered_farewells():
        farewell(row, actor)
    row.set_unusable_password()  # another one: sessions made with the old one end
    row.save(update_fields=["password"])
    record("leave_network", row, actor=actor)
    changed_for_the_public()
    months = Network.objects.current().keep_months
    mails.gone(row, positions)
    mails.farewell(row, erase_on=add_months(timezone.localdate() - timedelta(days=1), months))


def lock(person: Person) -> Person:
    """Positions before people, as every verb; all organisers, so that not all leave at once."""
    posts = Position.objects.select_for_update().filter(
        pk__in=Holding.objects.filter(lasting(), person=person).values("position")
    )
    list(posts.order_by("pk"))
    organising = Membership.objects.select_for_update().filter(lasting(), role=Role.ORGANISER)
    list(organising.order_by("pk"))
    row: Person = Person.objects.select_for_update().get(pk=person.pk)
    return row


def end_everything(person: Person, actor: object) -> list[Position]:
    """Returns what nobody holds any more."""
    yesterday = timezone.localdate() - timedelta(days=1)
    held = Holding.objects.filter(lasting(), person=person)
    posts = list(held.select_related("position", "person").order_by("pk"))
    for post in posts:
        leave_position(post, last_day=yesterday, actor=actor)
    for role in Membership.objects.filter(lasting(), person=person).order_by("pk"):
        if role.starts and role.starts > yesterday:
            role.delete()
        else:
            role.ends = yesterday
            role.save(update_fields=["ends"])
        record("end_membership", person, actor=actor, role=role.role, last_day=str(yesterday))
    left = Position.objects.filter(pk__in=[post.position_id for post in posts])
    vacant = left.filter(state=PositionState.VACANT).select_related("authority")
    return list(vacant.order_by("pk"))


@transaction.atomic
def erase(person: Person, *, actor: object = SYSTEM) -> None:
    """Takes away whatever tells who it was, wherever it stands. Cannot be undone.

    Whoever has themselves erased is no actor: their name would stand in the trail.
    """
    row: Person = Person.objects.select_for_update().get(pk=person.pk)
    if row.erased_at:
        return
    verdict = rules.can_be_erased(row)
    if not verdict:
        raise Refused(verdict.reason)
    # Known before anything is gone: parts look for addresses that other parts tell.
    traces = row.traces
    rows = sum(custody.erase(row) for custody in registered_custodies())
    record("erase_person", row, actor=actor, rows=rows, addresses=len(traces.addresses))
    changed_for_the_public()


def erase_due() -> int:
    """By the rule of the network, a few at a time, each for itself; the trail keeps how many."""
    due = list(find_due(BATCH))
    for leaver in due:
        erase(leaver.person)
    if due:
        network = Network.objects.current()
        record("erase_by_rule", network, number=len(due), months=network.keep_months)
    return len(due)
