"""The members with what is known of their entry: what is to be cleared up comes first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models import TextChoices as Choices
from django.utils.translation import gettext_lazy as _

from klimanetz.mail.models import Address
from klimanetz.people.models import Person
from klimanetz.roster.confirming.members import closed, members
from klimanetz.roster.confirming.models import Answer, Confirmation
from klimanetz.roster.models import Holding


class Standing(Choices):
    """How it stands with the entry of a person, the most pressing first."""

    UNREACHABLE = "unreachable", _("keine Mail kommt an")
    GONE = "gone", _("nicht mehr dabei")
    CHANGED = "changed", _("hat etwas geschrieben")
    SILENT = "silent", _("keine Antwort")
    ASKED = "asked", _("gefragt")
    CONFIRMED = "confirmed", _("bestätigt")
    NEW = "new", _("noch nicht gefragt")


TO_CLEAR = (Standing.UNREACHABLE, Standing.GONE, Standing.CHANGED, Standing.SILENT)


class Show(Choices):
    """Whom to list; the values stand in the address."""

    TO_CLEAR = "", _("zu klären")
    ASKED = "gefragt", _("warten auf Antwort")
    ALL = "alle", _("alle Mitglieder")


@dataclass(frozen=True, slots=True)
class Row:
    person: Person
    posts: Sequence[Holding]
    standing: Standing
    confirmed_at: datetime | None
    #: What waits for the organisers, or for an answer.
    question: Confirmation | None
    address: Address | None


def with_standing() -> QuerySet[Person]:
    theirs = Confirmation.objects.filter(person=OuterRef("pk")).order_by()
    told = theirs.to_settle()
    confirmed = theirs.confirmed().values("person").annotate(day=Max("answered_at")).values("day")
    cases = (
        (closed(), Standing.UNREACHABLE),
        (Exists(told.filter(answer=Answer.GONE)), Standing.GONE),
        (Exists(told.filter(answer=Answer.CHANGED)), Standing.CHANGED),
        (Exists(theirs.silent()), Standing.SILENT),
        (Exists(theirs.open()), Standing.ASKED),
        (Q(confirmed_at__isnull=False), Standing.CONFIRMED),
    )
    standing = Case(
        *(When(condition, then=Value(said.value)) for condition, said in cases),
        default=Value(Standing.NEW.value),
        output_field=CharField(),
    )
    return members().annotate(confirmed_at=Subquery(confirmed)).annotate(standing=standing)


def perhaps_to_clear() -> Q:
    """Found from the few who are, so that 10,000 others need no look."""
    told = Confirmation.objects.to_settle() | Confirmation.objects.silent()
    return Q(pk__in=told.values("person")) | Q(email__in=Address.objects.closed().values("address"))


def find(show: str) -> QuerySet[Person]:
    people: Any = with_standing()
    if show == Show.ASKED:
        people = people.filter(standing=Standing.ASKED)
    elif show != Show.ALL:
        people = people.filter(perhaps_to_clear(), standing__in=TO_CLEAR)
    sorted_people: QuerySet[Person] = people.order_by("sort_name", "pk")
    return sorted_people


def read_rows(people: Iterable[Person]) -> list[Row]:
    """In three queries, whatever the number."""
    people = list(people)
    holdings = Holding.objects.valid().filter(person__in=people)
    posts: dict[int, list[Holding]] = {}
    for holding in holdings.select_related("position__authority").order_by("pk"):
        posts.setdefault(holding.person_id, []).append(holding)
    waiting = Confirmation.objects.open() | Confirmation.objects.to_settle()
    questions = {one.person_id: one for one in waiting.filter(person__in=people).order_by("pk")}
    emails = [person.email for person in people]
    addresses = {one.address: one for one in Address.objects.closed().filter(address__in=emails)}
    return [
        Row(
            person=person,
            posts=posts.get(person.pk, ()),
            standing=Standing(vars(person)["standing"]),
            confirmed_at=vars(person)["confirmed_at"],
            question=questions.get(person.pk),
            address=addresses.get(person.email),
        )
        for person in people
    ]


def count_to_clear() -> int:
    return find(Show.TO_CLEAR).count()
