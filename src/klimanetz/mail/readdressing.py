"""What has not left yet goes where somebody reads mail today, and as often as they wished."""

from typing import Any

from klimanetz.core.readdressing import at_new_address
from klimanetz.mail.models import Mail, MailState, MailWish


@at_new_address
def follow(person: Any, old: str) -> None:  # noqa: ANN401 - mails know addresses, not people
    """What was wished at the new address stays; at the old one, too: others may read it."""
    waiting = Mail.objects.filter(state__in=(MailState.WAITING, MailState.DAILY))
    waiting.filter(address__iexact=old).update(address=person.email)
    for wish in MailWish.objects.filter(address=old):
        known = {"pace": wish.pace, "changed_at": wish.changed_at}
        MailWish.objects.get_or_create(address=person.email, defaults=known)
