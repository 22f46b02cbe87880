"""Telling people from machines without asking them anything.

A form carries the signed moment it was drawn, and a field that people do not see. Who sends it
within seconds, or fills what is not there, is a machine.
"""

import time
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

SALT = "joining.begun"
#: Nobody reads and fills the form in fewer seconds.
TOO_FAST = 3


def stamp(at: float | None = None) -> str:
    return signing.dumps(int(time.time() if at is None else at), salt=SALT)


def read_stamp(text: str) -> int | None:
    try:
        return int(signing.loads(text, salt=SALT))
    except signing.BadSignature:
        return None


class PacedForm(forms.Form):
    """A public form; `is_machine` says that the trap was stepped into."""

    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    begun = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        if data is not None and read_stamp(data.get("begun", "")) is None:
            data = data.copy()
            data["begun"] = stamp()
        super().__init__(data, **kwargs)
        self.fields["begun"].initial = stamp

    @property
    def is_machine(self) -> bool:
        return bool(self.data.get("website"))

    def clean_begun(self) -> int:
        begun = read_stamp(self.cleaned_data["begun"]) or 0
        if time.time() - begun < TOO_FAST:
            raise ValidationError(
                _(
                    "Das ging sehr schnell. Bitte sehen Sie Ihre Angaben noch einmal durch "
                    "und senden Sie sie dann."
                )
            )
        return begun
