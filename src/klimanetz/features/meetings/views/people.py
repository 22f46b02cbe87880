"""Single people at a meeting: an answer by telephone, an invitation taken back, the list at the
door."""

from itertools import groupby
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.features.meetings import actions, rules
from klimanetz.features.meetings.answer_form import AnswerForm
from klimanetz.features.meetings.models import Invitation, Mode, Reply, Source
from klimanetz.features.meetings.spreadsheet import write_attendance
from klimanetz.features.meetings.tally import list_attendance
from klimanetz.features.meetings.views.loading import load_invitation_to_run, load_to_run
from klimanetz.features.meetings.views.submitting import happened
from klimanetz.people.models import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Empty lines for those who come without having said so.
SPARE_LINES = 4


@require_http_methods(["GET", "HEAD", "POST"])
def office_invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One invited person: every answer so far, and the one that came by telephone."""
    invitation = load_invitation_to_run(request, slug, pk)
    verdict = rules.can_answer(invitation, source=Source.ORGANISER)
    form = AnswerForm(request.POST or None, instance=invitation)
    if happened(form, lambda: enter_answer(request, invitation, form)):
        messages.success(
            request, _("Die Antwort von %(name)s ist eingetragen.") % {"name": invitation.name}
        )
        return redirect("office_meeting", slug)
    context = {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "answers": invitation.answers.all(),
        "verdict": verdict,
        "can_withdraw": rules.can_withdraw(invitation),
        "form": form,
    }
    return render(request, "meetings/office_invitation.html", context)


def enter_answer(request: HttpRequest, invitation: Invitation, form: AnswerForm) -> None:
    fields = form.cleaned_data
    reply = Reply(fields.pop("reply"))
    by = cast("Person", request.user).full_name
    actions.answer(invitation, reply, source=Source.ORGANISER, by=by, **fields)


@require_POST
def invitation_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    invitation = load_invitation_to_run(request, slug, pk)
    actions.withdraw_invitation(invitation, actor=request.user)
    messages.success(request, _("%(name)s ist nicht mehr eingeladen.") % {"name": invitation.name})
    return redirect("office_meeting", slug)


@require_safe
def attendance(request: HttpRequest, slug: str) -> HttpResponse:
    """The list at the door, to print."""
    meeting = load_to_run(request, slug)
    groups = groupby(list_attendance(meeting), key=lambda one: one.mode)
    context = {
        "meeting": meeting,
        "groups": [(mode, mode == Mode.ON_SITE.label, list(people)) for mode, people in groups],
        "spare": range(SPARE_LINES),
    }
    return render(request, "meetings/attendance.html", context)


@require_safe
def attendance_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_run(request, slug)
    response = HttpResponse(write_attendance(meeting), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-anwesenheit.xlsx"'
    return response
