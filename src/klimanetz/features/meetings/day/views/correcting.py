"""One entry of the list: put right, with everything that was noted about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klimanetz.core.audit import name_subject
from klimanetz.core.models import AuditEntry
from klimanetz.core.trail import write_lines
from klimanetz.features.meetings.day.actions.correcting import correct
from klimanetz.features.meetings.day.forms import CorrectionForm
from klimanetz.features.meetings.day.views.loading import load_for_door
from klimanetz.features.meetings.models import Attendance
from klimanetz.features.meetings.views.submitting import happened


@require_http_methods(["GET", "HEAD", "POST"])
def attendance_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    meeting = load_for_door(request, slug)
    entry = get_object_or_404(Attendance.objects.filter(meeting=meeting), pk=pk)
    name, form = entry.name, CorrectionForm(request.POST or None, instance=entry)
    if happened(form, lambda: correct(form.instance, actor=request.user)):
        messages.success(request, _("Der Eintrag von %(name)s ist geändert.") % {"name": name})
        return redirect("door", slug)
    context = {
        "meeting": meeting,
        "entry": entry,
        "name": name,
        "form": form,
        "taps": entry.taps.all(),
        "lines": write_lines(AuditEntry.objects.filter(subject=name_subject(entry)).reverse()),
    }
    return render(request, "day/attendance_edit.html", context)
