"""One function per mail. Called by actions alone, in the transaction of the mail's cause."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from klimanetz.core.audit import name_subject
from klimanetz.features.advising import rules
from klimanetz.features.advising.address import case_address, mark_subject
from klimanetz.features.advising.advisers import advisers_of
from klimanetz.features.advising.models import Case, CaseEntry, CaseFile, Contact
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Letter
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person


def sent(
    entry: CaseEntry,
    text: str,
    contacts: Iterable[Contact],
    files: Iterable[CaseFile],
    *,
    actor: Person,
) -> None:
    """What an adviser wrote, to each contact once; answers come back into the case.

    Whoever has a link to the case finds it in the mail; from whom it was taken back finds none.
    """
    key = f"case:{entry.case_id}:mail:{entry.pk}"
    groups: defaultdict[bool, list[Contact]] = defaultdict(list)
    for one in contacts:
        groups[bool(rules.can_follow(one))].append(one)
    for follows, group in groups.items():
        letter = draw(entry.case, entry.subject, text, files, follows=follows, actor=actor)
        post(letter, [to_contact(one, key=f"{key}:{one.pk}") for one in group])


def draw(
    case: Case,
    subject: str,
    text: str,
    files: Iterable[CaseFile],
    *,
    follows: bool,
    actor: object,
) -> Letter:
    """The letter, unsaved."""
    letter = write_letter(
        "correspondence/mail/written.html",
        purpose="correspondence.written",
        language=settings.LANGUAGE_CODE,
        context={
            "case": case,
            "subject": mark_subject(case, subject),
            "text": text,
            "follows": follows,
            "settable": False,
        },
        about=name_subject(case),
        written_by=str(actor),
        reply_to=case_address(case),
    )
    letter.attached = [
        {"path": str(one.file.name), "name": one.name, "kind": one.kind} for one in files
    ]
    return letter


def to_contact(contact: Contact, *, key: str | None = None) -> Recipient:
    url = settings.BASE_URL + reverse("case_following", args=[contact.key])
    return Recipient(contact.email, contact.name, {"case_url": url}, key)


def arrived(entry: CaseEntry, sender: str, *, files: int) -> None:
    """To those who advise: please read."""
    case = entry.case
    post_to(
        advisers_of(case),
        "correspondence/mail/arrived.html",
        purpose="correspondence.arrived",
        key=f"case:{case.pk}:arrived:{entry.pk}",
        about=name_subject(entry),
        case=case,
        entry=entry,
        sender=entry.contact.name if entry.contact else sender,
        files=files,
        url=settings.BASE_URL + reverse("case_detail", args=[case.pk]),
    )
