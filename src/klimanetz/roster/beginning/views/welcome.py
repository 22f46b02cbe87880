"""Three short steps after the first sign-in; each can be skipped, and one can come back."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.language import remember_language
from klimanetz.people.actions import change_own_data
from klimanetz.people.forms import OwnDataForm
from klimanetz.people.models import Person
from klimanetz.roster.beginning import actions
from klimanetz.roster.beginning.forms import AudienceForm
from klimanetz.roster.beginning.models import Step
from klimanetz.roster.beginning.steps import PAGES, SLUGS, draw_steps, next_step
from klimanetz.roster.beginning.views.mine import begin
from klimanetz.roster.office import posted

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Leads to the step one stopped at."""
    step = next_step(begin(request))
    return redirect(PAGES[step] if step else "me")


@form_page
def welcome_profile(request: HttpRequest) -> HttpResponse:
    person = begin(request)
    form = OwnDataForm(posted(request), instance=Person.objects.get(pk=person.pk))
    if not form.is_valid():
        return draw(request, Step.PROFILE, form=form)
    change_own_data(person, actor=person, **form.cleaned_data)
    actions.take_step(person, Step.PROFILE, actor=person)
    language = form.cleaned_data["language"]
    with override(language):
        response = go_on(request)
    remember_language(response, language)
    return response


@form_page
def welcome_consent(request: HttpRequest) -> HttpResponse:
    person = begin(request)
    form = AudienceForm(posted(request), person=person)
    if not form.is_valid():
        return draw(request, Step.CONSENT, form=form)
    actions.decide_what_others_see(person, form.wishes(), actor=person)
    return go_on(request)


@form_page
def welcome_calendar(request: HttpRequest) -> HttpResponse:
    person = begin(request)
    if request.method != "POST":
        address = settings.BASE_URL + reverse("meeting_feed")
        webcal = urlsplit(address)._replace(scheme="webcal").geturl()
        return draw(request, Step.CALENDAR, address=address, webcal=webcal)
    actions.take_step(person, Step.CALENDAR, actor=person)
    return go_on(request)


@require_POST
def welcome_skip(request: HttpRequest, step: str) -> HttpResponse:
    person = begin(request)
    named = {slug: one for one, slug in SLUGS.items()}
    if step not in named:
        raise Http404
    actions.skip_step(person, named[step], actor=person)
    return go_on(request)


def draw(request: HttpRequest, step: Step, **context: object) -> HttpResponse:
    steps = draw_steps(begin(request), step)
    template = f"beginning/{PAGES[step]}.html"
    return render(request, template, {"steps": steps, "slug": SLUGS[step], **context})


def go_on(request: HttpRequest) -> HttpResponse:
    step = next_step(begin(request))
    if step is None:
        messages.success(request, _("Geschafft. Schön, dass Sie dabei sind!"))
        return redirect("me")
    return redirect(PAGES[step])
