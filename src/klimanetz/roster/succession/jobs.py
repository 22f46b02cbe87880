"""What is due for positions that run out, and for those who leave and come."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from klimanetz.core.jobs import A_FEW, due_job
from klimanetz.roster.models import Holding, Position, PositionState
from klimanetz.roster.succession import actions, rules
from klimanetz.roster.succession.deciding import find_undecided
from klimanetz.roster.succession.models import Notice, Reminder
from klimanetz.roster.succession.terms import STEPS, due_step


@due_job
def remind_of_ends() -> int:
    """Organisers hear of all in one mail, once nobody is left to remind."""
    due = find_to_remind()
    reminded = sum(actions.remind(position) for position in due)
    if len(due) < A_FEW:
        actions.tell_organisers()
    return reminded


def find_to_remind() -> list[Position]:
    """A few of them. Whoever decided what follows is left in peace."""
    today = timezone.localdate()
    ending = find_undecided(STEPS[0] + 1).filter(term_end__gte=today)
    reminders = Reminder.objects.filter(term_end__gte=today)
    said = set(reminders.values_list("position_id", "term_end", "months"))
    due = [
        pk
        for pk, ends in ending.values_list("pk", "term_end")
        if (step := due_step(ends, today)) and (pk, ends, step) not in said
    ]
    return list(Position.objects.filter(pk__in=due[:A_FEW]).order_by("pk"))


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
