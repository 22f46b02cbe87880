"""One function per mail of an introduction. Called by actions alone."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from klimanetz.core.audit import SYSTEM, name_subject
from klimanetz.mail.letters import write_letter
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person
from klimanetz.roster.introductions.models import Introduction, Proposal, Side
from klimanetz.roster.introductions.posts import asker_as_party, contact_as_party, say_post


def confirm_address(introduction: Introduction) -> None:
    """Whoever typed the address may not be the one who reads it."""
    link = reverse("introduction_confirm", args=[introduction.key])
    write(introduction, "confirm", Side.ASKER, link=link)


def arrived(introduction: Introduction) -> None:
    """To the organisers: somebody has to be found."""
    post_to(
        Person.objects.organisers(),
        "introductions/mail/arrived.html",
        purpose="introductions.arrived",
        key=f"introduction:{introduction.pk}:arrived",
        about=name_subject(introduction),
        introduction=introduction,
        url=settings.BASE_URL + reverse("introduction_detail", args=[introduction.pk]),
    )


def asked(proposal: Proposal, to: Side, *, actor: object = SYSTEM) -> None:
    write_about(proposal, "asked", to, actor=actor)


def reminder(proposal: Proposal, to: Side) -> None:
    write_about(proposal, "asked", to, again=True)


def exchanged(proposal: Proposal) -> None:
    """To both, each with the address of the other."""
    for side in Side:
        write_about(proposal, "exchanged", side)


def not_now(proposal: Proposal, to: Side) -> None:
    """The other side declined; no reason is passed on."""
    write_about(proposal, "not_now", to)


def nobody_found(introduction: Introduction, *, actor: object) -> None:
    write(introduction, "nobody_found", Side.ASKER, actor=actor)


def write_about(
    proposal: Proposal, template: str, to: Side, *, again: bool = False, actor: object = SYSTEM
) -> None:
    link = reverse("introduction", args=[proposal.key(to)])
    extra = {"again": again, "contact": proposal.contact}
    write(proposal.introduction, template, to, link=link, actor=actor, proposal=proposal, **extra)


def write(
    introduction: Introduction,
    template: str,
    to: Side,
    *,
    link: str = "",
    actor: object = SYSTEM,
    proposal: Proposal | None = None,
    **context: object,
) -> None:
    """To one side, in its language, once for each occasion."""
    reader = proposal.contact if proposal and to == Side.CONTACT else introduction
    name = getattr(reader, "full_name", introduction.name)
    with translation.override(reader.language):
        context |= tell_of_other(proposal, to) if proposal else {}
        letter = write_letter(
            f"introductions/mail/{template}.html",
            purpose=f"introductions.{template}",
            language=reader.language,
            context={"introduction": introduction, "side": to.value} | context,
            about=name_subject(introduction),
            written_by=str(actor),
        )
    again = ":again" if context.get("again") else ""
    about = f"{introduction.pk}:{proposal.pk if proposal else 0}"
    key = f"introduction:{about}:{template}:{to.value}{again}"
    values = {"name": name, "link": settings.BASE_URL + link}
    post(letter, [Recipient(reader.email, name, values=values, key=key)])


def tell_of_other(proposal: Proposal, to: Side) -> dict[str, object]:
    """What one side may know of the other, and where the contact works."""
    introduction, contact = proposal.introduction, proposal.contact
    contacted = contact_as_party(introduction, contact)
    other = contacted if to == Side.ASKER else asker_as_party(introduction)
    return {"other": other, "post": say_post(contact)}
