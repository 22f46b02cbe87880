"""The organisers' desk of funding."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klimanetz.features.funding.desk import list_items, say_due
from klimanetz.features.funding.desk_ways import list_ways
from klimanetz.features.funding.models import Programme
from klimanetz.features.funding.views.loading import open_desk


@require_safe
def funding_desk(request: HttpRequest) -> HttpResponse:
    open_desk(request)
    items = list_items()
    context = {
        "sentence": say_due(items),
        "due": [item for item in items if item.due],
        "items": items,
        "empty": Programme.objects.filter(rules=None).order_by("name"),
        "ways": list_ways(),
    }
    return render(request, "funding/desk.html", context)
