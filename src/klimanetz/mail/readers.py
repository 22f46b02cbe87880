"""Who reads what comes in: here, mails that came back."""

from collections.abc import Iterable
from datetime import timedelta
from email.message import Message

from django.utils import timezone

from klimanetz.core.audit import SYSTEM, record
from klimanetz.mail.inbox import reads_mail
from klimanetz.mail.message import stamp_of
from klimanetz.mail.models import Mail, MailState
from klimanetz.mail.returned import Report, Returned, read_returned
from klimanetz.mail.returns import blames_address, note_return

#: Mail servers give up after five days at most; a day for the way back.
RETURNS_WITHIN = timedelta(days=6)


@reads_mail
def take_back(message: Message) -> bool:
    """A mail of ours did not arrive: it is marked, and its address counted."""
    returned = read_returned(message)
    if returned is None:
        return False
    ours = list(match(returned))
    for mail, report in ours:
        if report.failed:
            mark_returned(mail, report.words)
    return bool(ours)


def match(returned: Returned) -> Iterable[tuple[Mail, Report]]:
    """By the Message-ID; where none came back, by the address of a mail sent lately."""
    if mails := list(find_mails(returned.originals)):
        for mail in mails:
            yield mail, report_on(mail, returned.reports)
        return
    for report in returned.reports:
        if latest := latest_to(report.address):
            yield latest, report


def find_mails(originals: Iterable[tuple[int, str]]) -> Iterable[Mail]:
    """Only who got a letter knows its stamp: strangers cannot make up that a mail came back."""
    stamps = dict(originals)
    mails = Mail.objects.filter(pk__in=stamps).select_related("letter").order_by("pk")
    return [mail for mail in mails if stamp_of(mail.letter) == stamps[mail.pk]]


def report_on(mail: Mail, reports: tuple[Report, ...]) -> Report:
    """Of several recipients the one we wrote to; behind a list, it failed if all failed."""
    for report in reports:
        if report.address == mail.address.lower():
            return report
    return next((report for report in reports if not report.failed), reports[0])


def latest_to(address: str) -> Mail | None:
    if not address:
        return None
    lately = Mail.objects.filter(
        address__iexact=address,
        state=MailState.SENT,
        sent_at__gte=timezone.now() - RETURNS_WITHIN,
        letter__confidential=False,
    )
    return lately.select_related("letter").order_by("-sent_at", "-pk").first()


def mark_returned(mail: Mail, words: str) -> None:
    """Twice is as good as once. A code to sign in says nothing about whom we write to."""
    sent = Mail.objects.filter(pk=mail.pk, state=MailState.SENT)
    if sent.update(state=MailState.FAILED, answer=words):
        record("mail.returned", mail.letter, actor=SYSTEM, mail=mail.pk)
    if not mail.letter.confidential and blames_address(words):
        day = timezone.localdate(mail.sent_at or timezone.now())
        note_return(mail.address, words, day=day)
