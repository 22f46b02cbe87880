"""The last mail somebody gets."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from klimanetz.mail.letters import write_letter
from klimanetz.mail.outbox import Recipient, post
from klimanetz.people.models import Person
from klimanetz.roster.leaving.keys import write_key


def farewell(person: Person, *, erase_on: date) -> None:
    """What happens now, until when the data stay, and how to have them erased at once."""
    letter = write_letter(
        "leaving/mail/farewell.html",
        purpose="leaving.farewell",
        language=person.language,
        context={"erase_on": erase_on},
    )
    link = settings.BASE_URL + reverse("erase_me", args=[write_key(person)])
    post(letter, [Recipient(person.email, person.full_name, values={"erase_url": link})])
