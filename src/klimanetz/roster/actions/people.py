"""People and their roles in the network."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.readdressing import readdress_all
from klimanetz.core.refusal import Refused
from klimanetz.mail.returns import forget_returns
from klimanetz.people.actions import keep_organisation
from klimanetz.people.models import Organisation, Person
from klimanetz.people.roles import Role
from klimanetz.people.rules import can_be_changed
from klimanetz.roster.models import Holding, Membership


@transaction.atomic
def add_person(
    email: str, role: Role, *, since: date | None, actor: object, **fields: object
) -> Person:
    """Somebody the network did not know, with a first role. Raises where the address is taken."""
    if Person.objects.with_email(email).exists():
        raise Refused(_("Diese Adresse hat schon eine Person."))
    keep_its_organisation(fields, actor=actor)
    person: Person = Person.objects.create_user(email, **fields)
    record("add_person", person, actor=actor, role=role)
    readdress_all(person, "")
    start_membership(person, role, since=since, actor=actor)
    return person


@transaction.atomic
def change_person(person: Person, *, actor: object, **wanted: object) -> dict[str, list[str]]:
    """Saves what differs from the row as it is now; returns old and new by field."""
    row = lock_known(person)
    keep_its_organisation(wanted, actor=actor)
    changes = apply_wanted(row, wanted)
    if changes:
        if moved := changes.get("email"):
            forget_returns(moved)
            readdress_all(row, moved[0])
        record("change_person", row, actor=actor, changes=changes)
        changed_for_the_public()
    return changes


def lock_known(person: Person) -> Person:
    """The row as it is now; refuses where it was erased meanwhile."""
    row: Person = Person.objects.select_for_update().get(pk=person.pk)
    verdict = can_be_changed(row)
    if not verdict:
        raise Refused(verdict.reason)
    return row


def keep_its_organisation(fields: dict[str, object], *, actor: object) -> None:
    named = fields.get("organisation")
    if isinstance(named, Organisation):
        fields["organisation"] = keep_organisation(named, actor=actor)


def apply_wanted(row: Model, wanted: dict[str, object]) -> dict[str, list[str]]:
    """Saves what differs and returns old and new by field, as text."""
    changes = {
        name: [str(getattr(row, name)), str(value)]
        for name, value in wanted.items()
        if getattr(row, name) != value
    }
    for name in changes:
        setattr(row, name, wanted[name])
    if changes:
        row.save(update_fields=list(changes))
    return changes


@transaction.atomic
def start_membership(
    person: Person, role: Role, *, since: date | None, actor: object
) -> Membership:
    """A role that the person has already is left as it is."""
    lock_known(person)
    has = Membership.objects.valid().filter(person=person, role=role).first()
    if has is not None:
        return has
    membership = Membership.objects.create(person=person, role=role, starts=since)
    record("start_membership", person, actor=actor, role=role, since=str(since or ""))
    changed_for_the_public()
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, last_day: date, actor: object) -> None:
    """The role ends with `last_day`. The last organiser stays, else nobody could let others in."""
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    if row.starts and last_day < row.starts:
        raise Refused(_("Der letzte Tag liegt vor dem Beginn der Rolle."))
    if row.role == Role.ORGANISER and is_last_organiser(row):
        raise Refused(_("Das Netzwerk braucht mindestens eine Person im Netzwerkmanagement."))
    row.ends = last_day
    row.save(update_fields=["ends"])
    record("end_membership", row.person, actor=actor, role=row.role, last_day=str(last_day))
    changed_for_the_public()


def is_last_organiser(membership: Membership) -> bool:
    others = Membership.objects.filter(
        role=Role.ORGANISER, ends__isnull=True, person__is_active=True
    ).valid()
    return not others.exclude(person=membership.person_id).exists()


def end_role_without_position(person_id: int, role: Role) -> None:
    """Who leaves the last position of a kind leaves that role, from yesterday on."""
    if Holding.objects.valid().filter(person_id=person_id, position__kind=role).exists():
        return
    yesterday = timezone.localdate() - timedelta(days=1)
    standing = Membership.objects.valid().filter(person_id=person_id, role=role)
    standing.filter(starts__gt=yesterday).delete()
    standing.update(ends=yesterday)
