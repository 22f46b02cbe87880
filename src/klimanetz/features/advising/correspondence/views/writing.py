"""A mail from the case: written, looked at, sent."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.features.advising.correspondence import actions, mails
from klimanetz.features.advising.correspondence.forms import MailForm, propose
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.correspondence.views.loading import find_draft, load_draft
from klimanetz.features.advising.models import Case, CaseEntry, EntryKind
from klimanetz.features.advising.rules import can_follow
from klimanetz.features.advising.views.loading import load_home
from klimanetz.mail.headers import Unwritable
from klimanetz.mail.preview import Preview, frames_mail, preview, show_mail
from klimanetz.roster.office import posted, signed_in

GONE = gettext_lazy("Diese Mail ist schon hinausgegangen oder verworfen.")


@require_http_methods(["GET", "HEAD", "POST"])
def case_mail_write(request: HttpRequest, pk: int) -> HttpResponse:
    """`?an=` a contact, `?auf=` a mail that is answered."""
    case = load_home(request, pk)
    answered = find_answered(case, request.GET.get("auf", ""))
    asked = number(request.GET.get("an", ""))
    initial = propose(case, asked, answered, signed_in(request).full_name)
    form = MailForm(case, posted(request), instance=Draft(case=case), initial=initial)
    return edit(request, case, form, answered)


@require_http_methods(["GET", "HEAD", "POST"])
def case_mail_edit(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """What was written on a draft that is gone by now becomes a new one."""
    case = load_home(request, pk)
    row = find_draft(case, draft)
    if row is None and request.method != "POST":
        return tell_gone(request, case)
    if row is None:
        messages.info(request, f"{GONE} {_('Ihr Text ist ein neuer Entwurf.')}")
    form = MailForm(case, posted(request), instance=row or Draft(case=case))
    return edit(request, case, form)


def tell_gone(request: HttpRequest, case: Case) -> HttpResponse:
    messages.info(request, str(GONE))
    return redirect("case_detail", case.pk)


def edit(
    request: HttpRequest, case: Case, form: MailForm, answered: CaseEntry | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        draft = actions.keep_draft(
            form.instance,
            contacts=said["contacts"],
            files=said["attached"],
            actor=signed_in(request),
        )
        return redirect("case_mail_preview", case.pk, draft.pk)
    context = {"case": case, "form": form, "answered": answered}
    return render(request, "correspondence/case_mail_write.html", context)


def find_answered(case: Case, asked: str) -> CaseEntry | None:
    found = case.entries.filter(pk=number(asked), kind=EntryKind.MAIL_IN)
    return found.select_related("arrival").first()


def number(asked: str) -> int:
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else 0


@frames_mail
@require_safe
def case_mail_preview(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """As the first of its readers gets it."""
    case = load_home(request, pk)
    row = find_draft(case, draft)
    if row is None:
        return tell_gone(request, case)
    context: dict[str, object] = {"case": case, "draft": row}
    context["contacts"] = list(row.contacts.all())
    try:
        context["shown"] = look_at(row)
    except Unwritable as reason:
        context["unwritable"] = str(reason)
    return render(request, "correspondence/case_mail_preview.html", context)


def look_at(draft: Draft) -> Preview:
    reader = draft.contacts.select_related("case").first()
    if reader is None:
        raise Unwritable(_("Bitte wählen Sie, an wen die Mail geht."))
    letter = mails.draw(
        draft.case,
        draft.subject,
        draft.text,
        draft.attached.all(),
        follows=bool(can_follow(reader)),
        actor="",
    )
    return preview(letter, mails.to_contact(reader))


@require_safe
def case_mail_content(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """The mail alone, for the frame of the preview."""
    try:
        return show_mail(look_at(load_draft(request, pk, draft)).html)
    except Unwritable as reason:
        raise Http404(str(reason)) from reason


@require_POST
def case_mail_send(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """Whoever clicks twice is brought back to the case, where the mail stands."""
    case = load_home(request, pk)
    row = find_draft(case, draft)
    if row is None:
        return tell_gone(request, case)
    seen = read_stand(request)
    if seen is None:
        return redirect("case_mail_preview", pk, draft)
    many = row.contacts.count()
    try:
        actions.send(row, actor=signed_in(request), seen=seen)
    except actions.Unseen as told:
        messages.info(request, str(told))
        return redirect("case_mail_preview", pk, draft)
    text = ngettext("Die Mail ist unterwegs.", "Die Mail ist an %(n)s Personen unterwegs.", many)
    messages.success(request, text % {"n": many})
    return redirect("case_detail", pk)


def read_stand(request: HttpRequest) -> datetime | None:
    """When what the preview showed was written."""
    try:
        return datetime.fromisoformat(request.POST.get("stand", ""))
    except ValueError:
        return None


@require_POST
def case_mail_discard(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    case = load_home(request, pk)
    row = find_draft(case, draft)
    if row is None:
        return tell_gone(request, case)
    actions.discard(row)
    messages.success(request, _("Der Entwurf ist verworfen."))
    return redirect("case_detail", pk)
