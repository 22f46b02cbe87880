"""Who will be invited: a query over the roster, plus and minus single people, plus guests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.mail.addresses import read_addresses
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster import invitees as roster


@dataclass(frozen=True, slots=True)
class Invitee:
    """One person or guest who may be invited; `email` in lower case is who they are."""

    name: str
    email: str
    organisation: str = ""
    district: str = ""
    language: str = "de"
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom a meeting is: people with one of `roles` in one of `districts` (keys; none: all),
    with `people` added, without those in `without` (both person ids), and `guests` by address,
    one "Name <mail>" (or a bare address) a line.
    """

    roles: Sequence[str] = ()
    districts: Sequence[str] = ()
    people: Sequence[int] = ()
    without: Sequence[int] = ()
    guests: str = ""

    def to_keep(self) -> dict[str, list[Any]]:
        """The query alone, as it is kept with the meeting: it can be asked again later."""
        return {
            "roles": [str(role) for role in self.roles],
            "districts": list(self.districts),
            "without": list(self.without),
        }


@dataclass(frozen=True, slots=True)
class GuestList:
    """What the organiser sees before anything is sent."""

    invitees: Sequence[Invitee]
    already: int = 0

    def __len__(self) -> int:
        return len(self.invitees)


def gather(meeting: Meeting, audience: Audience) -> GuestList:
    """Everyone of `audience` without those already invited; `already` counts these."""
    chosen, known = find_all(audience), invited_to(meeting)
    fresh = [invitee for invitee in chosen if not known.has(invitee)]
    return GuestList(fresh, len(chosen) - len(fresh))


def find_all(audience: Audience) -> list[Invitee]:
    """Everyone of `audience` once, by name."""
    guests, _unreadable = read_guests(audience.guests)
    chosen = once_each([*_from_roster(audience), *guests])
    return sorted(chosen, key=lambda invitee: invitee.name.casefold())


def later_joiners(meeting: Meeting) -> GuestList:
    """Who would be invited today by the queries of the invitations and never was.

    Whose invitation was taken back is not asked again by a query: only by name.
    """
    found = [gather(meeting, Audience(**kept)).invitees for kept in meeting.audiences]
    known = invited_to(meeting, ever=True)
    return GuestList([one for one in once_each(chain.from_iterable(found)) if not known.has(one)])


def _from_roster(audience: Audience) -> list[Invitee]:
    roles = [Role(role) for role in audience.roles]
    found = [_from_row(row) for row in roster.invitees(roles, frozenset(audience.districts))]
    if audience.people:
        added = set(audience.people)
        everyone = roster.invitees(tuple(Role))
        found += [_from_row(row) for row in everyone if row.person_id in added]
    left_out = set(audience.without) - set(audience.people)
    return [invitee for invitee in found if invitee.person_id not in left_out]


def _from_row(row: roster.Invitee) -> Invitee:
    return Invitee(row.name, row.email, row.organisation, row.district, row.language, row.person_id)


def read_guests(text: str) -> tuple[list[Invitee], list[str]]:
    """Guests as people type or paste them, and what is no address.

    An address that belongs to somebody the network knows becomes that person.
    """
    readable, unreadable = read_addresses(text)
    return _recognise([Invitee(name or email, email) for name, email in readable]), unreadable


def _recognise(guests: list[Invitee]) -> list[Invitee]:
    """Who has a role comes from the roster, with town and district."""
    emails = [guest.email for guest in guests]
    rows = Person.objects.filter(email__in=emails).select_related("organisation")
    people = {person.email: _from_person(person) for person in rows}
    if people:
        everyone = roster.invitees(tuple(Role))
        people |= {row.email: _from_row(row) for row in everyone if row.email in people}
    return [people.get(guest.email, guest) for guest in guests]


def _from_person(person: Person) -> Invitee:
    return Invitee(
        person.full_name,
        person.email,
        organisation=person.organisation.name if person.organisation else "",
        language=person.language,
        person_id=person.pk,
    )


def once_each(invitees: Iterable[Invitee]) -> list[Invitee]:
    """The first of each address, whatever its case."""
    first: dict[str, Invitee] = {}
    for invitee in invitees:
        first.setdefault(invitee.email.lower(), invitee)
    return list(first.values())


@dataclass(frozen=True, slots=True)
class Invited:
    """Who stands invited, by address and by person: an address may have changed since."""

    emails: frozenset[str]
    people: frozenset[int]

    def has(self, invitee: Invitee) -> bool:
        return invitee.email.lower() in self.emails or invitee.person_id in self.people


def invited_to(meeting: Meeting, *, ever: bool = False) -> Invited:
    """Who is invited; with `ever` also whose invitation was taken back."""
    invitations = Invitation.objects.all() if ever else Invitation.objects.standing()
    found = list(invitations.filter(meeting=meeting).values_list("email", "person"))
    return Invited(
        frozenset(email.lower() for email, _ in found),
        frozenset(person for _, person in found if person is not None),
    )
