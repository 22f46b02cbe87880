"""The mails about answers that do not count, among those that organisers read beforehand."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.features.meetings.replies import mails
from klimanetz.features.meetings.replies.models import Why, Word
from klimanetz.features.meetings.samples import Sample, letter_of, show_sample
from klimanetz.mail.models import Letter


def draw_not_counted(meeting: Meeting, language: str, *, why: Why) -> Letter:
    reader = Invitation(meeting=meeting, email="ina@example.org", language=language)
    return letter_of(lambda: mails.not_counted(reader, Word.ACCEPTED, why), language)


show_sample(
    Sample(
        "antwort-frueherer-termin",
        _("Kalender: früherer Termin"),
        _("sobald eine Antwort kommt, die dem Termin vor dem Verschieben gilt"),
        partial(draw_not_counted, why=Why.OUTDATED),
    ),
    order=8,
)
show_sample(
    Sample(
        "antwort-nach-frist",
        _("Kalender: nach der Frist"),
        _("sobald nach der Frist eine Zusage kommt"),
        partial(draw_not_counted, why=Why.LATE),
    ),
    order=9,
)
