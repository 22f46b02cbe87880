"""Every mail of a poll, to be seen before it goes. The invitation is shown where it is sent."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from klimanetz.features.meetings.polls.mails import to_voter
from klimanetz.features.meetings.polls.models import DatePoll, PollVoter
from klimanetz.features.meetings.polls.samples import SAMPLES
from klimanetz.features.meetings.polls.views.loading import load_poll
from klimanetz.features.meetings.samples import Sample, find_sample
from klimanetz.mail.preview import Preview, frames_mail, preview, show_mail
from klimanetz.people.models import Person


@frames_mail
@require_safe
def poll_mails(request: HttpRequest, pk: int) -> HttpResponse:
    poll = load_poll(request, pk)
    sample = find_sample(SAMPLES, request.GET.get("mail", ""))
    context = {
        "poll": poll,
        "samples": SAMPLES,
        "sample": sample,
        "shown": draw(request, poll, sample),
        "content_url": reverse("poll_mail_content", args=[pk, sample.kind]),
    }
    return render(request, "polls/mails.html", context)


@require_safe
def poll_mail_content(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The mail alone, for the frame of the page."""
    return show_mail(draw(request, load_poll(request, pk), find_sample(SAMPLES, kind)).html)


def draw(request: HttpRequest, poll: DatePoll, sample: Sample[DatePoll]) -> Preview:
    """As if the organiser who looks were asked; the link in it opens nothing."""
    person = cast("Person", request.user)
    reader = PollVoter(name=person.full_name, email=person.email, language=person.language)
    return preview(sample.draw(poll, get_language() or person.language), to_voter(reader))
