"""What the register offers to everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

from klimanetz.places.finding import Suggestion, suggest

#: More is no name of a place.
LONGEST = 100


@require_safe
@login_not_required
def place_suggestions(request: HttpRequest) -> HttpResponse:
    """Places while one types, for whatever field asks: the first value of the address counts."""
    text = str(next(iter(request.GET.values()), ""))[:LONGEST]
    options = ((offer.value, write_label(offer)) for offer in suggest(text))
    return HttpResponse(format_html_join("", '<option value="{}"{}>', options))


def write_label(offer: Suggestion) -> str:
    return format_html(' label="{}"', offer.label) if offer.label else ""
