"""The mail of the day after, among those that organisers read before anybody gets them."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from klimanetz.core.audit import name_subject
from klimanetz.features.meetings.feedback.mails import first_question
from klimanetz.features.meetings.feedback.models import Grade
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.samples import Sample, show_sample
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Letter


def draw_question(meeting: Meeting, language: str) -> Letter:
    with translation.override(language):
        return write_letter(
            "feedback/mail/question.html",
            purpose="feedback.question",
            language=language,
            context={"meeting": meeting, "question": first_question(), "grades": Grade},
            about=name_subject(meeting),
        )


show_sample(
    Sample(
        "rueckmeldung",
        _("Drei Fragen danach"),
        _("von selbst am Tag danach, an alle, die dabei waren"),
        draw_question,
        lambda: {"url": f"{settings.BASE_URL}/rueckmeldung/…/"},
    ),
    order=30,
)
