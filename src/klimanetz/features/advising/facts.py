"""What forms and mails bring along, before it is written into a case."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from django.core.files.base import File


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Of a contact person, as far as known; the name always."""

    name: str
    office: str = ""
    email: str = ""
    phone: str = ""


class NewFile(NamedTuple):
    """An upload or an attachment; `kind` is the content type that was found in it."""

    content: "File[Any]"
    name: str
    kind: str
