"""Mail manners: not more than one an hour about one thing, and news as its readers wish it.

What a letter demands stands in its `manner`. What somebody caused themselves, and what is called
off, goes at once; everything else waits until an hour has passed since the last mail about the
same thing.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import reduce
from itertools import batched
from operator import or_

from django.db.models import Max, Q
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from klimanetz.mail.looking import looked_at
from klimanetz.mail.models import Letter, Mail, MailState, MailWish, Manner, Pace

#: Between two mails to one address about one thing.
BREATH = timedelta(hours=1)
#: When the mail of the day goes out.
MORNING = time(7)
#: So many addresses are asked about in one query (SQLite takes no more values at once).
MANY = 900


def next_morning() -> datetime:
    now = timezone.localtime()
    day = now.date() + timedelta(days=now.time() >= MORNING)
    return timezone.make_aware(datetime.combine(day, MORNING))


def mind_manners(letter: Letter, mails: Iterable[Mail]) -> list[Mail]:
    """The mails that may be posted, each with the time it has to wait for."""
    wanted = list(mails)
    if letter.manner == Manner.PROMPT:
        return wanted
    if letter.manner == Manner.NEWS:
        wanted = heed_wishes(letter, wanted)
    return let_breathe(letter, wanted)


def heed_wishes(letter: Letter, mails: list[Mail]) -> list[Mail]:
    """Without those who want no news; for the mail of the day where somebody wants it so.

    What a confidential letter says stands in no other, so it comes in the morning by itself.
    """
    paces: dict[str, str] = {}
    for some in batched(mails, MANY, strict=False):
        paces |= MailWish.objects.paces(mail.address for mail in some)
    morning = next_morning()
    for mail in mails:
        if paces.get(mail.address.lower()) == Pace.DAILY:
            mail.state = MailState.WAITING if letter.confidential else MailState.DAILY
            mail.due_at = morning
    return [mail for mail in mails if paces.get(mail.address.lower()) != Pace.ASKED_ONLY]


def let_breathe(letter: Letter, mails: list[Mail]) -> list[Mail]:
    last = last_told(letter.about) if letter.about else {}
    for mail in mails:
        told = last.get(mail.address.lower())
        if told is not None and mail.state == MailState.WAITING:
            mail.due_at = max(mail.due_at, told + BREATH)
    return mails


def last_told(about: str) -> dict[str, datetime]:
    """When each address was (or will be) last told of `about`, as far as that is not long ago."""
    since = timezone.now() - BREATH
    told = Mail.objects.filter(letter__about=about, state__in=(MailState.WAITING, MailState.SENT))
    at = Coalesce("sent_at", "due_at")
    lately = told.annotate(at=at, to=Lower("address")).filter(at__gt=since).order_by()
    return dict(lately.values("to").annotate(last=Max("at")).values_list("to", "last"))


def drop_waiting(about: str, *keys: str) -> None:
    """Forget what manners keep waiting about something that is called off or asked anew.

    With `keys`, only mails whose key begins with one of them: a newer one says more.
    """
    if looked_at() is not None:
        return
    now = timezone.now()
    waiting = Mail.objects.filter(letter__about=about).exclude(letter__manner=Manner.PROMPT)
    if keys:
        waiting = waiting.filter(reduce(or_, (Q(key__startswith=key) for key in keys)))
    waiting.filter(Q(state=MailState.DAILY) | Q(state=MailState.WAITING, due_at__gt=now)).delete()
    Letter.objects.filter(about=about, mails=None).delete()
