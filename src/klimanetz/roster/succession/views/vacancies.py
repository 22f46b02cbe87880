"""Vacancies: entered in the office, read by everyone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.public import public_page
from klimanetz.core.refusal import Refused
from klimanetz.roster.office import load_position, posted
from klimanetz.roster.succession import actions, rules
from klimanetz.roster.succession.feed import VacancyFeed
from klimanetz.roster.succession.forms import VacancyForm
from klimanetz.roster.succession.models import Vacancy


@require_safe
@public_page
def vacancy_list(request: HttpRequest) -> HttpResponse:
    vacancies = Vacancy.objects.open().select_related("position__authority")
    context = {"vacancies": list(vacancies.order_by("apply_by", "pk"))}
    return render(request, "succession/vacancy_list.html", context)


@require_safe
@public_page
def vacancy_feed(request: HttpRequest) -> HttpResponse:
    return VacancyFeed()(request)


@require_http_methods(["GET", "POST"])
def vacancy_publish(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_position(request, pk)
    if not (verdict := rules.can_publish(position)):
        raise Refused(verdict.reason)
    standing = Vacancy.objects.standing().filter(position=position).first()
    begun = {"title": position.get_kind_display()}
    form = VacancyForm(posted(request), instance=standing, initial={} if standing else begun)
    if request.method == "POST" and form.is_valid():
        actions.publish_vacancy(position, **form.cleaned_data, actor=request.user)
        messages.success(request, _("Die freie Stelle steht jetzt öffentlich im Netz."))
        return redirect("position_detail", pk)
    context = {"form": form, "position": position, "vacancy": standing}
    return render(request, "succession/vacancy_publish.html", context)


@require_POST
def vacancy_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The one that stands; twice is as good as once."""
    position = load_position(request, pk)
    latest = Vacancy.objects.filter(position=position).order_by("-pk").select_related("position")
    actions.withdraw_vacancy(get_object_or_404(latest[:1]), actor=request.user)
    messages.success(request, _("Die Anzeige ist zurückgezogen."))
    return redirect("position_detail", pk)
