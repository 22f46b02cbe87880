"""What an organiser does with a request: approve, ask back, decline."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster import actions as roster
from klimanetz.roster.joining import mails
from klimanetz.roster.joining.models import JoinRequest, Question, RequestState
from klimanetz.roster.models import Position
from klimanetz.roster.townhall import has_ended


@transaction.atomic
def approve(
    request: JoinRequest,
    *,
    person: Person | None,
    authority: Authority,
    position: Position | None,
    since: date,
    actor: Person,
) -> Person:
    """They are a member in the role they asked for, with a position at `authority`.

    `person` is somebody known already whom the request comes from, or nobody: then the owner of
    the address counts, or somebody new. Without a `position` a new one is opened.
    """
    row = lock_pending(request)
    if has_ended(authority):
        raise Refused(
            _("%(place)s gibt es nicht mehr. Bitte wählen Sie, wohin die Stelle gehört.")
            % {"place": authority.name}
        )
    welcomed = find_or_add(row, person, actor=actor)
    roster.start_membership(welcomed, Role(row.role), since=timezone.localdate(), actor=actor)
    place(row, welcomed, authority, position, since, actor=actor)
    close(row, RequestState.APPROVED, actor=actor, person=welcomed)
    record("approve_request", row, actor=actor, person=welcomed.full_name)
    mails.welcome(row, welcomed, actor=actor)
    return welcomed


def find_or_add(row: JoinRequest, chosen: Person | None, *, actor: Person) -> Person:
    owner = Person.objects.with_email(row.email).first()
    if owner is None and chosen is None:
        names = {"first_name": row.first_name, "last_name": row.last_name}
        return roster.add_person(
            row.email,
            Role(row.role),
            since=timezone.localdate(),
            actor=actor,
            language=row.language,
            **names,
        )
    if owner is not None and chosen is not None and owner != chosen:
        raise Refused(
            _("Die Adresse %(email)s gehört schon zu %(name)s.")
            % {"email": row.email, "name": owner.full_name}
        )
    known: Person = chosen or owner
    roster.change_person(known, actor=actor, email=row.email, is_active=True)
    return known


def place(
    row: JoinRequest,
    person: Person,
    authority: Authority,
    position: Position | None,
    since: date,
    *,
    actor: Person,
) -> None:
    if position is None:
        starts = row.starts or since
        ends = row.ends if row.ends and row.ends >= starts else None
        position = roster.open_position(
            authority, kind=Role(row.role), starts=starts, ends=ends, serves=[], actor=actor
        )
    roster.fill_position(position, person, since=since, actor=actor)


@transaction.atomic
def ask_back(request: JoinRequest, text: str, *, actor: Person) -> Question:
    row = lock_pending(request)
    asked: Question = row.questions.create(text=text, asked_by=actor.full_name)
    row.state = RequestState.ASKED
    row.save(update_fields=["state"])
    record("ask_back", row, actor=actor)
    mails.question(asked, actor=actor)
    return asked


@transaction.atomic
def decline(request: JoinRequest, reason: str, *, actor: Person) -> None:
    row = lock_pending(request)
    row.reason = reason
    close(row, RequestState.DECLINED, actor=actor)
    record("decline_request", row, actor=actor)
    mails.declined(row, actor=actor)


def lock_pending(request: JoinRequest) -> JoinRequest:
    """The row as it is now; who comes second is told who came first.

    Without its relations: joined while waiting, they would be as they were before the wait.
    """
    row = JoinRequest.objects.select_for_update().get(pk=request.pk)
    refuse_decided(row)
    return row


def refuse_decided(row: JoinRequest) -> None:
    if row.is_pending:
        return
    who = row.decided_by.full_name if row.decided_by else _("das Netzwerkmanagement")
    raise Refused(
        _("Über diese Anfrage hat %(name)s schon entschieden: %(state)s.")
        % {"name": who, "state": row.get_state_display()}
    )


def close(
    row: JoinRequest, state: RequestState, *, actor: Person, person: Person | None = None
) -> None:
    row.state, row.decided_at, row.decided_by, row.person = state, timezone.now(), actor, person
    row.save(update_fields=["state", "decided_at", "decided_by", "person", "reason"])
