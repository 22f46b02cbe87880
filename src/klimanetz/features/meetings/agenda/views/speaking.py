"""The page of who presents, opened by the key in their mail, without signing in."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from klimanetz.core.audit import BY_LINK
from klimanetz.core.keyed import keyed_page, speak
from klimanetz.features.meetings.agenda import actions, mails
from klimanetz.features.meetings.agenda.forms import MaterialForm
from klimanetz.features.meetings.agenda.models import Material, Talk
from klimanetz.features.meetings.agenda.plan import Entry, read_slots
from klimanetz.features.meetings.agenda.views.loading import find_talk, load_talk
from klimanetz.features.meetings.agenda.views.materials import serve
from klimanetz.features.meetings.agenda.views.office import form_view
from klimanetz.features.meetings.views.submitting import happened
from klimanetz.roster.office import posted


@keyed_page
@form_view
def talk(request: HttpRequest, token: str) -> HttpResponse:
    """What, when, where; a POST hands in a file or a link."""
    row = find_talk(token)
    if row is None:
        return render(request, "agenda/talk_over.html", status=404)
    with speak(request, mails.reader_of(row.item).language):
        form = MaterialForm(posted(request), request.FILES or None)
        if happened(form, lambda: hand_in(row, form)):
            return redirect(f"{row.get_absolute_url()}?gespeichert=1")
        context = {
            "talk": row,
            "meeting": row.meeting,
            "entry": preview(row),
            "form": form,
            "saved": "gespeichert" in request.GET and request.method != "POST",
        }
        return render(request, "agenda/talk.html", context)


def hand_in(row: Talk, form: MaterialForm) -> None:
    actions.add_material(row.item, **form.cleaned_data, actor=BY_LINK)


def preview(row: Talk) -> Entry:
    """The item as others see it."""
    slot = next(one for one in read_slots(row.meeting) if one.item.pk == row.item_id)
    return Entry(slot, list(row.item.materials.order_by("uploaded_at", "pk")))


@keyed_page
@require_safe
def talk_material(request: HttpRequest, token: str, material: int) -> FileResponse:  # noqa: ARG001
    materials = load_talk(token).item.materials.exclude(file="")
    return serve(get_object_or_404(materials, pk=material))


@keyed_page
@require_POST
def talk_material_remove(request: HttpRequest, token: str, material: int) -> HttpResponse:  # noqa: ARG001
    row = load_talk(token)
    theirs = Material.objects.handed_in_for(row.item)
    actions.remove_material(get_object_or_404(theirs, pk=material), actor=BY_LINK)
    return redirect(row)
