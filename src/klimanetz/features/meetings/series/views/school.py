"""The school holidays that proposed dates keep clear of."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klimanetz.features.meetings import rules
from klimanetz.features.meetings.series import actions
from klimanetz.features.meetings.series.forms import SchoolBreakForm
from klimanetz.features.meetings.series.models import SchoolBreak
from klimanetz.features.meetings.views.loading import visitor
from klimanetz.features.meetings.views.submitting import happened


@require_http_methods(["GET", "HEAD", "POST"])
def school_breaks(request: HttpRequest) -> HttpResponse:
    rules.can_run(visitor(request)).require()
    form = SchoolBreakForm(request.POST or None)
    if happened(
        form, lambda: actions.add_school_break(form.save(commit=False), actor=request.user)
    ):
        messages.success(request, _("Eingetragen: %(name)s.") % {"name": form.instance.name})
        return redirect("school_breaks")
    breaks = SchoolBreak.objects.here().filter(last_day__gte=timezone.localdate())
    return render(request, "series/school_breaks.html", {"form": form, "breaks": breaks})


@require_POST
def school_break_remove(request: HttpRequest, pk: int) -> HttpResponse:
    rules.can_run(visitor(request)).require()
    school_break = get_object_or_404(SchoolBreak, pk=pk)
    actions.remove_school_break(school_break, actor=request.user)
    messages.success(request, _("Entfernt: %(name)s.") % {"name": school_break.name})
    return redirect("school_breaks")
