"""One function per mail. Called by actions alone, in the transaction of the mail's cause."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM, name_subject
from klimanetz.mail.letters import write_letter
from klimanetz.mail.outbox import Recipient, post
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.models import Holding, Position
from klimanetz.roster.succession.plan import Plan

#: So many ends are named in one mail; the page has them all.
LISTED = 50


def reminder_to_holders(plan: Plan, holders: Iterable[Person], *, key: str) -> None:
    """When it ends, what is to do by when, and the page to tick it."""
    url = reverse("my_position", args=[plan.position.pk])
    send("reminder", holders, key=key, url=url, position=plan.position, plan=plan)


class End(NamedTuple):
    """A position that runs out, and who holds it."""

    position: Position
    ends: date
    holders: Sequence[Person]


def ends_to_organisers(ends: Sequence[End], *, key: str) -> None:
    """All positions of whose end somebody was reminded since the last time, the nearest first."""
    nearest = sorted(ends, key=lambda end: (end.ends, end.position.authority.name))
    send(
        "ends",
        Person.objects.with_role(Role.ORGANISER).filter(is_active=True),
        key=key,
        url=reverse("position_list") + "?zeige=offen",
        ends=nearest[:LISTED],
        count=len(ends),
        more=max(0, len(ends) - LISTED),
        first=nearest[0],
    )


def send(
    template: str,
    people: Iterable[Person],
    *,
    key: str,
    url: str,
    position: Position | None = None,
    **context: object,
) -> None:
    """One letter for each language, so that each reads it in theirs; each gets `key` once."""
    readers: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        readers[person.language].append(person)
    for language, group in readers.items():
        letter = write_letter(
            f"succession/mail/{template}.html",
            purpose=f"succession.{template}",
            language=language,
            context={"position": position, "url": settings.BASE_URL + url, **context},
            about=name_subject(position) if position else "",
            written_by=SYSTEM,
        )
        with translation.override(language):
            post(letter, [make_out(person, key) for person in group])


def make_out(person: Person, key: str) -> Recipient:
    greeting = _("Guten Tag %(name)s") % {"name": person.full_name}
    return Recipient(person.email, person.full_name, {"greeting": greeting}, f"{key}:{person.pk}")


def handover_asked(holding: Holding) -> None:
    """To who leaves: the way to the handover file."""
    tell_of_handover("handover_asked", holding)


def handover_waiting(holding: Holding) -> None:
    """To who starts: what the one before left."""
    tell_of_handover("handover_waiting", holding)


def tell_of_handover(template: str, holding: Holding) -> None:
    url = reverse("handover", args=[holding.position_id])
    key = f"succession:{template}:{holding.pk}"
    send(template, [holding.person], key=key, url=url, position=holding.position, holding=holding)
