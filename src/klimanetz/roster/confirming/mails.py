"""The question and its reminders. Called by actions alone."""

from django.conf import settings

from klimanetz.core.audit import SYSTEM, name_subject
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Address
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.roster.confirming.entry import read_entry
from klimanetz.roster.confirming.models import Confirmation


def question(confirmation: Confirmation) -> None:
    """What stands in the entry, and three links; as a reminder it says so."""
    person = confirmation.person
    letter = write_letter(
        "confirming/mail/question.html",
        purpose="confirming.reminder" if confirmation.reminders else "confirming.question",
        language=person.language,
        context={
            "entry": read_entry(person),
            "again": confirmation.reminders,
            "came_back": Address.objects.filter(address=person.email).exists(),
        },
        about=name_subject(person),
        written_by=SYSTEM,
    )
    values = {"url": settings.BASE_URL + confirmation.get_absolute_url()}
    key = f"confirming:{confirmation.pk}:{confirmation.reminders}"
    post(letter, [Recipient(person.email, person.full_name, values, key)])
