"""The cases on the desk of whoever asks."""

from django.http import HttpRequest

from klimanetz.features.advising.models import Case, CaseQuerySet
from klimanetz.features.advising.views.loading import open_advising


def open_cases(request: HttpRequest) -> CaseQuerySet:
    """403 with the reason for who advises nobody."""
    return Case.objects.visible_to(open_advising(request))
