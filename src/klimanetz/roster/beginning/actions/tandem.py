"""A tandem: asked for or proposed, agreed by both, ended."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM, record
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.roster.beginning import mails
from klimanetz.roster.beginning.models import Offer, Side, Tandem, TandemState
from klimanetz.roster.beginning.models.tandem import LIFECYCLE, MOST
from klimanetz.roster.beginning.rules import can_ask_for_buddy, can_be_buddy


@transaction.atomic
def offer_company(person: Person, *, actor: object) -> None:
    """From now on newcomers are shown `person`."""
    allowed = can_be_buddy(person)
    if not allowed:
        raise Refused(allowed.reason)
    _offer, offered = Offer.objects.get_or_create(person=person)
    if offered:
        record("offer_company", person, actor=actor)


@transaction.atomic
def take_back_offer(person: Person, *, actor: object) -> None:
    """Tandems that stand go on."""
    deleted, _rows = Offer.objects.filter(person=person).delete()
    if deleted:
        record("take_back_offer", person, actor=actor)


@transaction.atomic
def ask_for_buddy(newcomer: Person, buddy: Person, *, actor: object) -> Tandem:
    """The newcomer agrees by asking; only who offers it is asked."""
    lock(newcomer, buddy)
    if not Offer.objects.filter(person=buddy).exists():
        raise Refused(_("Diese Person nimmt gerade keine Anfragen an."))
    tandem = start(newcomer, buddy, newcomer_agreed_at=timezone.now())
    record("ask_for_buddy", tandem, actor=actor, newcomer=newcomer.pk, buddy=buddy.pk)
    mails.tandem_asked(tandem, Side.BUDDY, actor=actor)
    return tandem


@transaction.atomic
def propose_tandem(newcomer: Person, buddy: Person, *, actor: object) -> Tandem:
    """Organisers propose; both are asked."""
    lock(newcomer, buddy)
    tandem = start(newcomer, buddy)
    record("propose_tandem", tandem, actor=actor, newcomer=newcomer.pk, buddy=buddy.pk)
    for side in Side:
        mails.tandem_asked(tandem, side, actor=actor)
    return tandem


def lock(*people: Person) -> None:
    """Always in the same order, so that nobody waits for each other."""
    pks = [person.pk for person in people]
    list(Person.objects.select_for_update().filter(pk__in=pks).order_by("pk"))


def start(newcomer: Person, buddy: Person, *, newcomer_agreed_at: datetime | None = None) -> Tandem:
    for verdict in (can_ask_for_buddy(newcomer), can_be_buddy(buddy)):
        if not verdict:
            raise Refused(verdict.reason)
    if Tandem.objects.standing().filter(newcomer=newcomer).exists():
        raise Refused(_("%(name)s hat schon ein Tandem.") % {"name": newcomer.full_name})
    return Tandem.objects.create(
        newcomer=newcomer,
        buddy=buddy,
        seat=find_seat(buddy),
        newcomer_agreed_at=newcomer_agreed_at,
    )


def find_seat(buddy: Person) -> int:
    taken = set(Tandem.objects.standing().filter(buddy=buddy).values_list("seat", flat=True))
    free = next((seat for seat in range(1, MOST + 1) if seat not in taken), None)
    if free is None:
        raise Refused(
            _("%(name)s begleitet schon genug Menschen. Bitte wählen Sie jemand anderen.")
            % {"name": buddy.full_name}
        )
    return free


@transaction.atomic
def agree(tandem: Tandem, side: Side, *, actor: object) -> None:
    """When both have agreed, each gets the address of the other."""
    row = lock_tandem(tandem)
    if row.agreed_at(side):
        return
    if row.state != TandemState.OPEN:
        raise Refused(_("Diese Anfrage ist nicht mehr offen."))
    name = f"{side.value}_agreed_at"
    setattr(row, name, timezone.now())
    row.save(update_fields=[name])
    record("agree_to_tandem", row, actor=actor, side=side)
    if row.agreed_at(side.other):
        move(row, TandemState.ACTIVE)
        mails.tandem_agreed(row)


@transaction.atomic
def decline(tandem: Tandem, side: Side, *, actor: object) -> None:
    """Whoever has agreed hears that it will not be, not why."""
    row = lock_tandem(tandem)
    if row.state == TandemState.DECLINED:
        return
    move(row, TandemState.DECLINED)
    record("decline_tandem", row, actor=actor, side=side)
    if row.agreed_at(side.other):
        mails.tandem_declined(row, side.other)


@transaction.atomic
def end_tandem(tandem: Tandem, *, actor: object = SYSTEM) -> None:
    """A request is withdrawn, a tandem that runs is ended; what is closed stays as it is."""
    row = lock_tandem(tandem)
    over = {TandemState.OPEN: TandemState.WITHDRAWN, TandemState.ACTIVE: TandemState.ENDED}
    state = over.get(TandemState(row.state))
    if state:
        move(row, state)
        record("end_tandem", row, actor=actor, state=state)


def lock_tandem(tandem: Tandem) -> Tandem:
    rows = Tandem.objects.select_related("newcomer", "buddy").select_for_update(of=("self",))
    return rows.get(pk=tandem.pk)


def move(row: Tandem, state: TandemState) -> None:
    if state not in LIFECYCLE[row.state]:
        raise Refused(_("Diese Anfrage ist nicht mehr offen."))
    row.state = state
    if not LIFECYCLE[state]:
        row.closed_at = timezone.now()
    row.save(update_fields=["state", "closed_at"])
