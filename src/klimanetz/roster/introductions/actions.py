"""An introduction: asked, confirmed, proposed, agreed by both or declined, and what came of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM, record
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.roster.introductions import mails
from klimanetz.roster.introductions.models import (
    LIFECYCLE,
    Introduction,
    Outcome,
    Proposal,
    Side,
    State,
)
from klimanetz.roster.introductions.posts import say_post
from klimanetz.roster.introductions.rules import can_be_contact

#: The actor where somebody has no account.
WITHOUT_ACCOUNT = "ohne Konto"


@transaction.atomic
def ask(person: Person, *, topic: str, purpose: str, actor: object) -> Introduction:
    """A member asks the organisers to find somebody."""
    introduction = begin(person, topic=topic, purpose=purpose, actor=actor)
    mails.arrived(introduction)
    return introduction


def begin(person: Person, *, topic: str, purpose: str, actor: object) -> Introduction:
    introduction = Introduction.objects.create(
        asker=person,
        name=person.full_name,
        email=person.email,
        organisation=say_post(person),
        language=person.language,
        topic=topic,
        purpose=purpose,
        state=State.OPEN,
    )
    record("ask_for_introduction", introduction, actor=actor)
    return introduction


@transaction.atomic
def ask_directly(
    person: Person, contact: Person, *, topic: str, purpose: str, actor: object
) -> Proposal:
    """A member asks for another by name, and agrees by asking."""
    if person.pk == contact.pk:
        raise Refused(_("Sich selbst kennen Sie schon."))
    introduction = begin(person, topic=topic, purpose=purpose, actor=actor)
    proposal = start(introduction, contact)
    proposal.direct, proposal.asker_agreed_at = True, timezone.now()
    proposal.save(update_fields=["direct", "asker_agreed_at"])
    mails.asked(proposal, Side.CONTACT, actor=actor)
    return proposal


@transaction.atomic
def ask_publicly(*, language: str, **said: str) -> Introduction:
    """Nothing happens before the address is confirmed."""
    introduction = Introduction.objects.create(language=language, **said)
    record("ask_publicly_for_introduction", introduction, actor=WITHOUT_ACCOUNT)
    mails.confirm_address(introduction)
    return introduction


@transaction.atomic
def confirm(introduction: Introduction) -> None:
    """Whatever has happened since, confirming again changes nothing."""
    row = lock(introduction)
    if row.state == State.UNCONFIRMED:
        row.asked_at = timezone.now()
        row.save(update_fields=["asked_at"])
        move(row, State.OPEN)
        record("confirm_introduction", row, actor=WITHOUT_ACCOUNT)
        mails.arrived(row)


@transaction.atomic
def propose(introduction: Introduction, contact: Person, *, actor: object) -> Proposal:
    """The organisers propose somebody; both are asked."""
    proposal = start(lock(introduction), contact)
    record("propose_contact", proposal.introduction, actor=actor, contact=contact.pk)
    for side in Side:
        mails.asked(proposal, side, actor=actor)
    return proposal


def start(row: Introduction, contact: Person) -> Proposal:
    allowed = can_be_contact(contact)
    if not allowed:
        raise Refused(allowed.reason)
    if row.asker_id == contact.pk:
        raise Refused(_("Diese Person fragt selbst."))
    if row.state != State.OPEN:
        raise Refused(_("Für diese Anfrage ist schon jemand gefragt."))
    move(row, State.PROPOSED)
    return Proposal.objects.create(introduction=row, contact=contact)


@transaction.atomic
def agree(proposal: Proposal, side: Side, *, actor: object) -> None:
    """When both have agreed, each gets the address of the other."""
    row = lock_proposal(proposal)
    if row.agreed_at(side):
        return
    require_standing(row)
    if not (allowed := can_be_contact(row.contact)):
        raise Refused(allowed.reason)
    name = f"{side.value}_agreed_at"
    setattr(row, name, timezone.now())
    row.save(update_fields=[name])
    record("agree_to_introduction", row.introduction, actor=actor, side=side)
    if row.agreed_at(side.other):
        move(row.introduction, State.AGREED)
        mails.exchanged(row)


@transaction.atomic
def decline(proposal: Proposal, side: Side, *, actor: object) -> None:
    """Whoever has agreed hears that it will not be, not why; the organisers go on looking."""
    row = lock_proposal(proposal)
    if row.declined_by == side:
        return
    require_standing(row)
    row.declined_by = side
    close_proposal(row)
    move(row.introduction, State.OPEN)
    record("decline_introduction", row.introduction, actor=actor, side=side)
    if row.agreed_at(side.other):
        mails.not_now(row, side.other)


@transaction.atomic
def take_back(introduction: Introduction, *, actor: object) -> None:
    """The organisers stop waiting for an answer and look for somebody else."""
    row = lock(introduction)
    if row.state != State.PROPOSED:
        return
    close_proposal(row.proposals.get(closed_at=None))
    move(row, State.OPEN)
    record("take_back_contact", row, actor=actor)


@transaction.atomic
def withdraw(introduction: Introduction, *, actor: object) -> None:
    """Whoever asked does not look for anybody any more; who agreed to help is told."""
    row = lock(introduction)
    if row.state not in {State.OPEN, State.PROPOSED}:
        return
    for proposal in row.proposals.filter(closed_at=None).select_related("contact"):
        close_proposal(proposal)
        if proposal.agreed_at(Side.CONTACT):
            mails.not_now(proposal, Side.CONTACT)
    move(row, State.CLOSED)
    record("withdraw_introduction", row, actor=actor)


@transaction.atomic
def close(introduction: Introduction, *, actor: object) -> None:
    """Nobody was found; whoever asked is told so kindly."""
    row = lock(introduction)
    if row.state == State.CLOSED:
        return
    for proposal in row.proposals.filter(closed_at=None):
        close_proposal(proposal)
    move(row, State.CLOSED)
    record("close_introduction", row, actor=actor)
    mails.nobody_found(row, actor=actor)


@transaction.atomic
def note_outcome(
    introduction: Introduction, outcome: Outcome | str, note: str, *, actor: object
) -> None:
    row = lock(introduction)
    if row.state != State.AGREED:
        raise Refused(_("Die beiden sind noch nicht in Kontakt."))
    if (row.outcome, row.outcome_note) != (outcome, note):
        row.outcome, row.outcome_note = outcome, note
        row.save(update_fields=["outcome", "outcome_note"])
        record("note_outcome", row, actor=actor, outcome=outcome)


@transaction.atomic
def remind(proposal: Proposal, *, actor: object = SYSTEM) -> int:
    """Each side that has not answered, once."""
    row = lock_proposal(proposal)
    if row.reminded_at or row.closed_at or row.introduction.state != State.PROPOSED:
        return 0
    row.reminded_at = timezone.now()
    row.save(update_fields=["reminded_at"])
    silent = [side for side in Side if not row.agreed_at(side)]
    for side in silent:
        mails.reminder(row, side)
    record("remind_of_introduction", row.introduction, actor=actor)
    return len(silent)


def lock(introduction: Introduction) -> Introduction:
    return Introduction.objects.select_for_update().get(pk=introduction.pk)


def lock_proposal(proposal: Proposal) -> Proposal:
    """The introduction first, as everywhere, so that nobody waits for each other."""
    introduction = Introduction.objects.select_for_update().get(pk=proposal.introduction_id)
    row = Proposal.objects.select_related("contact").get(pk=proposal.pk)
    row.introduction = introduction
    return row


def require_standing(row: Proposal) -> None:
    if row.closed_at or row.introduction.state != State.PROPOSED:
        raise Refused(_("Diese Anfrage ist nicht mehr offen."))


def close_proposal(row: Proposal) -> None:
    row.closed_at = timezone.now()
    row.save(update_fields=["closed_at", "declined_by"])


def move(row: Introduction, state: State) -> None:
    if state not in LIFECYCLE[row.state]:
        raise Refused(_("Diese Anfrage ist nicht mehr offen."))
    row.state = state
    if not LIFECYCLE[state]:
        row.closed_at = timezone.now()
    row.save(update_fields=["state", "closed_at"])
