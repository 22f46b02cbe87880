"""Files and links of an item: added by organisers, opened by whoever may."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.forms import OfficeMaterialForm
from klimanetz.features.meetings.agenda.models import Material
from klimanetz.features.meetings.agenda.views.loading import load_item, load_item_material
from klimanetz.features.meetings.agenda.views.office import form_view
from klimanetz.features.meetings.views.loading import visitor
from klimanetz.features.meetings.views.submitting import happened
from klimanetz.roster.office import posted

#: Even what a browser would show may do nothing there.
SEALED = "default-src 'none'; sandbox"


@form_view
def agenda_materials(request: HttpRequest, slug: str, item: int) -> HttpResponse:
    """Also after the meeting: what was shown there is looked for here."""
    row = load_item(request, slug, item)
    form = OfficeMaterialForm(posted(request), request.FILES or None)
    if happened(form, lambda: actions.add_material(row, **form.cleaned_data, actor=request.user)):
        messages.success(request, _("Gespeichert."))
        return redirect("agenda_materials", slug, item)
    materials = list(row.materials.order_by("uploaded_at", "pk"))
    context = {"form": form, "item": row, "meeting": row.meeting, "materials": materials}
    return render(request, "agenda/materials.html", context)


@require_POST
def material_remove(request: HttpRequest, slug: str, item: int, material: int) -> HttpResponse:
    actions.remove_material(load_item_material(request, slug, item, material), actor=request.user)
    messages.success(request, _("Entfernt."))
    return redirect("agenda_materials", slug, item)


@require_POST
def material_show(request: HttpRequest, slug: str, item: int, material: int) -> HttpResponse:
    row = load_item_material(request, slug, item, material)
    actions.show_material(row, public=True, actor=request.user)
    return redirect("agenda_materials", slug, item)


@require_POST
def material_hide(request: HttpRequest, slug: str, item: int, material: int) -> HttpResponse:
    row = load_item_material(request, slug, item, material)
    actions.show_material(row, public=False, actor=request.user)
    return redirect("agenda_materials", slug, item)


@login_not_required
@require_safe
def material(request: HttpRequest, pk: int) -> FileResponse:
    visible = Material.objects.visible_to(visitor(request)).exclude(file="")
    return serve(get_object_or_404(visible, pk=pk))


def serve(row: Material) -> FileResponse:
    """Only as a file to save, never as a page of this site."""
    try:
        file = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=row.name, content_type=row.kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["Cache-Control"] = "private, no-store"
    return response
