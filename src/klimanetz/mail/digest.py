"""The mail of the day: everything new since yesterday, in one."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from klimanetz.core.jobs import A_FEW
from klimanetz.mail.headers import Unwritable
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Mail, MailState
from klimanetz.mail.outbox import post
from klimanetz.mail.preview import preview_mail
from klimanetz.mail.recipient import Recipient

#: Where the foot of a text part begins.
FOOT = "\n-- \n"


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the mails, as it is told in the mail of the day."""

    subject: str
    text: str


def send_digests() -> int:
    """To a few of those for whom something is due; returns how many mails of the day that is."""
    due = Mail.objects.collected()
    addresses = list(due.order_by("address").values_list("address", flat=True).distinct()[:A_FEW])
    return sum(send_digest(address) for address in addresses)


@transaction.atomic
def send_digest(address: str) -> int:
    """Whoever comes second finds nothing left: two workers send once."""
    due = Mail.objects.collected().filter(address=address)
    mails = list(due.select_for_update(of=("self",)).select_related("letter").order_by("pk"))
    pieces = [piece for mail in mails if (piece := read(mail))]
    if pieces:
        post_digest(mails[-1], pieces)
    now = timezone.now()
    sent = Mail.objects.filter(pk__in=[mail.pk for mail in mails])
    sent.update(state=MailState.SENT, sent_at=now)
    return bool(pieces)


def read(mail: Mail) -> Piece | None:
    """Nothing of a letter that an organiser holds back, or of one that cannot be written."""
    try:
        shown = preview_mail(mail)
    except Unwritable:
        return None
    return Piece(shown.subject, shown.text.partition(FOOT)[0].strip())


def post_digest(last: Mail, pieces: list[Piece]) -> None:
    language = last.values.get("language", settings.LANGUAGE_CODE)
    with translation.override(language):
        letter = write_letter(
            "mail/digest.html", purpose="mail.digest", language=language,
            context={"pieces": pieces},
        )  # fmt: skip
        greeting = last.values.get("greeting") or _("Guten Tag")
        day = timezone.localdate().isoformat()
        key = f"digest:{last.address}:{day}"
        post(letter, [Recipient(last.address, last.name, {"greeting": greeting}, key)])
