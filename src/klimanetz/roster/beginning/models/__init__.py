from klimanetz.roster.beginning.models.arrival import Outcome, Step, StepTaken
from klimanetz.roster.beginning.models.checklist import ChecklistItem, Tick
from klimanetz.roster.beginning.models.tandem import Offer, Side, Tandem, TandemState

__all__ = [
    "ChecklistItem",
    "Offer",
    "Outcome",
    "Side",
    "Step",
    "StepTaken",
    "Tandem",
    "TandemState",
    "Tick",
]
