"""What the page of a person's tandems shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from klimanetz.people.models import Person
from klimanetz.roster.beginning.models import Offer, Side, Tandem, TandemState
from klimanetz.roster.beginning.posts import Post, posts_of
from klimanetz.roster.beginning.rules import can_ask_for_buddy, can_be_buddy
from klimanetz.roster.beginning.suggestions import Suggestion, suggest


@dataclass(frozen=True, slots=True)
class Companion:
    """One tandem as one of its two sees it; the address of the other once both agreed."""

    tandem: Tandem
    side: Side
    other: Person
    post: Post | None

    @property
    def is_active(self) -> bool:
        return self.tandem.state == TandemState.ACTIVE

    @property
    def waits_for_me(self) -> bool:
        return not self.is_active and self.tandem.agreed_at(self.side) is None

    @property
    def goes_with_me(self) -> bool:
        """Whether the reader is the one who is new."""
        return self.side == Side.NEWCOMER

    @property
    def key(self) -> str:
        return self.tandem.key(self.side)


@dataclass(frozen=True, slots=True)
class Company:
    """`suggestions` for who is new and alone; `can_offer` for who has been here long enough."""

    companions: Sequence[Companion]
    suggestions: Sequence[Suggestion]
    is_new: bool
    can_offer: bool
    offers: bool


def my_company(person: Person) -> Company:
    companions = list_companions(person)
    is_new = bool(can_ask_for_buddy(person))
    alone = not any(one.goes_with_me for one in companions)
    return Company(
        companions=companions,
        suggestions=suggest(person) if is_new and alone else (),
        is_new=is_new,
        can_offer=bool(can_be_buddy(person)),
        offers=Offer.objects.filter(person=person).exists(),
    )


def list_companions(person: Person) -> list[Companion]:
    tandems = list(Tandem.objects.standing().of(person).select_related("newcomer", "buddy"))
    pairs = [(tandem, tandem.side_of(person)) for tandem in tandems]
    posts = posts_of([tandem.person(side.other).pk for tandem, side in pairs])
    return [
        Companion(tandem, side, other, next(iter(posts[other.pk]), None))
        for tandem, side in pairs
        for other in [tandem.person(side.other)]
    ]


def who_asks_me(person: Person) -> list[Companion]:
    """One query where nobody does."""
    if not Tandem.objects.waiting_for(person).exists():
        return []
    return [one for one in list_companions(person) if one.waits_for_me]
