"""What an organiser can do with a letter on its way: hold it, let it go, try again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.mail.models import Letter, MailState, MailWish, Pace


def reread(letter: Letter) -> Letter:
    """The letter as it is now, and nobody else's to change until this action is done."""
    return Letter.objects.select_for_update().get(pk=letter.pk)


@transaction.atomic
def hold(letter: Letter, *, actor: object) -> None:
    """Keep back what has not left yet. What a worker is handing over just now still goes."""
    letter = reread(letter)
    if letter.held:
        return
    waiting = letter.mails.in_state(MailState.WAITING).count()
    if not waiting:
        raise Refused(_("Diese Mail ist schon hinausgegangen und lässt sich nicht mehr anhalten."))
    letter.held = True
    letter.save(update_fields=["held"])
    record("mail.held", letter, actor=actor, waiting=waiting)


@transaction.atomic
def release(letter: Letter, *, actor: object) -> None:
    letter = reread(letter)
    if not letter.held:
        return
    letter.held = False
    letter.save(update_fields=["held"])
    record("mail.released", letter, actor=actor)


@transaction.atomic
def retry(letter: Letter, *, actor: object) -> int:
    """Send once more what was refused for good; returns how many mails that is."""
    letter = reread(letter)
    if letter.confidential:
        raise Refused(
            _("Ein Code zum Anmelden gilt nur kurz. Die Person fordert besser einen neuen an.")
        )
    again = letter.mails.in_state(MailState.FAILED).update(
        state=MailState.WAITING, attempts=0, due_at=timezone.now()
    )
    if again:
        record("mail.retried", letter, actor=actor, mails=again)
    return again


@transaction.atomic
def set_pace(address: str, pace: Pace) -> None:
    """How somebody wishes to hear of what is new, from the next letter on."""
    wish = {"pace": pace, "changed_at": timezone.now()}
    MailWish.objects.update_or_create(address=address.lower(), defaults=wish)
