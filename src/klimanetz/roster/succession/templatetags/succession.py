"""What the page of a position in the office shows of what follows it."""

from typing import Any

from django import template

from klimanetz.roster.models import Position
from klimanetz.roster.succession import rules
from klimanetz.roster.succession.models import Vacancy
from klimanetz.roster.succession.plan import find_term_end, make_plan

register = template.Library()


@register.inclusion_tag("succession/_next_step.html")
def next_step(position: Position) -> dict[str, Any]:
    """The next step that is due, the decision, the vacancy; and the ways to each."""
    return {
        "position": position,
        "may_publish": bool(rules.can_publish(position)),
        "vacancy": Vacancy.objects.standing().filter(position=position).first(),
        "plan": make_plan(position, find_term_end(position)),
    }
