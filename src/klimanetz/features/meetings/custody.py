"""What meetings keep about a person: invitations, answers, and whom they sent instead."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.features.meetings.forgetting import erase_answers, erase_invitations, of
from klimanetz.features.meetings.models import Answer, Invitation
from klimanetz.people.models import Person


def collect_invitations(person: Person) -> Iterator[Record]:
    invitations = Invitation.objects.filter(of(person)).select_related("meeting")
    for one in invitations.order_by("meeting__starts_at", "pk"):
        yield {
            _("Treffen"): one.meeting.title,
            _("Beginn"): one.meeting.starts_at,
            _("Eingeladen als"): f"{one.name}, {one.email}",
            _("Antwort"): one.get_reply_display(),
            _("Geantwortet am"): one.replied_at,
            _("Vertretung"): ", ".join(filter(None, (one.deputy_name, one.deputy_email))),
            _("Zurückgezogen am"): one.withdrawn_at,
        }


def collect_answers(person: Person) -> Iterator[Record]:
    mine = Answer.objects.filter(invitation__in=Invitation.objects.filter(of(person)))
    for answer in mine.select_related("invitation__meeting").order_by("at", "pk"):
        yield {
            _("Treffen"): answer.invitation.meeting.title,
            _("Wann"): answer.at,
            _("Antwort"): answer.get_reply_display(),
            _("Vertretung"): answer.deputy_name,
            _("Notiz"): answer.note,
            _("Wie"): answer.get_source_display(),
        }


# Answers first: they are found by the invitations as they were.
keep_in_custody(gettext_lazy("Antworten"), collect=collect_answers, erase=erase_answers)
keep_in_custody(
    gettext_lazy("Einladungen zu Treffen"), collect=collect_invitations, erase=erase_invitations
)
