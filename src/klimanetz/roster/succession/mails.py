"""One function per mail. Called by actions alone, in the transaction of the mail's cause."""

from collections import defaultdict
from collections.abc import Iterable

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


def reminder_to_holders(plan: Plan, holders: Iterable[Person], *, key: str) -> None:
    """When it ends, what is to do by when, and the page to tick it."""
    url = reverse("my_position", args=[plan.position.pk])
    send("reminder", plan.position, holders, key=key, url=url, plan=plan, names="")


def reminder_to_organisers(plan: Plan, holders: Iterable[Person], *, key: str) -> None:
    url = reverse("position_follow_up", args=[plan.position.pk])
    names = ", ".join(person.full_name for person in holders)
    organisers = Person.objects.with_role(Role.ORGANISER).filter(is_active=True)
    send("reminder_organiser", plan.position, organisers, key=key, url=url, plan=plan, names=names)


def send(
    template: str,
    position: Position,
    people: Iterable[Person],
    *,
    key: str,
    url: str,
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
            about=name_subject(position),
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
    send(template, holding.position, [holding.person], key=key, url=url, holding=holding)
