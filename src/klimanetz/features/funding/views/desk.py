"""The organisers' desk of programmes and questions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.features.funding import actions
from klimanetz.features.funding.desk import list_items, say_due
from klimanetz.features.funding.desk_ways import list_ways
from klimanetz.features.funding.forms import ProgrammeForm, QuestionForm
from klimanetz.features.funding.frames import complain_of_outlasting
from klimanetz.features.funding.models import Programme, Question
from klimanetz.features.funding.views.loading import load_programme, load_question, open_desk
from klimanetz.roster.office import posted

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def funding_desk(request: HttpRequest) -> HttpResponse:
    open_desk(request)
    items = list_items()
    context = {
        "sentence": say_due(items),
        "due": [item for item in items if item.due],
        "items": items,
        "empty": Programme.objects.filter(rules=None).order_by("name"),
        "ways": list_ways(),
    }
    return render(request, "funding/desk.html", context)


@form_view
def programme_add(request: HttpRequest) -> HttpResponse:
    open_desk(request)
    form = ProgrammeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        saved = actions.save_programme(form.save(commit=False), actor=request.user)
        messages.success(request, _("Das Programm ist angelegt. Was zahlt es?"))
        return redirect("rule_open", saved.slug)
    return render(request, "funding/programme_form.html", {"form": form, "programme": None})


@form_view
def programme_desk(request: HttpRequest, slug: str) -> HttpResponse:
    """What is said about the programme as a whole, and the way to its rules."""
    programme = load_programme(request, slug)
    form = ProgrammeForm(posted(request), instance=programme)
    if request.method == "POST" and form.is_valid():
        for sentence in complain_of_outlasting(form.instance):
            form.add_error("valid_to", sentence)
        if not form.errors:
            actions.save_programme(form.save(commit=False), actor=request.user)
            messages.success(request, _("Gespeichert."))
            return redirect("programme_desk", slug)
    items = [item for item in list_items() if item.rule.programme_id == programme.pk]
    context = {"form": form, "programme": programme, "items": items}
    return render(request, "funding/programme_form.html", context)


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    open_desk(request)
    return render(request, "funding/questions.html", {"questions": Question.objects.all()})


@form_view
def question_add(request: HttpRequest) -> HttpResponse:
    open_desk(request)
    return edit_question(request, Question())


@form_view
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return edit_question(request, load_question(request, pk))


def edit_question(request: HttpRequest, question: Question) -> HttpResponse:
    form = QuestionForm(posted(request), instance=question)
    if request.method == "POST" and form.is_valid():
        actions.save_question(form.save(commit=False), actor=request.user)
        messages.success(request, _("Gespeichert."))
        return redirect("question_list")
    return render(request, "funding/question_form.html", {"form": form, "question": question})
