"""One function per mail; each writes a letter per language and posts it to its readers."""

from klimanetz.features.meetings.models import Meeting
from klimanetz.mail.models import Letter


def invitation_letter(meeting: Meeting, language: str = "de") -> Letter:
    """The invitation as it will be sent, unsaved: what the organiser previews."""
    raise NotImplementedError((meeting, language))
