from klimanetz.roster.beginning.models.checklist import ChecklistItem, Tick

__all__ = ["ChecklistItem", "Tick"]
