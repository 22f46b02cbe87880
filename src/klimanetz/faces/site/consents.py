"""How others see a person with what they agreed to."""

from collections.abc import Iterable
from dataclasses import dataclass

from klimanetz.faces.site.listing import Entry, make_entries, say_roles, with_told
from klimanetz.people.models import Field, Person
from klimanetz.people.showing import Showing
from klimanetz.roster.public import positions_of


@dataclass(frozen=True, slots=True)
class Preview:
    """`public`: the posts as everyone reads them; to members, besides, the `facts`."""

    public: tuple[Entry, ...]
    members: tuple[Entry, ...]
    facts: tuple[Showing, ...]


def preview(person: Person, showings: Iterable[Showing]) -> Preview:
    public = make_entries(positions_of(person), say_roles())
    told = {it.field: it.value for it in showings if it.for_members}
    return Preview(
        public=tuple(with_told(public)),
        members=tuple(
            entry._replace(
                name=person.full_name,
                email=told.get(Field.EMAIL, ""),
                phone=told.get(Field.PHONE, ""),
            )
            for entry in public
        ),
        facts=tuple(it for it in showings if it.for_members and it.field not in IN_ENTRY),
    )


#: What the line of a post says itself.
IN_ENTRY = (Field.NAME, Field.EMAIL, Field.PHONE)
