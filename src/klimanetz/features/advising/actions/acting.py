"""Who does something: a person, or what no person caused."""

from klimanetz.people.models import Person


def person_behind(actor: object) -> Person | None:
    """None of links, due dates and whoever has no account."""
    return actor if isinstance(actor, Person) else None
