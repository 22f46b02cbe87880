"""The mails of the house, to be read by those who run the network. Nothing goes out from here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from klimanetz.mail.preview import frames_mail, show_mail
from klimanetz.mail.rules import can_see_outbox
from klimanetz.mail.samples import find_sample, list_samples, look_at


@frames_mail
@require_safe
def mail_samples(request: HttpRequest) -> HttpResponse:
    can_see_outbox(request.user).require()
    chosen = find_sample(request.GET.get("mail", ""))
    context = {
        "samples": list_samples(),
        "sample": chosen,
        "shown": look_at(chosen, request.user),
        "content_url": reverse("mail_sample_content", args=[chosen.kind]),
    }
    return render(request, "mail/samples.html", context)


@require_safe
def mail_sample_content(request: HttpRequest, kind: str) -> HttpResponse:
    """The mail alone, for the frame of the page."""
    can_see_outbox(request.user).require()
    shown = look_at(find_sample(kind), request.user)
    if shown is None:
        raise Http404
    return show_mail(shown.html)
