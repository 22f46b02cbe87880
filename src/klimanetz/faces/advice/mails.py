"""One function per mail around a request for advice."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from klimanetz.core.audit import name_subject
from klimanetz.features.advising.actions import ContactFacts
from klimanetz.features.advising.advisers import advisers_of
from klimanetz.features.advising.models import Case, CaseEntry
from klimanetz.mail.letters import write_letter
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.letters import post_to


def asked(case: Case, who: ContactFacts, wish: str, *, about: CaseEntry) -> None:
    """To those who advise: somebody waits for a call. Forgotten with the entry that it tells of."""
    post_to(
        advisers_of(case),
        "advice/mail/asked.html",
        purpose="advice.asked",
        key=f"case:{case.pk}:asked:{who.email.lower()}:{timezone.localdate()}",
        about=name_subject(about),
        case=case,
        who=who,
        wish=wish,
        url=settings.BASE_URL + reverse("case_detail", args=[case.pk]),
    )


def receipt(case: Case, who: ContactFacts, *, language: str) -> None:
    """To whom asked. It opens nothing: the address may be a stranger's."""
    letter = write_letter(
        "advice/mail/receipt.html",
        purpose="advice.receipt",
        language=language,
        context={"authority": case.lead},
        about=name_subject(case),
    )
    key = f"case:{case.pk}:receipt:{who.email.lower()}:{timezone.localdate()}"
    post(letter, [Recipient(who.email, who.name, {"name": who.name}, key)])
