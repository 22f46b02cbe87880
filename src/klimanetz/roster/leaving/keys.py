"""The link in a farewell mail: whoever holds it may have this person erased, and nothing else."""

from django.core import signing

from klimanetz.people.models import Person

SALT = "klimanetz.leaving"


def write_key(person: Person) -> str:
    return signing.dumps(person.pk, salt=SALT)


def read_key(key: str) -> int | None:
    """The key of the person, or None for what we never wrote."""
    try:
        number: int = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        return None
    return number
