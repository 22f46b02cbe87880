"""Letters to several people at once: one for each language among them."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Manner
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.models import Person


def post_to(
    people: Iterable[Person],
    template: str,
    *,
    purpose: str,
    key: str,
    about: str = "",
    actor: object = SYSTEM,
    manner: Manner = Manner.PROMPT,
    **context: object,
) -> None:
    """Each reads it in their language, greeted by name, and gets it once for each `key`."""
    readers: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        readers[person.language].append(person)
    for language, group in readers.items():
        letter = write_letter(
            template,
            purpose=purpose,
            language=language,
            context=context,
            about=about,
            written_by=str(actor),
            manner=manner,
        )
        with translation.override(language):
            post(letter, [make_out(person, key) for person in group])


def make_out(person: Person, key: str) -> Recipient:
    greeting = _("Guten Tag %(name)s") % {"name": person.full_name}
    values = {"greeting": greeting, "language": person.language}
    return Recipient(person.email, person.full_name, values, f"{key}:{person.pk}")
