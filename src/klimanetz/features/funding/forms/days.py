"""Days that have an order."""

from django import forms
from django.utils.translation import gettext as _


def check_order(form: forms.BaseForm, first: str, last: str) -> None:
    """The error stands at the later one."""
    begins, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begins and ends and ends < begins:
        form.add_error(last, _("Das Ende liegt vor dem Beginn."))
