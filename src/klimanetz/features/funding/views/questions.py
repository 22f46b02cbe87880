"""The questions that rules depend on: add one, change it, after a preview where answers turn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.meanwhile import Overtaken
from klimanetz.core.refusal import Refused
from klimanetz.features.funding import actions
from klimanetz.features.funding.forms import QuestionForm
from klimanetz.features.funding.models import Question
from klimanetz.features.funding.previewing import Preview, fingerprint, preview_question
from klimanetz.features.funding.rewriting import list_rewrites_by_question
from klimanetz.features.funding.views.loading import load_question, open_desk
from klimanetz.roster.office import posted

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    open_desk(request)
    return render(request, "funding/questions.html", {"questions": Question.objects.all()})


@form_view
def question_add(request: HttpRequest) -> HttpResponse:
    """No rule depends on it yet, so there is nothing to look at before."""
    open_desk(request)
    form = QuestionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_question(form.save(commit=False), actor=request.user)
        except Refused as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("question_list")
    return show_question(request, form)


@form_view
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sent, what turns no answer is saved at once.

    Of anything else it shows what that would change, and changes nothing.
    """
    form = QuestionForm(posted(request), instance=load_question(request, pk))
    if request.method != "POST" or not form.is_valid() or not form.is_current():
        return show_question(request, form)
    if looked := make_preview(request, form):
        return show_question(request, form, looked)
    return keep_question(request, form)


@require_POST
def question_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Only what was seen in the preview becomes valid; else the preview is shown anew."""
    form = QuestionForm(request.POST, instance=load_question(request, pk))
    looked = make_preview(request, form) if form.is_valid() else None
    if looked is None or request.POST.get("seen") != looked.seen:
        return question_edit(request, pk)
    return keep_question(request, form)


def make_preview(request: HttpRequest, form: QuestionForm) -> Preview | None:
    rewrites = list_rewrites_by_question(form.instance)
    if not rewrites:
        return None
    seen = fingerprint(request.POST, [one.rule for one in rewrites])
    return preview_question(form.instance, rewrites, seen=seen)


def keep_question(request: HttpRequest, form: QuestionForm) -> HttpResponse:
    try:
        rewritten = actions.change_question(
            form.save(commit=False), actor=request.user, begun=form.begun
        )
    except Overtaken as overtaken:
        form.catch_up(overtaken)
        return show_question(request, form)
    told = _("Gespeichert; die Regeln haben neue Fassungen. Wer betroffen ist, bekommt Bescheid.")
    messages.success(request, told if rewritten else _("Gespeichert."))
    return redirect("question_list")


def show_question(
    request: HttpRequest, form: QuestionForm, looked: Preview | None = None
) -> HttpResponse:
    context = {"form": form, "question": form.instance, "preview": looked}
    return render(request, "funding/question_form.html", context)
