"""Who presents an item: somebody with an account, or a name and an address."""

from datetime import UTC
from hashlib import blake2s

from klimanetz.features.meetings.models import AgendaItem
from klimanetz.people.models import Person, fold_name


def address_of(item: AgendaItem) -> str:
    """Where the presenter reads mail; empty where nobody is named or the address is unknown."""
    return item.presenter.email if item.presenter else item.presenter_email


def find_presenter(name: str, email: str) -> Person | None:
    """The account of that address; without one, of the only person of exactly that name."""
    if email:
        found: Person | None = Person.objects.with_email(email).first()
        return found
    *first, last = name.split() or [""]
    if not first:
        return None
    same = Person.objects.filter(is_active=True, sort_name__startswith=fold_name(last))
    wanted = fold_name(name)
    people = [it for it in same.order_by("pk")[:20] if fold_name(plain_name(it)) == wanted]
    return people[0] if len(people) == 1 else None


def plain_name(person: Person) -> str:
    return f"{person.first_name} {person.last_name}".strip()


def digest_of(item: AgendaItem, time: str) -> str:
    """Equal as long as the presenter need not be told anew."""
    meeting = item.meeting
    begins = meeting.starts_at.astimezone(UTC).isoformat()
    facts = (item.title, time, begins, meeting.place, meeting.mode)
    return blake2s("\n".join(facts).encode(), digest_size=12).hexdigest()
