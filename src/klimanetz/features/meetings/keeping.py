"""Letters that say the same are one letter with many mails, also when they are posted one by one.

A confirmation is written again and again through weeks. The first of its kind is drawn and kept
in mind; the next ones only add a mail to it. So an answer costs no template, and the outbox
shows "Zusage online" once and not three hundred times.
"""

from collections.abc import Callable, Iterable
from functools import cache, partial
from hashlib import blake2s
from operator import attrgetter

from django.core.cache import caches
from django.db import transaction
from django.db.models import Model

from klimanetz.core.statements import Reading
from klimanetz.mail.models import Letter

MARK = Reading(
    """
    SELECT l.id, l.created_at, n.revision
    FROM mail_letter l LEFT JOIN core_network n ON n.id = 1
    WHERE l.id = %s AND NOT l.held
    """
)
KEPT_SECONDS = 24 * 60 * 60


def digest(facts: Iterable[object]) -> str:
    """The key of a letter: everything that it depends on, by value, so it is never stale."""
    values = [read_all(type(it))(it) if isinstance(it, Model) else str(it) for it in facts]
    return f"letter:{blake2s(repr(values).encode(), digest_size=16).hexdigest()}"


@cache
def read_all(model: type[Model]) -> Callable[[Model], tuple[object, ...]]:
    return attrgetter(*(field.attname for field in model._meta.concrete_fields))


def find_posted(key: str) -> Letter | None:
    """The letter of that key if it was posted and can take another mail."""
    posted = caches["pages"].get(key)
    if posted is None or posted != read_mark(posted[0]):
        return None
    return Letter(pk=posted[0])  # to post to it, nothing else of it is needed


def keep_posted(key: str, letter: Letter) -> None:
    """Remember a posted letter, once it is certain that it stays."""
    mark = read_mark(letter.pk)
    transaction.on_commit(partial(caches["pages"].set, key, mark, KEPT_SECONDS))


def read_mark(letter: int) -> tuple[object, ...] | None:
    """Which letter that is, and of which revision of the network; None where it takes no mail."""
    return MARK.first(letter)
