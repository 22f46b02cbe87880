"""Three questions and a line."""

from typing import Any

from django import forms

from klimanetz.features.meetings.feedback.models import QUESTIONS, Grade, Opinion


class OpinionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Opinion
        fields = (*QUESTIONS, "comment")
        widgets = {
            **dict.fromkeys(QUESTIONS, forms.RadioSelect),
            "comment": forms.Textarea({"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - those of a form
        super().__init__(*args, **kwargs)
        for name in QUESTIONS:
            field: Any = self.fields[name]
            field.choices = Grade.choices


def read_wish(text: str) -> dict[str, int]:
    """The answer to the first question that the link in the mail preselects."""
    return {"useful": int(text)} if text in {str(grade) for grade in Grade.values} else {}
