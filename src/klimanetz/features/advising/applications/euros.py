"""Sums as people write and read them: `84.000`, `84 000,50 €`, `84,000.50`."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

#: Groups of three behind one kind of sign are thousands, whatever the language.
GROUPED = re.compile(r"-?\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*")


def read_number(written: str) -> str:
    """As Python writes it; what is no number stays what it is."""
    text = re.sub(r"(?i)€|eur(o)?", "", written).replace("\N{NO-BREAK SPACE}", " ").strip()
    if GROUPED.fullmatch(text):
        return re.sub(r"[.,' ]", "", text)
    text = text.replace(" ", "").replace("'", "")
    decimal = max(text.rfind(","), text.rfind("."))
    if decimal < 0:
        return text
    whole = text[:decimal].replace(".", "").replace(",", "")
    return f"{whole}.{text[decimal + 1 :]}"


class EurosField(forms.DecimalField):
    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - of a field
        kwargs = {"help_text": _("In Euro")} | kwargs
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_digits=12, decimal_places=2, widget=widget, **kwargs)
        self.error_messages["invalid"] = _(
            "Bitte schreiben Sie die Summe so: 84.000 oder 84.000,50."
        )

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - as the field says it
        return super().to_python(read_number(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - what was typed stays as it is
        if not isinstance(value, Decimal):
            return value
        places = 0 if value == value.to_integral_value() else 2
        return number_format(value, places, use_l10n=True, force_grouping=True)
