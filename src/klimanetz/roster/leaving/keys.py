"""The link in a farewell mail: whoever holds it may have this person erased, and nothing else."""

from klimanetz.core.signed import read_signed, write_signed
from klimanetz.people.models import Person

PURPOSE = "leaving"


def write_key(person: Person) -> str:
    return write_signed(person.pk, PURPOSE)


def read_key(key: str) -> int | None:
    """The key of the person, or None for what we never wrote."""
    number = read_signed(key, PURPOSE)
    return None if number is None else int(number)
