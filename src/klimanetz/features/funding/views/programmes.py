"""What is said of a programme as a whole: add it, change it, after a preview where answers turn."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klimanetz.core.meanwhile import Overtaken
from klimanetz.core.refusal import Refused
from klimanetz.features.funding import actions
from klimanetz.features.funding.desk import list_items
from klimanetz.features.funding.forms import ProgrammeForm
from klimanetz.features.funding.models import Programme
from klimanetz.features.funding.previewing import Preview, fingerprint, preview
from klimanetz.features.funding.rewriting import Rewrite, complain_of_empty, list_rewrites
from klimanetz.features.funding.terms import terms_of
from klimanetz.features.funding.views.loading import load_programme, open_desk
from klimanetz.roster.office import posted

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def programme_add(request: HttpRequest) -> HttpResponse:
    open_desk(request)
    form = ProgrammeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_programme(form.save(commit=False), actor=request.user)
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("Das Programm ist angelegt. Was zahlt es?"))
            return redirect("rule_open", added.slug)
    return render(request, "funding/programme_form.html", {"form": form, "programme": None})


@form_view
def programme_desk(request: HttpRequest, slug: str) -> HttpResponse:
    """The programme and the way to its rules; sent, what turns no answer is saved at once.

    Of anything else it shows what that would change, and changes nothing.
    """
    form = ProgrammeForm(posted(request), instance=load_programme(request, slug))
    if request.method != "POST" or not form.is_valid() or not form.is_current():
        return show_programme(request, slug, form)
    rewrites = list_rewrites(form.instance)
    for sentence in complain_of_empty(rewrites):
        form.add_error("valid_to", sentence)
    if form.errors:
        return show_programme(request, slug, form)
    if rewrites:
        return show_programme(request, slug, form, make_preview(request, rewrites))
    return keep_programme(request, form)


@require_POST
def programme_change(request: HttpRequest, slug: str) -> HttpResponse:
    """Only what was seen in the preview becomes valid; else the preview is shown anew."""
    form = ProgrammeForm(request.POST, instance=load_programme(request, slug))
    rewrites = list_rewrites(form.instance) if form.is_valid() else ()
    if not form.is_valid() or request.POST.get("seen") != seen(request, rewrites):
        return programme_desk(request, slug)
    return keep_programme(request, form)


def keep_programme(request: HttpRequest, form: ProgrammeForm) -> HttpResponse:
    programme = form.save(commit=False)
    try:
        rewritten = actions.change_programme(programme, actor=request.user, begun=form.begun)
    except Overtaken as overtaken:
        form.catch_up(overtaken)
        return show_programme(request, programme.slug, form)
    told = _("Gespeichert; die Regeln haben neue Fassungen. Wer betroffen ist, bekommt Bescheid.")
    messages.success(request, told if rewritten else _("Gespeichert."))
    return redirect("programme_desk", programme.slug)


def make_preview(request: HttpRequest, rewrites: Sequence[Rewrite]) -> Preview:
    pairs = [(terms_of(one.rule), one.draft.terms()) for one in rewrites if one.changes]
    return preview(pairs, is_new=True, seen=seen(request, rewrites))


def seen(request: HttpRequest, rewrites: Sequence[Rewrite]) -> str:
    return fingerprint(request.POST, [one.rule for one in rewrites])


def show_programme(
    request: HttpRequest, slug: str, form: ProgrammeForm, looked: Preview | None = None
) -> HttpResponse:
    """Under the name that it still has."""
    programme = Programme.objects.get(slug=slug)
    items = [item for item in list_items() if item.rule.programme_id == programme.pk]
    context = {"form": form, "programme": programme, "items": items, "preview": looked}
    return render(request, "funding/programme_form.html", context)
