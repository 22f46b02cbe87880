"""What happened: talks and notes with their files."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.features.advising import actions
from klimanetz.features.advising.forms.entries import NoteForm
from klimanetz.features.advising.handing_out import hand_out
from klimanetz.features.advising.models import Case, EntryKind
from klimanetz.features.advising.views.loading import load_entry, load_file, load_home
from klimanetz.people.models import Person
from klimanetz.roster.office import posted, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def case_note(request: HttpRequest, pk: int) -> HttpResponse:
    case = load_home(request, pk)
    form = NoteForm(case, posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        keep_note(case, form, signed_in(request))
        messages.success(request, _("Eingetragen."))
        return redirect("case_detail", pk)
    return render(request, "advising/case_note.html", {"case": case, "form": form})


@transaction.atomic
def keep_note(case: Case, form: NoteForm, person: Person) -> None:
    said = form.cleaned_data
    actions.add_entry(
        case,
        EntryKind(said["kind"]),
        said["text"],
        contact=said.get("contact"),
        shared=said["shared"],
        at=form.at,
        files=form.new_files,
        actor=person,
    )
    if {"next_step", "next_on"}.intersection(form.changed_data):
        actions.set_next(case, said["next_step"], said["next_on"], actor=person)


@require_POST
def case_entry_share(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    actions.share_entry(load_entry(request, pk, entry), shared=True, actor=signed_in(request))
    messages.success(request, _("Die Ansprechpartner:innen lesen das jetzt auf ihrer Seite."))
    return redirect("case_detail", pk)


@require_POST
def case_entry_hide(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    actions.share_entry(load_entry(request, pk, entry), shared=False, actor=signed_in(request))
    messages.success(request, _("Das sehen jetzt nur noch Sie und Ihre Kolleg:innen."))
    return redirect("case_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def case_entry_remove(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    row = load_entry(request, pk, entry)
    if request.method == "POST":
        actions.remove_entry(row, actor=signed_in(request))
        messages.success(request, _("Der Eintrag ist gelöscht."))
        return redirect("case_detail", pk)
    return render(request, "advising/case_entry_remove.html", {"case": row.case, "entry": row})


@require_safe
def case_file(request: HttpRequest, pk: int, file: int) -> FileResponse:
    return hand_out(load_file(request, pk, file))
