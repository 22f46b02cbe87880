"""Pages that every installation has: language, imprint, privacy, accessibility."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from klimanetz.core.language import LANGUAGES, remember_language
from klimanetz.core.processing import declared_activities
from klimanetz.core.public import public_page


# Exempt so that public pages need no token and are the same for everyone, and can be kept.
# The worst another site can do with it is to show somebody these pages in English.
@csrf_exempt
@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language: in a cookie, and with the person so that mails follow."""
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        return HttpResponseBadRequest()
    person = request.user
    if person.is_authenticated:
        person.language = language
        person.save(update_fields=["language"])
    back = request.headers.get("Referer", "")
    response = redirect(back if is_ours(back, request) else "start")
    remember_language(response, language)
    return response


def is_ours(address: str, request: HttpRequest) -> bool:
    return url_has_allowed_host_and_scheme(address, request.get_host(), request.is_secure())


@require_safe
@public_page
def imprint(request: HttpRequest) -> HttpResponse:
    return render(request, "core/imprint.html")


@require_safe
@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "activities": declared_activities(),
        "session_days": timedelta(seconds=settings.SESSION_COOKIE_AGE).days,
    }
    return render(request, "core/privacy.html", context)


@require_safe
@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "core/accessibility.html")
