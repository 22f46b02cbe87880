"""One function per mail. Called in the transaction of the mail's cause."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from klimanetz.core.audit import name_subject
from klimanetz.features.funding.changes import list_changes
from klimanetz.features.funding.concerned import Concerned
from klimanetz.features.funding.models import Rule, Watcher
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Manner
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person

#: So many rules are named in one mail; the page has them all.
LISTED = 30


def confirm_watching(watcher: Watcher) -> None:
    """The link with which whoever reads this address says: that was me."""
    letter = write_letter(
        "funding/mail/confirm.html",
        purpose="funding.confirm_watching",
        language=watcher.language,
        context={},
        about=name_subject(watcher),
        confidential=True,
    )
    values = {"link": settings.BASE_URL + watcher.get_absolute_url()}
    post(letter, [Recipient(watcher.email, values=values)])


def changed(
    things: Sequence[Concerned], rules: Sequence[Rule], *, stop: str = "", checked: bool = False
) -> None:
    """What changed with `rules`, each with its predecessor; no mail where they say the same.

    `things` are all of one reader. `stop` is the page on which a reader who asked for it asks for
    it no more; `checked`, whether it is the result of a check that the reader is led to.
    """
    reader, urls = things[0], [one.url for one in things]
    with translation.override(reader.language):
        changes = list_changes(rules)
        if not changes:
            return
        programmes = len({change.programme for change in changes})
        context = {"changes": changes, "programmes": programmes, "checked": checked}
        letter = write_letter(
            "funding/mail/changed.html",
            purpose="funding.changed",
            language=reader.language,
            context=context | {"things": things, "about": reader.about},
            manner=Manner.NEWS,
        )
        hello = _("Guten Tag %(name)s") % {"name": reader.name} if reader.name else _("Guten Tag")
        values = {"greeting": hello, "link": reader.url, "stop": stop}
        newest = max(change.rule for change in changes)
        key = f"funding:changed:{newest}:{digest(reader.address, *urls)}"
        post(letter, [Recipient(reader.address, reader.name, values, key)])


def digest(*parts: str) -> str:
    """Names a reader without saying who it is."""
    return sha256("\n".join(parts).lower().encode()).hexdigest()[:24]


def check_again(rules: Iterable[Rule], *, key: str) -> None:
    """To the organisers: these rules have not been looked at for half a year, or never."""
    due = list(rules)
    post_to(
        Person.objects.organisers(),
        "funding/mail/check_again.html",
        purpose="funding.check_again",
        key=key,
        url=settings.BASE_URL + reverse("funding_desk"),
        manner=Manner.PACED,
        rules=due[:LISTED],
        count=len(due),
        more=max(0, len(due) - LISTED),
    )
