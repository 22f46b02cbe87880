"""Who is asked in a poll, and whom else a choice would reach."""

from klimanetz.features.meetings.guest_list import Audience, GuestList, Invited, find_all
from klimanetz.features.meetings.polls.models import DatePoll


def asked_in(poll: DatePoll) -> Invited:
    found = list(poll.voters.values_list("email", "person"))
    return Invited(
        frozenset(email.lower() for email, _person in found),
        frozenset(person for _email, person in found if person is not None),
    )


def gather(poll: DatePoll, audience: Audience) -> GuestList:
    """Everyone of `audience` without those already asked; `already` counts these."""
    chosen, known = find_all(audience), asked_in(poll)
    fresh = [one for one in chosen if not known.has(one)]
    return GuestList(fresh, len(chosen) - len(fresh))
