"""One function per mail of a tandem. Called by actions alone."""

from django.conf import settings
from django.urls import reverse

from klimanetz.core.audit import SYSTEM, name_subject
from klimanetz.mail.letters import write_letter
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.models import Person
from klimanetz.roster.beginning.models import Side, Tandem
from klimanetz.roster.beginning.posts import Post, posts_of


def tandem_asked(tandem: Tandem, to: Side, *, actor: object) -> None:
    """Asks one side; the key in the link answers without signing in."""
    send(tandem, "tandem_asked", to, actor=actor)


def tandem_agreed(tandem: Tandem) -> None:
    """To both, each with the address of the other."""
    for side in Side:
        send(tandem, "tandem_agreed", side)


def tandem_declined(tandem: Tandem, to: Side) -> None:
    """No reason is asked for, and none is passed on."""
    send(tandem, "tandem_declined", to)


def send(tandem: Tandem, template: str, to: Side, *, actor: object = SYSTEM) -> None:
    reader, other = tandem.person(to), tandem.person(to.other)
    letter = write_letter(
        f"beginning/mail/{template}.html",
        purpose=f"beginning.{template}",
        language=reader.language,
        context={
            "side": to.value,
            "other": other,
            "post": first_post(other),
            "page": settings.BASE_URL + reverse("my_tandem"),
        },
        about=name_subject(tandem),
        written_by=str(actor),
    )
    answer = settings.BASE_URL + reverse("tandem", args=[tandem.key(to)])
    values = {"name": reader.full_name, "answer": answer}
    key = f"tandem:{tandem.pk}:{template}:{to.value}"
    post(letter, [Recipient(reader.email, reader.full_name, values=values, key=key)])


def first_post(person: Person) -> Post | None:
    posts = posts_of([person.pk])[person.pk]
    return posts[0] if posts else None
