"""The mails about guests, among those that organisers read before anybody gets them."""

from functools import partial

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.audit import SYSTEM
from klimanetz.features.meetings.company import mails
from klimanetz.features.meetings.company.models import Companion, CompanionState
from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.features.meetings.samples import Sample, letter_of, show_sample
from klimanetz.mail.models import Letter


def make_up_companion(meeting: Meeting, language: str, state: str) -> Companion:
    host = Invitation(
        meeting=meeting, name=_("Ina Muster"), email="ina@example.org", language=language
    )
    return Companion(
        host=host, name=_("Gustav Gast"), email="gustav@example.org", state=state,
        why=_("Er hat die Wärmeplanung gerechnet."),
    )  # fmt: skip


def draw_request(meeting: Meeting, language: str) -> Letter:
    with translation.override(language):
        companion = make_up_companion(meeting, language, CompanionState.ASKED)
        return letter_of(lambda: mails.asked(companion), language)


def draw_decision(meeting: Meeting, language: str, *, state: str) -> Letter:
    """Where a guest is declined, the organisers' own words stand in it besides."""
    with translation.override(language):
        companion = make_up_companion(meeting, language, state)
        words = _("Hier stehen Ihre Worte.")
        return letter_of(lambda: mails.decided(companion, words=words, actor=SYSTEM), language)


show_sample(
    Sample(
        "gast-anfrage",
        gettext_lazy("Darf ein Gast mitkommen?"),
        gettext_lazy("an Sie, sobald ein Mitglied jemanden mitbringen möchte"),
        draw_request,
    ),
    order=5,
)
show_sample(
    Sample(
        "gast-eingeladen",
        gettext_lazy("Gast ist eingeladen"),
        gettext_lazy("an das Mitglied, sobald Sie den Gast einladen"),
        partial(draw_decision, state=CompanionState.WELCOME),
    ),
    order=6,
)
show_sample(
    Sample(
        "gast-abgelehnt",
        gettext_lazy("Gast ist abgelehnt"),
        gettext_lazy("an das Mitglied, sobald Sie den Gast ablehnen"),
        partial(draw_decision, state=CompanionState.DECLINED),
    ),
    order=7,
)
