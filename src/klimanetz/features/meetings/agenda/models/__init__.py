"""What people offer to report, what belongs to an item, and the page of who presents it."""

from klimanetz.features.meetings.agenda.models.contribution import (
    LIFECYCLE,
    STANDING,
    Contribution,
    State,
)
from klimanetz.features.meetings.agenda.models.material import Material
from klimanetz.features.meetings.agenda.models.talk import Talk

__all__ = ["LIFECYCLE", "STANDING", "Contribution", "Material", "State", "Talk"]
