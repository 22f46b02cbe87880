"""Every mail of a meeting, to be seen before it goes."""

from dataclasses import replace
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.posting import Occasion, to_invited
from klimanetz.features.meetings.samples import Sample, find_sample, invite_unsaved, list_samples
from klimanetz.features.meetings.views.loading import load_to_run
from klimanetz.mail.preview import Preview, frames_mail, preview, show_mail
from klimanetz.people.models import Person


@frames_mail
@require_safe
def meeting_mails(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_run(request, slug)
    samples = list_samples()
    sample = find_sample(samples, request.GET.get("mail", ""))
    context = {
        "meeting": meeting,
        "samples": samples,
        "sample": sample,
        "shown": draw(request, meeting, sample),
        "content_url": reverse("meeting_mail_content", args=[slug, sample.kind]),
    }
    return render(request, "meetings/meeting_mails.html", context)


@require_safe
def meeting_mail_content(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The mail alone, for the frame of the page."""
    meeting = load_to_run(request, slug)
    return show_mail(draw(request, meeting, find_sample(list_samples(), kind)).html)


def draw(request: HttpRequest, meeting: Meeting, sample: Sample[Meeting]) -> Preview:
    person = cast("Person", request.user)
    letter = sample.draw(meeting, get_language() or person.language)
    reader = to_invited(Occasion(meeting), invite_unsaved(meeting, person))
    return preview(letter, replace(reader, values={**reader.values, **sample.values()}))
