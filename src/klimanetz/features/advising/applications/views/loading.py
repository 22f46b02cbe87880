"""Fetching and authorising are one step."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from klimanetz.features.advising.models import Application
from klimanetz.features.advising.views.loading import load_home


def load_application(request: HttpRequest, pk: int, application: int) -> Application:
    """Of a case that the visitor may see; with that case."""
    case = load_home(request, pk)
    found: Application = get_object_or_404(case.applications.all(), pk=application)
    found.case = case
    return found
