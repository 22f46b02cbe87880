"""What the page of a case shows of its links."""

from typing import Any

from klimanetz.features.advising.models import Case
from klimanetz.features.advising.showing import case_side


@case_side.show("following/_links.html", order=30)
def links(case: Case) -> dict[str, Any] | None:
    """Nobody with an address: nobody to send a link to."""
    contacts = [contact for contact in case.contacts.all() if contact.email]
    return {"contacts": contacts} if contacts else None
