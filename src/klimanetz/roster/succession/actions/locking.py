"""A position and its end as they are now, held until the action is through."""

from datetime import date

from django.utils.translation import gettext as _

from klimanetz.core.refusal import Refused
from klimanetz.roster.models import Position
from klimanetz.roster.succession.plan import find_term_end


def lock(position: Position) -> Position:
    return Position.objects.select_for_update(of=("self",)).get(pk=position.pk)


def lock_with_end(position: Position) -> tuple[Position, date]:
    """Refused where nothing ends, as then there is nothing to prepare."""
    row = lock(position)
    ends = find_term_end(row)
    if ends is None:
        raise Refused(_("Für diese Stelle ist kein Ende eingetragen."))
    return row, ends
