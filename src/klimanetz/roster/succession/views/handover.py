"""The handover file: read it, answer its questions, hand documents on."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.roster.office import posted, signed_in
from klimanetz.roster.succession import actions
from klimanetz.roster.succession.folder import open_folder, read_answers
from klimanetz.roster.succession.forms import DocumentForm, NotesForm
from klimanetz.roster.succession.models import Document
from klimanetz.roster.succession.views.loading import load_handover, position_page_of

#: Even what a browser would show may do nothing there.
SEALED = "default-src 'none'; sandbox"


@require_safe
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_handover(request, pk)
    context = {
        "folder": open_folder(position),
        "position": position,
        "back": position_page_of(signed_in(request), position),
    }
    return render(request, "succession/handover.html", context)


@require_http_methods(["GET", "POST"])
def handover_write(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_handover(request, pk)
    form = NotesForm(read_answers(position), posted(request))
    if request.method == "POST" and form.is_valid():
        actions.write_notes(position, form.changed_answers, actor=signed_in(request))
        messages.success(request, _("Gespeichert."))
        return redirect("handover", pk)
    context = {"form": form, "position": position}
    return render(request, "succession/handover_write.html", context)


@require_http_methods(["GET", "POST"])
def handover_document_add(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_handover(request, pk)
    form = DocumentForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.add_document(position, said["file"], said["kind"], actor=signed_in(request))
        messages.success(request, _("Die Datei liegt jetzt in der Mappe."))
        return redirect("handover", pk)
    context = {"form": form, "position": position}
    return render(request, "succession/handover_document_add.html", context)


@require_safe
def handover_document(request: HttpRequest, pk: int, document: int) -> FileResponse:
    """Only as a file to save, never as a page of this site."""
    row = load_document(request, pk, document)
    try:
        file = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=row.name, content_type=row.kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def handover_document_remove(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    actions.remove_document(load_document(request, pk, document), actor=signed_in(request))
    messages.success(request, _("Die Datei ist gelöscht."))
    return redirect("handover", pk)


def load_document(request: HttpRequest, pk: int, document: int) -> Document:
    position = load_handover(request, pk)
    documents = Document.objects.select_related("position")
    return get_object_or_404(documents, pk=document, position=position)
