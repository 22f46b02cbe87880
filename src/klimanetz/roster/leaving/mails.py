"""The last mail somebody gets, and word of it to the organisers."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from klimanetz.core.audit import name_subject
from klimanetz.mail.letters import write_letter
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person
from klimanetz.roster.leaving.keys import write_key
from klimanetz.roster.models import Position


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


def gone(person: Person, positions: Sequence[Position]) -> None:
    """To the organisers: who left, and which positions are vacant now."""
    post_to(
        Person.objects.organisers().exclude(pk=person.pk),
        "leaving/mail/gone.html",
        purpose="leaving.gone",
        key=f"leaving:{person.pk}:{timezone.localdate()}",
        about=name_subject(person),
        person=person,
        positions=positions,
    )
