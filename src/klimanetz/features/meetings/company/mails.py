"""One function per mail about guests of members. Called by actions alone."""

from django.conf import settings
from django.urls import reverse

from klimanetz.core.audit import name_subject
from klimanetz.features.meetings.company.models import Companion
from klimanetz.features.meetings.posting import Occasion, send
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person


def asked(companion: Companion) -> None:
    """To the organisers: may this guest come?"""
    meeting = companion.host.meeting
    post_to(
        Person.objects.organisers(),
        "company/mail/asked.html",
        purpose="meetings.companion_asked",
        key=f"companion:{companion.pk}:asked",
        about=name_subject(meeting),
        companion=companion,
        meeting=meeting,
        url=settings.BASE_URL + reverse("companions", args=[meeting.slug]),
    )


def decided(companion: Companion, *, words: str, actor: object) -> None:
    """To the member who asked; the guest, if welcome, gets an invitation like everyone."""
    key = f"companion:{companion.pk}:{companion.state}"
    occasion = Occasion(companion.host.meeting, actor, key)
    send(
        occasion,
        "companion_decided",
        [companion.host],
        guest=companion.name,
        welcome=companion.state == "welcome",
        words=words,
    )
