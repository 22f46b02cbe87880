"""Second factors and visits: added, removed, reset, ended. Every change is told by mail."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.contrib.sessions.models import Session
from django.db import transaction

from klimanetz.core.audit import record
from klimanetz.core.models import Network
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.people.security import mails, rules
from klimanetz.people.security.factors import FACTORS, name_factor
from klimanetz.people.security.models import Visit, VisitQuerySet


def lock(person: Person) -> None:
    """Two windows of one person change their factors one after the other."""
    Person.objects.select_for_update().get(pk=person.pk)


@transaction.atomic
def add_app(person: Person, secret: str, *, actor: object) -> None:
    """A person has one app; a second activation keeps the first."""
    lock(person)
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        return
    TOTP.activate(person, secret)
    note_added(person, "app", actor=actor)


@transaction.atomic
def add_passkey(person: Person, name: str, credential: dict[str, Any], *, actor: object) -> None:
    lock(person)
    WebAuthn.add(person, name, credential)
    note_added(person, "passkey", actor=actor)


def note_added(person: Person, kind: str, *, actor: object) -> None:
    """The first factor brings recovery codes along."""
    RecoveryCodes.activate(person)
    record("add_factor", person, actor=actor, factor=kind)
    mails.tell_factor_changed(person, f"added_{kind}")


@transaction.atomic
def remove_factor(person: Person, pk: int, *, actor: object) -> str:
    """Its name, or nothing where it is gone already. The last takes the recovery codes along."""
    lock(person)
    factor = Authenticator.objects.filter(user=person, pk=pk, type__in=FACTORS).first()
    if factor is None:
        return ""
    if not (verdict := rules.can_remove_factor(person, Network.objects.current())):
        raise Refused(verdict.reason)
    name = name_factor(factor)
    factor.delete()
    if not Authenticator.objects.filter(user=person, type__in=FACTORS).exists():
        Authenticator.objects.filter(user=person).delete()
    record("remove_factor", person, actor=actor, factor=factor.type)
    mails.tell_factor_changed(person, "removed")
    return name


@transaction.atomic
def renew_codes(person: Person, *, actor: object) -> None:
    """The old ones end with it."""
    lock(person)
    codes = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES)
    codes.delete()
    RecoveryCodes.activate(person)
    record("renew_codes", person, actor=actor)
    mails.tell_factor_changed(person, "codes")


@transaction.atomic
def reset_factors(person: Person, *, actor: object) -> bool:
    """Whoever lost every factor signs in by code alone again; all their visits end."""
    lock(person)
    deleted, _rows = Authenticator.objects.filter(user=person).delete()
    if not deleted:
        return False
    close(Visit.objects.filter(person=person))
    record("reset_factors", person, actor=actor)
    mails.tell_factor_changed(person, "reset")
    return True


@transaction.atomic
def end_visits(person: Person, visits: VisitQuerySet, *, actor: object) -> int:
    """Whoever uses one of them is signed out with the next click."""
    ended = close(visits.filter(person=person))
    if ended:
        record("end_visits", person, actor=actor, count=ended)
    return ended


def close(visits: VisitQuerySet) -> int:
    keys = list(visits.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return visits.model.objects.filter(session_key__in=keys).delete()[0]
