"""The mail with the link. Called by actions alone."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM, name_subject
from klimanetz.features.advising.following.words import STEPS, say_next
from klimanetz.features.advising.models import Contact
from klimanetz.features.advising.progress import find_step
from klimanetz.mail.letters import write_letter
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient


def link(contact: Contact, *, days: int, occasion: str, actor: object = SYSTEM) -> None:
    """To one person, once for each `occasion`; it opens until `days` after the end.

    Contacts have no account, in which they could have chosen a language.
    """
    case = contact.case
    with translation.override(settings.LANGUAGE_CODE):
        letter = write_letter(
            "following/mail/link.html",
            purpose="advising.link",
            language=settings.LANGUAGE_CODE,
            context={
                "case": case,
                "stage": STEPS[find_step(case, list(case.moves.order_by("at", "pk")))],
                "next": say_next(case),
                "days": days,
            },
            about=name_subject(case),
            written_by=str(actor),
        )
        values = {
            "greeting": _("Guten Tag %(name)s") % {"name": contact.name},
            "link": settings.BASE_URL + reverse("case_following", args=[contact.key]),
            "language": settings.LANGUAGE_CODE,
        }
    key = f"case:{case.pk}:link:{contact.pk}:{occasion}"
    post(letter, [Recipient(contact.email, contact.name, values=values, key=key)])
