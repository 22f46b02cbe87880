"""Fetching and authorising are one step."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import Case
from klimanetz.features.advising.views.loading import load_home


def load_draft(request: HttpRequest, pk: int, draft: int) -> Draft:
    """Of a case that the visitor may see; with that case. Those who advise share their drafts."""
    case = load_home(request, pk)
    found: Draft = get_object_or_404(drafts_of(case), pk=draft)
    found.case = case
    return found


def find_draft(case: Case, draft: int) -> Draft | None:
    """None once somebody, in whatever window, sent it or threw it away."""
    found: Draft | None = drafts_of(case).filter(pk=draft).first()
    if found is not None:
        found.case = case
    return found


def drafts_of(case: Case) -> QuerySet[Draft]:
    return Draft.objects.filter(case=case).prefetch_related("contacts", "attached")
