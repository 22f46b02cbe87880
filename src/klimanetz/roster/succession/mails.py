"""One function per mail. Called by actions alone, in the transaction of the mail's cause."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse

from klimanetz.core.audit import name_subject
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person
from klimanetz.roster.models import Holding, Position
from klimanetz.roster.succession.plan import Plan

#: So many ends are named in one mail; the page has them all.
LISTED = 50


def reminder_to_holders(plan: Plan, holders: Iterable[Person], *, key: str) -> None:
    """When it ends, what is to do by when, and the page to tick it."""
    url = reverse("my_position", args=[plan.position.pk])
    about = name_subject(plan.position)
    send("reminder", holders, key=key, url=url, about=about, position=plan.position, plan=plan)


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
        Person.objects.organisers(),
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
    about: str = "",
    **context: Any,  # noqa: ANN401 - a template takes any
) -> None:
    post_to(
        people,
        f"succession/mail/{template}.html",
        purpose=f"succession.{template}",
        key=key,
        about=about,
        url=settings.BASE_URL + url,
        **context,
    )


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
