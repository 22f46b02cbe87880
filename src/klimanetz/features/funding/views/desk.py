"""The organisers' desk of funding, and the questions that rules depend on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.features.funding import actions
from klimanetz.features.funding.desk import list_items, say_due
from klimanetz.features.funding.desk_ways import list_ways
from klimanetz.features.funding.forms import QuestionForm
from klimanetz.features.funding.models import Programme, Question
from klimanetz.features.funding.views.loading import load_question, open_desk
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
    keep = actions.save_question if question.pk else actions.add_question
    if request.method == "POST" and form.is_valid():
        try:
            keep(form.save(commit=False), actor=request.user)
        except Refused as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("question_list")
    return render(request, "funding/question_form.html", {"form": form, "question": question})
