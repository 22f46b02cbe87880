"""The mails of joining. Called by actions alone, in the transaction of their cause."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from klimanetz.core.audit import name_subject
from klimanetz.mail.letters import write_letter
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person
from klimanetz.roster.joining.models import JoinInvitation, JoinRequest, Question

LINK = "link"


def confirm_address(request: JoinRequest) -> None:
    """The link with which whoever reads this address says: that was me."""
    write(
        "confirm_address", request, {LINK: request.confirm_path}, key="confirm", confidential=True
    )


def known_already(person: Person) -> None:
    """To a member whose address somebody wrote into the form: you are in, and so you sign in."""
    letter = write_letter(
        "joining/mail/known_already.html",
        purpose="joining.known_already",
        language=person.language,
        context={},
        about=name_subject(person),
    )
    post(letter, [Recipient(person.email, person.full_name)])


def asked_already(request: JoinRequest) -> None:
    """To somebody whose request waits: it is here, nothing needs to be sent again."""
    write("asked_already", request, {})


def question(asked: Question, *, actor: object) -> None:
    write(
        "question",
        asked.request,
        {LINK: asked.answer_path},
        key=f"question:{asked.pk}",
        actor=actor,
        question=asked,
    )


def welcome(request: JoinRequest, person: Person, *, actor: object) -> None:
    """What comes next, now that they belong to the network."""
    write("welcome", request, {}, key="welcome", actor=actor, person=person)


def declined(request: JoinRequest, *, actor: Person) -> None:
    write("declined", request, {}, key="declined", actor=actor, declined_by=actor.full_name)


def arrived(request: JoinRequest) -> None:
    """To the organisers: somebody waits for their decision."""
    to_organisers("arrived", request, key="arrived")


def answered(answer: Question) -> None:
    """To the organisers: what was asked back is answered."""
    to_organisers("answered", answer.request, key=f"answered:{answer.pk}", question=answer)


def to_organisers(template: str, request: JoinRequest, *, key: str, **context: Any) -> None:  # noqa: ANN401 - a template takes any
    about = name_subject(request)
    post_to(
        Person.objects.organisers(),
        f"joining/mail/{template}.html",
        purpose=f"joining.{template}",
        key=f"{about}:{key}",
        about=about,
        request=request,
        url=settings.BASE_URL + reverse("request_detail", args=[request.pk]),
        **context,
    )


def write(
    template: str,
    request: JoinRequest,
    links: dict[str, str],
    *,
    key: str = "",
    actor: object = "",
    confidential: bool = False,
    **context: object,
) -> None:
    about = name_subject(request)
    letter = write_letter(
        f"joining/mail/{template}.html",
        purpose=f"joining.{template}",
        language=request.language,
        context={"request": request} | context,
        about=about,
        written_by=str(actor),
        confidential=confidential,
    )
    values = {name: settings.BASE_URL + path for name, path in links.items()}
    to = Recipient(request.email, request.full_name, values, f"{about}:{key}" if key else None)
    post(letter, [to])


def invitation(invited: JoinInvitation, *, actor: object) -> None:
    """Each time it is sent anew, with the day until which its link holds."""
    about = name_subject(invited)
    letter = write_letter(
        "joining/mail/invitation.html",
        purpose="joining.invitation",
        language=settings.LANGUAGE_CODE,
        context={"invitation": invited},
        about=about,
        written_by=str(actor),
    )
    values = {LINK: settings.BASE_URL + invited.accept_path}
    key = f"{about}:{invited.sent_at:%Y%m%d%H%M%S%f}"
    post(letter, [Recipient(invited.email, invited.name, values, key)])
