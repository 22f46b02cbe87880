"""Trainings: read by everyone, kept by organisers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.calendar import calendar_file
from klimanetz.core.meanwhile import Overtaken
from klimanetz.core.public import public_page
from klimanetz.core.refusal import Refused
from klimanetz.features.training import actions
from klimanetz.features.training.calendar import draw_calendar
from klimanetz.features.training.forms import TrainingForm
from klimanetz.features.training.models import Training
from klimanetz.roster.office import open_office, posted
from klimanetz.roster.rules import can_manage

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@public_page
def training_list(request: HttpRequest) -> HttpResponse:
    context = {
        "upcoming": list(Training.objects.upcoming()),
        "past": list(Training.objects.past()),
        "can_keep": can_manage(request.user),
    }
    return render(request, "training/training_list.html", context)


@require_safe
@public_page
def training_feed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everyone
    """Past ones too: what somebody went to does not vanish from their calendar."""
    return calendar_file(draw_calendar(Training.objects.all()))


@require_safe
def office_trainings(request: HttpRequest) -> HttpResponse:
    open_office(request)
    context = {
        "upcoming": list(Training.objects.upcoming()),
        "past": list(Training.objects.past()),
    }
    return render(request, "training/office_trainings.html", context)


@form_view
def training_add(request: HttpRequest) -> HttpResponse:
    open_office(request)
    return edit(request, Training(), _("Eingetragen: %(title)s."))


@form_view
def training_edit(request: HttpRequest, pk: int) -> HttpResponse:
    open_office(request)
    training = Training.objects.filter(pk=pk).first()
    if training is None and request.method == "POST":
        return offer_again(request)
    return edit(request, training or get_object_or_404(Training, pk=pk), _("Gespeichert."))


def offer_again(request: HttpRequest) -> HttpResponse:
    """What somebody typed about a training that another has removed meanwhile: not lost."""
    gone = _(
        "Jemand hat diese Weiterbildung inzwischen entfernt. Hier können Sie sie neu eintragen."
    )
    form = TrainingForm(request.POST)
    form.add_error(None, gone)
    context = {"form": form, "training": Training(), "to": reverse("training_add")}
    return render(request, "training/training_form.html", context)


def edit(request: HttpRequest, training: Training, done: str) -> HttpResponse:
    form = TrainingForm(posted(request), instance=training)
    if form.is_valid():
        try:
            actions.save_training(form.save(commit=False), actor=request.user, begun=form.begun)
        except Overtaken as overtaken:
            form.catch_up(overtaken)
        except Refused:
            return offer_again(request)
        else:
            messages.success(request, done % {"title": training.title})
            return redirect("office_trainings")
    return render(request, "training/training_form.html", {"form": form, "training": training})


@form_view
def training_remove(request: HttpRequest, pk: int) -> HttpResponse:
    open_office(request)
    training = get_object_or_404(Training, pk=pk)
    if request.method == "POST":
        actions.remove_training(training, actor=request.user)
        messages.success(request, _("Entfernt: %(title)s.") % {"title": training.title})
        return redirect("office_trainings")
    return render(request, "training/training_remove.html", {"training": training})
