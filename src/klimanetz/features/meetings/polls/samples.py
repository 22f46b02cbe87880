"""Every mail of a poll as it would go now: to be read by an organiser before anybody gets it."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.polls import mails
from klimanetz.features.meetings.polls.models import DatePoll
from klimanetz.features.meetings.polls.tally import count_votes
from klimanetz.features.meetings.samples import Sample, letter_of
from klimanetz.mail.models import Letter


def draw_question(poll: DatePoll, language: str, *, again: bool) -> Letter:
    return mails.draw(poll, "question", language, again=again)


def draw_no_date(poll: DatePoll, language: str) -> Letter:
    """Besides, there is what the organisers write to it themselves."""
    return mails.draw(poll, "no_date", language, message="")


def draw_result(poll: DatePoll, language: str) -> Letter:
    return letter_of(lambda: mails.result(poll, count_votes(poll)), language)


SAMPLES = (
    Sample("frage", _("Frage"), _("sobald Sie fragen"), partial(draw_question, again=False)),
    Sample(
        "erinnerung",
        _("Erinnerung"),
        _("vor der Frist an alle ohne Antwort, und wenn Sie erinnern"),
        partial(draw_question, again=True),
    ),
    Sample("ergebnis", _("Ergebnis"), _("an Sie, sobald die Frist vorbei ist"), draw_result),
    Sample(
        "ohne-termin",
        _("Ohne Termin beendet"),
        _("sobald Sie die Umfrage ohne Termin beenden"),
        draw_no_date,
    ),
)
