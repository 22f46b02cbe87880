"""Fetching and authorising are one step."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.views.loading import load_case


def load_draft(request: HttpRequest, pk: int, draft: int) -> Draft:
    """Of a case that the visitor may see; with that case. Those who advise share their drafts."""
    case = load_case(request, pk)
    rows = Draft.objects.prefetch_related("contacts", "attached")
    found: Draft = get_object_or_404(rows.filter(case=case), pk=draft)
    found.case = case
    return found
