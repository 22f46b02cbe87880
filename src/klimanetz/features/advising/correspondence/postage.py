"""What a mail from a case may carry to whom. Who may write: `advising.rules.can_advise`."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.advising.models import CaseFile, Contact

#: What nearly every mail server takes; in a mail a file is larger by a third.
MOST_ATTACHED = 15 * 1024 * 1024


def can_send(contacts: Collection[Contact], files: Collection[CaseFile]) -> Verdict:
    """Also from a closed case: somebody may have asked."""
    if not contacts:
        return Verdict(False, _("Bitte wählen Sie, an wen die Mail geht."))
    unreachable = [one.name for one in contacts if not one.email]
    if unreachable:
        text = _("Von %(name)s fehlt die E-Mail-Adresse. Bitte tragen Sie sie im Fall nach.")
        return Verdict(False, text % {"name": ", ".join(unreachable)})
    if sum(one.size for one in files) > MOST_ATTACHED:
        return Verdict(
            False,
            _(
                "Die Anlagen sind zusammen größer als 15 MB, das nehmen viele Mailserver nicht an. "
                "Bitte wählen Sie weniger aus oder schicken Sie zwei Mails."
            ),
        )
    return ALLOWED
