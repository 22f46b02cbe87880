"""Who may do what for the future of a position.

Each `can_…` has its twin among the queries beside it.
"""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person
from klimanetz.roster.models import Holding, Position, PositionState

#: So long after their last day people may still write down what the next one must know.
AFTERWARDS = timedelta(days=30)


def can_follow_up(person: Person, position: Position) -> Verdict:
    """See and tick the checklist, record the decision: organisers, and who holds it today."""
    if person.is_organiser or position.holdings.filter(person=person).valid().exists():
        return ALLOWED
    return Verdict(False, _("Das sieht nur, wer die Stelle heute hat, und das Netzwerkmanagement."))


def followed_by(person: Person) -> QuerySet[Position]:
    """The twin of `can_follow_up`."""
    if person.is_organiser:
        return Position.objects.all()
    held = Holding.objects.valid().filter(person=person)
    return Position.objects.filter(pk__in=held.values("position"))


def writing_holdings(person: Person) -> QuerySet[Holding]:
    """Where somebody is in post, or was until a month ago. Who comes waits for the first day."""
    today = timezone.localdate()
    begun = Q(starts__isnull=True) | Q(starts__lte=today)
    lately = Q(ends__isnull=True) | Q(ends__gte=today - AFTERWARDS)
    return Holding.objects.filter(begun & lately, person=person)


def can_open_handover(person: Person, position: Position) -> Verdict:
    """Read and write the handover file: organisers, holders, and who left a month ago."""
    if person.is_organiser or writing_holdings(person).filter(position=position).exists():
        return ALLOWED
    return Verdict(
        False,
        _(
            "Die Übergabemappe öffnen nur, wer die Stelle hat oder gerade verlassen hat, und das "
            "Netzwerkmanagement."
        ),
    )


def handovers_of(person: Person) -> QuerySet[Position]:
    """The twin of `can_open_handover`."""
    if person.is_organiser:
        return Position.objects.all()
    return Position.objects.filter(pk__in=writing_holdings(person).values("position"))


def can_publish(position: Position) -> Verdict:
    """A vacancy is shown where nobody is to stay; who still works there may have a last day."""
    if position.state == PositionState.ENDED:
        return Verdict(False, _("Diese Stelle ist beendet."))
    if position.holdings.filter(ends__isnull=True).exists():
        return Verdict(False, _("Die Stelle ist besetzt. Tragen Sie zuerst den letzten Tag ein."))
    return ALLOWED
