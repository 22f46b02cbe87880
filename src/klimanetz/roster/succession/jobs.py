"""What is due for positions that run out, and for those who leave and come."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.roster.models import Holding, Position, PositionState
from klimanetz.roster.succession import actions, rules
from klimanetz.roster.succession.deciding import find_undecided
from klimanetz.roster.succession.models import Notice, Reminder
from klimanetz.roster.succession.terms import STEPS, due_step


@due_job
def remind_of_ends() -> int:
    """Asks without holding anything; whoever decided what follows is left in peace."""
    return sum(actions.remind(position) for position in find_to_remind())


def find_to_remind() -> list[Position]:
    today = timezone.localdate()
    ending = find_undecided(STEPS[0] + 1).filter(term_end__gte=today)
    said = set(
        Reminder.objects.filter(term_end__gte=today).values_list(
            "position_id", "term_end", "months"
        )
    )
    return [
        position
        for position in ending
        if (step := due_step(position.term_end))
        and (position.pk, position.term_end, step) not in said
    ]


@due_job
def lead_to_handover() -> int:
    """Who leaves and who starts learn of the handover file, each once."""
    leavers = sum(actions.tell_leaver(holding) for holding in find_leavers())
    return leavers + sum(actions.tell_successor(holding) for holding in find_successors())


def find_leavers() -> QuerySet[Holding]:
    """In post, with a last day, or gone so lately that they may still write."""
    today = timezone.localdate()
    begun = Q(starts__isnull=True) | Q(starts__lte=today)
    return untold(Notice.Occasion.LEAVING).filter(begun, ends__gte=today - rules.AFTERWARDS)


def find_successors() -> QuerySet[Holding]:
    """Who started lately on a position that somebody held before."""
    today = timezone.localdate()
    before = Q(starts__isnull=True) | Q(starts__lt=OuterRef("starts"))
    predecessors = Holding.objects.filter(before, position=OuterRef("position")).exclude(
        person=OuterRef("person")
    )
    started = untold(Notice.Occasion.STARTING).filter(
        Exists(predecessors), starts__lte=today, starts__gte=today - rules.AFTERWARDS
    )
    return started.filter(Q(ends__isnull=True) | Q(ends__gte=today))


def untold(occasion: Notice.Occasion) -> QuerySet[Holding]:
    told = Notice.objects.filter(occasion=occasion).values("holding")
    return (
        Holding.objects.filter(person__is_active=True)
        .exclude(position__state=PositionState.ENDED)
        .exclude(pk__in=told)
        .select_related("person", "position__authority")
        .order_by("pk")
    )
