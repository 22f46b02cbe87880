"""Submitting a form: what is refused is said in the form, with everything as it was typed."""

from collections.abc import Callable

from django.db import transaction
from django.forms import BaseForm

from klimanetz.core.refusal import Refused


def happened(form: BaseForm, act: Callable[[], object]) -> bool:
    """Whether the form was right and `act` was done with it."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            act()
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
