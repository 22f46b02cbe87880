"""What the outbox keeps: which mails went to an address, and who is named in them."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils.html import escape
from django.utils.translation import gettext as _

from klimanetz.core.custody import (
    NOBODY,
    NOWHERE,
    Record,
    Traced,
    Traces,
    as_in_json,
    longest_first,
    no_address,
    without,
)
from klimanetz.mail.models import Letter, Mail, MailState

GONE = "(gelöscht)"
#: What is left of a letter of which nobody shall know any more what it said.
EMPTY: Final[dict[str, Any]] = {
    "text": GONE,
    "html": f"<p>{GONE}</p>",
    "calendar": "",
    "calendar_method": "",
    "attached": [],
}
WRITTEN = ("subject", "text", "html", "calendar", "written_by")


def to(addresses: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(address__iexact=address) for address in addresses))


def collect_mails(person: Traced) -> Iterator[Record]:
    mails = Mail.objects.filter(to(person.traces.addresses)).select_related("letter")
    for mail in mails.order_by("pk"):
        yield {
            _("Betreff"): mail.letter.heading,
            _("An"): mail.address,
            _("Geschrieben am"): mail.letter.created_at,
            _("Stand"): mail.get_state_display(),
            _("Gesendet am"): mail.sent_at,
        }


def erase_mails(person: Traced) -> int:
    return forget(person.traces)


def forget(traces: Traces) -> int:
    """What waits is not sent any more; what was sent went to nobody, and names nobody."""
    theirs = Mail.objects.filter(to(traces.addresses))
    letters = set(theirs.values_list("letter_id", flat=True))
    changed = theirs.filter(state=MailState.WAITING).delete()[0]
    for mail in theirs.order_by("pk"):
        mail.address, mail.name = no_address("mail", mail.pk), NOBODY
        mail.values, mail.answer = {}, ""
        mail.save(update_fields=["address", "name", "values", "answer"])
        changed += 1
    changed += blank(letters)
    return changed + erase_mentions(traces.all)


def blank(letters: set[int]) -> int:
    """A letter that nobody else got was written for them; what it says is theirs."""
    Letter.objects.filter(pk__in=letters, mails=None).delete()
    shared = Mail.objects.filter(letter=OuterRef("pk")).exclude(address__endswith=NOWHERE)
    own = Letter.objects.filter(~Exists(shared), pk__in=letters)
    return own.update(**EMPTY)


def forget_about(things: Iterable[str]) -> None:
    """What was told of these to whomever: that it was stays, what it said does not."""
    told = Letter.objects.filter(about__in=list(things))
    Mail.objects.filter(letter__in=told, state=MailState.WAITING).delete()
    told.update(subject=GONE, **EMPTY)


def erase_mentions(traces: tuple[str, ...]) -> int:
    """Names in what went to others: a deputy is told for whom, organisers sign what they write."""
    changed = 0
    traces = longest_first({*traces, *map(escape, traces)})
    told = [form for trace in traces for form in as_in_json(trace)]
    named = reduce(or_, (Q(text__icontains=it) for it in told))
    mails = Mail.objects.annotate(text=Cast("values", TextField())).filter(named)
    for mail in mails.order_by("pk"):
        mail.values = without(mail.values, traces)
        mail.save(update_fields=["values"])
        changed += 1
    written = reduce(or_, (Q(**{f"{name}__icontains": it}) for name in WRITTEN for it in traces))
    for letter in Letter.objects.filter(written).order_by("pk"):
        for name in WRITTEN:
            setattr(letter, name, without(getattr(letter, name), traces))
        letter.save(update_fields=WRITTEN)
        changed += 1
    return changed
