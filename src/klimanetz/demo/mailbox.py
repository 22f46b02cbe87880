"""The mailbox of the demo: everybody's post in one place, as it would have arrived."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from icalendar import Calendar

from klimanetz.core.custody import NOWHERE
from klimanetz.demo.views import demo_only
from klimanetz.mail.models import Mail, MailQuerySet, MailState
from klimanetz.mail.preview import frames_mail, preview_mail, show_mail

MAILS_PER_PAGE = 50


class MailboxFilter(forms.Form):
    suche = forms.CharField(label=_("Name, E-Mail oder Betreff"), required=False, max_length=100)

    def narrow(self, mails: MailQuerySet) -> MailQuerySet:
        words = self.cleaned_data["suche"] if self.is_valid() else ""
        return mails.filter(
            Q(name__icontains=words)
            | Q(address__icontains=words)
            | Q(letter__subject__icontains=words)
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar would show of the entry that came with a mail."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    cancelled: bool


def read_entry(calendar: str) -> Entry | None:
    if not calendar:
        return None
    read = Calendar.from_ical(calendar)
    event = read.walk("VEVENT")[0]
    return Entry(
        title=str(event.get("SUMMARY", "")),
        starts_at=event.decoded("DTSTART"),
        ends_at=event.decoded("DTEND"),
        place=str(event.get("LOCATION", "")),
        cancelled=read.get("METHOD") == "CANCEL",
    )


def arrived() -> MailQuerySet:
    """All but what went to people who were erased since: nothing is left of it to read."""
    sent = Mail.objects.in_state(MailState.SENT).exclude(address__endswith=NOWHERE)
    return sent.select_related("letter")


def find_mail(pk: int) -> Mail:
    return get_object_or_404(arrived(), pk=pk)


@login_not_required
@demo_only
@require_safe
def demo_mailbox(request: HttpRequest) -> HttpResponse:
    """All post that arrived, the newest first."""
    form = MailboxFilter(request.GET)
    mails = form.narrow(arrived())
    mails = mails.only("name", "address", "sent_at", "letter__subject").order_by("-sent_at", "-pk")
    on_the_way = Mail.objects.in_state(MailState.WAITING).filter(
        letter__held=False, due_at__lte=timezone.now()
    )
    context = {
        "form": form,
        "page": Paginator(mails, MAILS_PER_PAGE).get_page(request.GET.get("seite")),
        "on_the_way": on_the_way.count(),
    }
    return render(request, "demo/post.html", context)


@login_not_required
@demo_only
@frames_mail
@require_safe
def demo_mail(request: HttpRequest, pk: int) -> HttpResponse:
    mail = find_mail(pk)
    shown = preview_mail(mail, reveal=True)
    context = {"mail": mail, "shown": shown, "entry": read_entry(shown.calendar)}
    return render(request, "demo/post_mail.html", context)


@login_not_required
@demo_only
@require_safe
def demo_mail_content(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001
    """The HTML part alone, for the frame of `demo_mail`."""
    return show_mail(preview_mail(find_mail(pk), reveal=True).html)


@login_not_required
@demo_only
@require_safe
def demo_mail_calendar(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001
    """The calendar entry as the file that came with the mail."""
    mail = find_mail(pk)
    if not mail.letter.calendar:
        raise Http404
    return HttpResponse(
        preview_mail(mail, reveal=True).calendar.replace("\n", "\r\n"),
        headers={
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Disposition": 'attachment; filename="invite.ics"',
        },
    )
