"""The outbox, for those who run the network: what left, what waits, what came back and why."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from klimanetz.mail import actions, wording
from klimanetz.mail.forms import OutboxFilter
from klimanetz.mail.headers import Unwritable
from klimanetz.mail.models import Address, Dispatch, Letter, LetterQuerySet, Mail
from klimanetz.mail.preview import frames_mail, preview_mail, show_mail
from klimanetz.mail.rules import can_see_outbox

LETTERS_PER_PAGE = 50
MAILS_PER_PAGE = 100


def visible_letters(request: HttpRequest) -> LetterQuerySet:
    """Raises `PermissionDenied` with the reason for everyone but organisers."""
    can_see_outbox(request.user).require()
    return Letter.objects.visible_to(request.user)


def find_letter(request: HttpRequest, pk: int) -> Letter:
    return get_object_or_404(visible_letters(request), pk=pk)


def find_mail(request: HttpRequest, pk: int) -> Mail:
    mails = Mail.objects.filter(letter__in=visible_letters(request))
    return get_object_or_404(mails.select_related("letter"), pk=pk)


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every letter, the newest first."""
    letters = visible_letters(request)
    form = OutboxFilter(request.GET)
    found = form.narrow(letters).defer("text", "html", "calendar").counted()
    page: Page[Letter] = Paginator(found, LETTERS_PER_PAGE).get_page(request.GET.get("seite"))
    stuck = Mail.objects.stuck()
    context = {
        "form": form,
        "page": page,
        "rows": [
            (
                one,
                wording.tell_readers(vars(one), one.reader),
                wording.tell_counts(vars(one), held=one.held),
            )
            for one in page
        ],
        "summary": wording.tell_stuck(stuck),
        "trouble": wording.tell_why_waiting(Dispatch.objects.current()) if stuck["waiting"] else "",
        "unread": wording.tell_why_unread(),
        "closed": Address.objects.closed().exists(),
    }
    return render(request, "mail/outbox.html", context)


@require_safe
def letter_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: to whom it went, what became of each mail."""
    letter = find_letter(request, pk)
    counts = letter.mails.counted()
    paginator = Paginator(letter.mails.order_by("name", "address", "pk"), MAILS_PER_PAGE)
    paginator.count = sum(counts.values())
    page = paginator.get_page(request.GET.get("seite"))
    context = {
        "letter": letter,
        "page": page,
        "counts": counts,
        "summary": wording.tell_counts(counts, held=letter.held),
        "trouble": wording.tell_why_waiting(Dispatch.objects.current())
        if counts["waiting"]
        else "",
    }
    return render(request, "mail/letter_page.html", context)


@frames_mail
@require_safe
def mail_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The exact mail to one person."""
    mail = find_mail(request, pk)
    context: dict[str, object] = {"mail": mail, "letter": mail.letter}
    try:
        context["shown"] = preview_mail(mail)
    except Unwritable as reason:
        context["unwritable"] = str(reason)
    return render(request, "mail/mail_page.html", context)


@require_safe
def mail_content(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML part alone, for the frame of `mail_page`."""
    try:
        return show_mail(preview_mail(find_mail(request, pk)).html)
    except Unwritable as reason:
        raise Http404(str(reason)) from reason


@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    letter = find_letter(request, pk)
    actions.hold(letter, actor=request.user)
    messages.success(request, _("Angehalten. Was noch wartet, geht erst nach Ihrer Freigabe."))
    return redirect("outbox_letter", pk)


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    letter = find_letter(request, pk)
    actions.release(letter, actor=request.user)
    messages.success(request, _("Freigegeben. Was gewartet hat, geht jetzt hinaus."))
    return redirect("outbox_letter", pk)


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    again = actions.retry(find_letter(request, pk), actor=request.user)
    text = ngettext(
        "%(n)s Mail geht noch einmal hinaus.", "%(n)s Mails gehen noch einmal hinaus.", again
    )
    messages.success(request, text % {"n": again})
    return redirect("outbox_letter", pk)
