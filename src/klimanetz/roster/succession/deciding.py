"""Which decision stands for the end that a position has now."""

from typing import TYPE_CHECKING, cast

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from klimanetz.core.months import add_months
from klimanetz.roster.models import Position
from klimanetz.roster.succession.models import Decision, FollowUp
from klimanetz.roster.succession.terms import ending_until, with_term_end

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from klimanetz.roster.succession.terms import Term, TermedPosition

    class Decided(Term):
        decision: str

    type DecidedPosition = WithAnnotations[Position, Decided]


def with_decision(positions: "QuerySet[TermedPosition]") -> "QuerySet[DecidedPosition]":
    """Annotates `decision`; needs `term_end`. A decision about another end does not count."""
    standing = FollowUp.objects.filter(position=OuterRef("pk"), term_end=OuterRef("term_end"))
    decided = positions.annotate(
        decision=Coalesce(Subquery(standing.values("decision")[:1]), Value(Decision.OPEN.value))
    )
    return cast("QuerySet[DecidedPosition]", decided)


def find_undecided(months: int) -> "QuerySet[DecidedPosition]":
    """Positions that end within so many months, or ran out, while nobody has said what follows."""
    until = add_months(timezone.localdate(), months)
    standing = with_decision(with_term_end(Position.objects.standing().filter(ending_until(until))))
    return standing.filter(term_end__lte=until, decision=Decision.OPEN).order_by("term_end", "pk")
