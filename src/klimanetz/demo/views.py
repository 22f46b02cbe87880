"""Trying the demo network out: who do you want to be?"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from klimanetz.demo import cast
from klimanetz.demo.sample import write_sample
from klimanetz.people.models import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

type View = Callable[..., HttpResponse]

PARTS = {"organisator": cast.ORGANISER, "klimaschutz": cast.MANAGER, "gast": cast.GUEST}


def demo_only(view: View) -> View:
    """A page that a real installation does not have (404)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@login_not_required
@demo_only
@require_GET
def demo(request: HttpRequest) -> HttpResponse:
    rows = Person.objects.filter(email__in=PARTS.values()).select_related("organisation")
    people = {person.email: person for person in rows}
    parts = {part: people[email] for part, email in PARTS.items() if email in people}
    return render(request, "demo/demo.html", {"parts": parts})


@login_not_required
@demo_only
@require_POST
def play(request: HttpRequest, part: str) -> HttpResponse:
    """Sign in as the person who plays `part`, without any proof: this is a demo."""
    if part not in PARTS:
        raise Http404
    person = get_object_or_404(Person, email=PARTS[part])
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(settings.LOGIN_REDIRECT_URL)


@login_not_required
@demo_only
@require_GET
def sample(_request: HttpRequest) -> HttpResponse:
    """The spreadsheet that the demo invites to import."""
    return HttpResponse(
        write_sample(),
        content_type=XLSX,
        headers={"Content-Disposition": 'attachment; filename="menschen.xlsx"'},
    )
