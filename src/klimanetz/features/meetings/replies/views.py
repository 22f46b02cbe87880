"""What calendars answered and somebody has to look at: the list, and one of them."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.features.meetings.models import Reply
from klimanetz.features.meetings.replies import actions
from klimanetz.features.meetings.replies.forms import TakeForm
from klimanetz.features.meetings.replies.models import CalendarReply, CalendarReplyQuerySet
from klimanetz.features.meetings.replies.rules import can_read
from klimanetz.features.meetings.views.submitting import happened
from klimanetz.people.models import Person

PER_PAGE = 50
#: So many of those done are listed below those that wait.
LATEST = 20


def visible(request: HttpRequest) -> CalendarReplyQuerySet:
    can_read(request.user).require()
    seen = CalendarReply.objects.visible_to(request.user)
    return seen.select_related("meeting", "invitation__meeting")


def organiser(request: HttpRequest) -> Person:
    return cast("Person", request.user)


@require_safe
def calendar_replies(request: HttpRequest) -> HttpResponse:
    """Of all meetings, or of the one that the address names."""
    seen, slug = visible(request), request.GET.get("treffen", "")
    if slug:
        seen = seen.filter(meeting__slug=slug)
    context = {
        "page": Paginator(seen.waiting(), PER_PAGE).get_page(request.GET.get("seite")),
        "done": seen.done().order_by("-done_at", "-pk")[:LATEST],
        "only": slug,
    }
    return render(request, "replies/calendar_replies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything it says; its main button takes it as somebody's answer."""
    waiting = get_object_or_404(visible(request), pk=pk)
    form = make_form(waiting, request.POST if request.method == "POST" else None)
    if form and happened(form, lambda: take(waiting, form, organiser(request))):
        name = form.cleaned_data["invitation"].name
        messages.success(request, _("Die Antwort von %(name)s ist eingetragen.") % {"name": name})
        return redirect("calendar_replies")
    return render(request, "replies/calendar_reply.html", {"waiting": waiting, "form": form})


def make_form(waiting: CalendarReply, data: QueryDict | None) -> TakeForm | None:
    """Nothing can be entered where the meeting is unknown."""
    return TakeForm(waiting, waiting.meeting, data) if waiting.meeting else None


def take(waiting: CalendarReply, form: TakeForm, actor: Person) -> None:
    said = form.cleaned_data
    actions.take_as_answer(
        waiting,
        said["invitation"],
        Reply(said["reply"]),
        actor=actor,
        deputy_name=said["deputy_name"],
    )


@require_POST
def calendar_reply_done(request: HttpRequest, pk: int) -> HttpResponse:
    waiting = get_object_or_404(visible(request), pk=pk)
    actions.finish(waiting, actor=organiser(request))
    messages.success(request, _("Erledigt: die Antwort von %(name)s.") % {"name": waiting.sender})
    return redirect("calendar_replies")
