"""The pages of the audit trail. They only read: what was done is never changed."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klimanetz.core.models import AuditEntry, AuditQuerySet
from klimanetz.core.rules import can_read_trail
from klimanetz.core.trail import PAGE_SIZE, TrailFilter, write_csv, write_lines
from klimanetz.core.verbs import Thing, name_subjects


def visible_entries(request: HttpRequest) -> AuditQuerySet:
    """Raises `PermissionDenied` with the reason for everyone but organisers."""
    can_read_trail(request.user).require()
    return AuditEntry.objects.visible_to(request.user)


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what to whom, the newest first."""
    entries = visible_entries(request)
    form = TrailFilter(request.GET)
    page: Page[AuditEntry] = Paginator(form.narrow(entries), PAGE_SIZE).get_page(
        request.GET.get("seite")
    )
    about = str(form.asked.get("ueber", ""))
    context = {
        "form": form,
        "page": page,
        "lines": write_lines(page),
        "about": name_subjects([about]).get(about, Thing(about)) if about else None,
    }
    return render(request, "core/trail.html", context)


@require_safe
def trail_file(request: HttpRequest) -> StreamingHttpResponse:
    """All of what the page lists, as it is filtered."""
    entries = TrailFilter(request.GET).narrow(visible_entries(request))
    name = f"verlauf-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        write_csv(entries),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
