"""The mail that tells a person about a change of their second factor."""

from klimanetz.mail.letters import write_letter
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.models import Person


def tell_factor_changed(person: Person, change: str) -> None:
    """So that nobody changes it unnoticed. `change` is a word of the template."""
    letter = write_letter(
        "security/mail/factor_changed.html",
        purpose="people.factor_changed",
        language=person.language,
        context={"change": change},
    )
    post(letter, [Recipient(person.email, person.full_name)])
