"""Who could get what, for those who run the network: a page of numbers and a file of everybody."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klimanetz.core.context import this_network
from klimanetz.features.funding.check.who_gets_what import count_up, write_csv
from klimanetz.roster.rules import can_manage


@require_safe
def who_gets_what(request: HttpRequest) -> HttpResponse:
    can_manage(request.user).require()
    today = timezone.localdate()
    context = {"overviews": count_up(this_network(request).land, today), "today": today}
    return render(request, "check/who_gets_what.html", context)


@require_safe
def who_gets_what_csv(request: HttpRequest) -> StreamingHttpResponse:
    can_manage(request.user).require()
    today = timezone.localdate()
    name = f"wer-bekommt-was-{today:%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        write_csv(this_network(request).land, today),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
