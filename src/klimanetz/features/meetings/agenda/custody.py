"""What agendas keep about a person: what they offered, what they presented, what they handed in."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.features.meetings.agenda.forgetting import (
    erase_contributions,
    erase_presenting,
    presented_by,
    spoken_by,
)
from klimanetz.features.meetings.agenda.models import Contribution, Material
from klimanetz.features.meetings.models import AgendaItem
from klimanetz.people.models import Person


def collect_contributions(person: Person) -> Iterator[Record]:
    theirs = Contribution.objects.filter(spoken_by(person)) | Contribution.objects.filter(
        proposer=person
    )
    for one in theirs.order_by("proposed_at", "pk"):
        yield {
            _("Beitrag"): one.title,
            _("Was andere mitnehmen"): one.takeaway,
            _("Wer trägt vor"): f"{one.speaker_name} {one.speaker_email}".strip(),
            _("Angemeldet"): one.proposed_at,
            _("Stand"): one.get_state_display(),
            _("Antwort"): one.words,
        }


def collect_presenting(person: Person) -> Iterator[Record]:
    items = AgendaItem.objects.filter(presented_by(person)).select_related("meeting")
    for item in items.order_by("meeting__starts_at", "position", "pk"):
        yield {
            _("Treffen"): item.meeting.title,
            _("Beginn"): item.meeting.starts_at,
            _("Vortrag"): item.title,
            _("Genannt als"): f"{item.presenter_name} {item.presenter_email}".strip(),
        }
    for row in Material.objects.filter(uploaded_by=person).order_by("pk"):
        yield {_("Unterlage"): row.title, _("Hochgeladen am"): row.uploaded_at}


keep_in_custody(
    gettext_lazy("Angemeldete Beiträge"), collect=collect_contributions, erase=erase_contributions
)
keep_in_custody(gettext_lazy("Vorträge"), collect=collect_presenting, erase=erase_presenting)
