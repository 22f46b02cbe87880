"""Requests in the office: the list, one with everything about it, and the three decisions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.roster.joining import actions
from klimanetz.roster.joining.forms import ApproveForm, DeclineForm, QuestionForm
from klimanetz.roster.joining.models import JoinInvitation, JoinRequest, RequestState
from klimanetz.roster.joining.review import open_review
from klimanetz.roster.office import open_office, posted

#: So many of those decided are listed below those that wait.
LATEST = 20


def load_request(request: HttpRequest, pk: int) -> JoinRequest:
    organiser = open_office(request)
    visible = JoinRequest.objects.visible_to(organiser)
    return get_object_or_404(visible.select_related("authority", "decided_by", "person"), pk=pk)


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    organiser = open_office(request)
    visible = JoinRequest.objects.visible_to(organiser).select_related("authority", "decided_by")
    decided = visible.filter(state__in=(RequestState.APPROVED, RequestState.DECLINED))
    context = {
        "pending": visible.pending(),
        "decided": decided.order_by("-decided_at", "-pk")[:LATEST],
        "invited": JoinInvitation.objects.visible_to(organiser).open().count(),
    }
    return render(request, "joining/request_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def request_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything to decide by; its main button approves."""
    asked = load_request(request, pk)
    if request.method == "POST":
        actions.refuse_decided(asked)  # before the form asks for what nobody needs any more
    review = open_review(asked)
    form = ApproveForm(review, posted(request))
    if request.method == "POST" and form.is_valid():
        organiser = open_office(request)
        person = actions.approve(asked, **form.decided(), actor=organiser)
        messages.success(
            request,
            _("%(name)s ist dabei und bekommt eine E-Mail.") % {"name": person.full_name},
        )
        return redirect("person_detail", person.pk)
    return render(request, "joining/request_detail.html", {"review": review, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def request_ask(request: HttpRequest, pk: int) -> HttpResponse:
    asked = load_request(request, pk)
    form = QuestionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.ask_back(asked, form.cleaned_data["text"], actor=open_office(request))
        messages.success(request, _("Ihre Frage ist unterwegs."))
        return redirect("request_detail", pk)
    return render(request, "joining/request_ask.html", {"asked": asked, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def request_decline(request: HttpRequest, pk: int) -> HttpResponse:
    asked = load_request(request, pk)
    form = DeclineForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.decline(asked, form.cleaned_data["reason"], actor=open_office(request))
        messages.success(request, _("Die Absage ist unterwegs."))
        return redirect("request_list")
    return render(request, "joining/request_decline.html", {"asked": asked, "form": form})
