"""The questions of all handover files, as organisers keep them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.roster.office import open_office, posted
from klimanetz.roster.succession import actions
from klimanetz.roster.succession.forms import QuestionForm
from klimanetz.roster.succession.models import Question


@require_safe
def handover_questions(request: HttpRequest) -> HttpResponse:
    open_office(request)
    questions = Question.objects.standing().order_by("rank", "pk")
    return render(request, "succession/handover_questions.html", {"questions": questions})


@require_http_methods(["GET", "POST"])
def handover_question_add(request: HttpRequest) -> HttpResponse:
    open_office(request)
    form = QuestionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_question(**form.cleaned_data, actor=request.user)
        messages.success(request, _("Die Frage steht jetzt in jeder Übergabemappe."))
        return redirect("handover_questions")
    return render(request, "succession/handover_question_form.html", {"form": form, "row": None})


@require_http_methods(["GET", "POST"])
def handover_question_change(request: HttpRequest, question: int) -> HttpResponse:
    row = load_question(request, question)
    form = QuestionForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        actions.change_question(row, **form.cleaned_data, actor=request.user)
        messages.success(request, _("Gespeichert."))
        return redirect("handover_questions")
    return render(request, "succession/handover_question_form.html", {"form": form, "row": row})


@require_POST
def handover_question_retire(request: HttpRequest, question: int) -> HttpResponse:
    actions.retire_question(load_question(request, question), actor=request.user)
    messages.success(request, _("Die Frage wird nicht mehr gestellt."))
    return redirect("handover_questions")


def load_question(request: HttpRequest, question: int) -> Question:
    open_office(request)
    return get_object_or_404(Question.objects.standing(), pk=question)
