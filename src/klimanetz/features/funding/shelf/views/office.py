"""How organisers keep the shelf."""

from pathlib import PurePath

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.meanwhile import Overtaken
from klimanetz.features.funding.inquiry import read_inquiry
from klimanetz.features.funding.shelf import actions
from klimanetz.features.funding.shelf.forms import (
    NewTemplateForm,
    TemplateForm,
    TryOutForm,
    VersionForm,
)
from klimanetz.features.funding.shelf.making import File, make_paper, read_original, reckon
from klimanetz.features.funding.shelf.models import Template
from klimanetz.features.funding.shelf.placeholders import list_groups
from klimanetz.features.funding.shelf.views.serving import hand_out
from klimanetz.features.funding.ways import Way
from klimanetz.roster.office import open_office, posted, signed_in

form_view = require_http_methods(["GET", "HEAD", "POST"])


def load_template(request: HttpRequest, slug: str) -> Template:
    open_office(request)
    rows = Template.objects.prefetch_related("versions__uploaded_by")
    return get_object_or_404(rows, slug=slug)


@require_safe
def office_templates(request: HttpRequest) -> HttpResponse:
    open_office(request)
    rows = list(Template.objects.prefetch_related("versions__uploaded_by"))
    context = {
        "standing": [one for one in rows if one.retired_at is None],
        "retired": [one for one in rows if one.retired_at is not None],
    }
    return render(request, "shelf/office_templates.html", context)


@form_view
def template_add(request: HttpRequest) -> HttpResponse:
    open_office(request)
    form = NewTemplateForm(posted(request), request.FILES or None)
    if form.is_valid():
        said, actor = form.cleaned_data, signed_in(request)
        actions.add_template(
            form.save(commit=False), said["file"], said["content_type"], actor=actor
        )
        messages.success(request, _("Die Vorlage steht im Regal."))
        return redirect("office_template", form.instance.slug)
    context = {"form": form, "groups": list_groups()}
    return render(request, "shelf/template_add.html", context)


@require_safe
def office_template(request: HttpRequest, slug: str) -> HttpResponse:
    template = load_template(request, slug)
    return draw_template(request, template, TryOutForm())


def draw_template(request: HttpRequest, template: Template, form: TryOutForm) -> HttpResponse:
    context = {
        "template": template,
        "versions": list(template.versions.all()),
        "form": form,
        "has_file": template.latest is not None or read_original(template) is not None,
    }
    return render(request, "shelf/office_template.html", context)


@form_view
def template_edit(request: HttpRequest, slug: str) -> HttpResponse:
    template = load_template(request, slug)
    form = TemplateForm(posted(request), instance=template)
    if form.is_valid():
        try:
            actions.change_template(
                form.save(commit=False), actor=signed_in(request), begun=form.begun
            )
        except Overtaken as overtaken:
            form.catch_up(overtaken)
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("office_template", slug)
    return render(request, "shelf/template_edit.html", {"form": form, "template": template})


@form_view
def template_upload(request: HttpRequest, slug: str) -> HttpResponse:
    template = load_template(request, slug)
    form = VersionForm(posted(request), request.FILES or None)
    if form.is_valid():
        said = form.cleaned_data
        actions.add_version(template, said["file"], said["content_type"], actor=signed_in(request))
        messages.success(request, _("Diese Fassung wird ab jetzt ausgefüllt."))
        return redirect("office_template", slug)
    context = {"form": form, "template": template, "groups": list_groups()}
    return render(request, "shelf/template_upload.html", context)


@require_safe
def template_original(request: HttpRequest, slug: str) -> HttpResponse:
    """As it is now, before it is filled: to change it and bring it back."""
    original = read_original(load_template(request, slug))
    if original is None:
        raise Http404
    return hand_out(original)


@require_safe
def template_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    version = get_object_or_404(load_template(request, slug).versions, number=number)
    try:
        with version.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    return hand_out(File(version.name, content, PurePath(version.name).suffix.lower()))


@require_safe
def template_try(request: HttpRequest, slug: str) -> HttpResponse:
    """Filled for any town, with what is assumed where nothing was said."""
    template = load_template(request, slug)
    form = TryOutForm(request.GET)
    if not form.is_valid():
        return draw_template(request, template, form)
    town = form.cleaned_data["kommune"]
    inquiry = read_inquiry(f"kommune={town.ars}&weg={Way.OWN.value}")
    return hand_out(make_paper(template, reckon(inquiry)))


@require_POST
def template_retire(request: HttpRequest, slug: str) -> HttpResponse:
    actions.retire_template(load_template(request, slug), actor=signed_in(request))
    messages.success(request, _("Die Vorlage steht nicht mehr im Regal."))
    return redirect("office_template", slug)


@require_POST
def template_restore(request: HttpRequest, slug: str) -> HttpResponse:
    actions.restore_template(load_template(request, slug), actor=signed_in(request))
    messages.success(request, _("Die Vorlage steht wieder im Regal."))
    return redirect("office_template", slug)
