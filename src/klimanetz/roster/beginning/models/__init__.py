from klimanetz.roster.beginning.models.arrival import Outcome, Step, StepTaken
from klimanetz.roster.beginning.models.checklist import ChecklistItem, Tick

__all__ = ["ChecklistItem", "Outcome", "Step", "StepTaken", "Tick"]
