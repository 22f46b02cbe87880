"""Writing letters: one template makes the HTML part, the text part and the subject."""

from collections.abc import Mapping
from typing import Any

from klimanetz.mail.models import Letter


def write_letter(
    template: str,
    *,
    purpose: str,
    language: str,
    context: Mapping[str, Any],
    about: str = "",
    calendar: str = "",
    calendar_method: str = "",
    written_by: str = "",
) -> Letter:
    """An unsaved letter from `template` (a path below `templates/`), in `language`."""
    raise NotImplementedError(
        (template, purpose, language, context, about, calendar, calendar_method, written_by)
    )
