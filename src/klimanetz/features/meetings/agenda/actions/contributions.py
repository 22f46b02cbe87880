"""The standing call: offered, revised, withdrawn; placed, kept for later, declined."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM, record
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.actions.locking import lock as lock_meeting
from klimanetz.features.meetings.agenda import mails
from klimanetz.features.meetings.agenda.actions import items
from klimanetz.features.meetings.agenda.actions.releasing import release, set_aside
from klimanetz.features.meetings.agenda.models import STANDING, Contribution, Material, State
from klimanetz.features.meetings.agenda.presenting import find_presenter
from klimanetz.features.meetings.models import TOOK_PLACE, AgendaItem, ItemKind, Meeting
from klimanetz.features.meetings.models import State as MeetingState
from klimanetz.features.meetings.programme import lay_out
from klimanetz.people.models import Person


def lock(contribution: Contribution) -> Contribution:
    """The row as it is now, held; before it the meeting, as by whoever changes an agenda."""
    rows = Contribution.objects.filter(pk=contribution.pk)
    if meeting_id := rows.values_list("item__meeting", flat=True).first():
        lock_meeting(meeting_id)
    rows.select_for_update().get()
    # Read only now: what is joined while one waits for the lock is what it was before.
    return rows.select_related("proposer", "item__meeting").get()


def become(row: Contribution, state: State, words: str = "") -> None:
    row.state, row.words, row.decided_at = state, words, timezone.now()
    row.save()


@transaction.atomic
def propose(contribution: Contribution, *, actor: Person) -> Contribution:
    """Save a new one (an unsaved one); refused where the same was offered and still stands."""
    same = Contribution.objects.standing().filter(proposer=actor, title=contribution.title)
    if same.exists():
        raise Refused(_("Diesen Beitrag haben Sie schon angemeldet."))
    contribution.proposer = actor
    contribution.save(force_insert=True)
    record("propose_contribution", contribution, actor=actor)
    mails.arrived(contribution)
    return contribution


@transaction.atomic
def revise(contribution: Contribution, *, actor: Person) -> None:
    """Save what the proposer edited, as long as nobody has placed it meanwhile."""
    stored = lock(contribution)
    if stored.state not in STANDING:
        raise Refused(_("Über diesen Beitrag ist schon entschieden."))
    contribution.save(
        update_fields=[
            "title",
            "takeaway",
            "minutes",
            "field",
            "speaker_name",
            "speaker_email",
            "series",
        ]
    )
    record("revise_contribution", contribution, actor=actor)


@transaction.atomic
def withdraw(contribution: Contribution, *, actor: object) -> None:
    """The organisers hear of it where it had a place; it leaves the agenda."""
    row = lock(contribution)
    if row.state == State.WITHDRAWN:
        return
    require_may_become(row, State.WITHDRAWN)
    was_placed, item = row.state == State.PLACED, row.item
    row.item = None
    become(row, State.WITHDRAWN)
    record("withdraw_contribution", row, actor=actor)
    if was_placed:
        mails.withdrawn(row)
    if item is not None:
        Material.objects.filter(item=item, contribution=row).update(item=None)
        items.remove_item(item, actor=actor)


def require_may_become(row: Contribution, state: State) -> None:
    if not row.may_become(state):
        raise Refused(
            _("Das geht nicht mehr: Der Beitrag ist jetzt „%(state)s“.")
            % {"state": row.get_state_display()}
        )


@transaction.atomic
def keep(contribution: Contribution, *, words: str = "", actor: object) -> None:
    """For a later meeting; also taken off the agenda where it stands."""
    row = lock(contribution)
    if row.state == State.KEPT:
        return
    require_may_become(row, State.KEPT)
    if row.item is not None:
        items.remove_item(row.item, words=words, actor=actor)
        return
    set_aside(row, actor=actor, words=words)


@transaction.atomic
def decline(contribution: Contribution, *, words: str, actor: object) -> None:
    row = lock(contribution)
    if row.state == State.DECLINED:
        return
    require_may_become(row, State.DECLINED)
    become(row, State.DECLINED, words)
    record("decline_contribution", row, actor=actor)
    mails.declined(row, actor=actor)


@transaction.atomic
def place(contribution: Contribution, meeting: Meeting, *, actor: object) -> AgendaItem:
    """On the agenda of `meeting` as the last item, with its speaker and its files."""
    stored = items.hold(meeting)
    row = lock(contribution)
    if row.item is not None and row.item.meeting_id == stored.pk:
        return row.item
    require_may_become(row, State.PLACED)
    item = make_item(row)
    items.append(stored, [item])
    row.item = item
    become(row, State.PLACED)
    row.materials.update(item=item)
    record("place_contribution", row, actor=actor, meeting=stored.title)
    items.finish(stored)
    slot = next(it for it in lay_out(stored, items.items_of(stored)) if it.item == item)
    slot.item.meeting = stored
    mails.placed(row, slot, actor=actor)
    return item


def make_item(row: Contribution) -> AgendaItem:
    presenter = find_presenter(row.speaker_name, row.speaker_email)
    return AgendaItem(
        kind=ItemKind.PRACTICE,
        title=row.title,
        summary=row.takeaway,
        duration=row.minutes,
        presenter=presenter,
        presenter_name=row.speaker_name,
        presenter_email="" if presenter else row.speaker_email,
    )


@transaction.atomic
def settle(contribution: Contribution) -> int:
    """What follows from its meeting: held, or free again where that was called off."""
    row = lock(contribution)
    if row.state != State.PLACED or row.item is None:
        return 0
    if row.item.meeting.state in TOOK_PLACE:
        become(row, State.HELD)
        record("hold_contribution", row)
        mails.thanks(row)
    elif row.item.meeting.state == MeetingState.CANCELLED:
        release(AgendaItem.objects.select_related("talk", "meeting").get(pk=row.item.pk))
        set_aside(row, off=row.item.meeting, actor=SYSTEM)
    else:
        return 0
    return 1
