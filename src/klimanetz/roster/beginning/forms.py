"""What organisers fill in."""

from typing import ClassVar

from django import forms

from klimanetz.roster.beginning.models import ChecklistItem


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ChecklistItem
        fields: ClassVar = ["title", "explanation", "due_day", "link"]
        widgets: ClassVar = {"explanation": forms.Textarea(attrs={"rows": 4})}
