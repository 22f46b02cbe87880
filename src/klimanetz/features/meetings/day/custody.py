"""What the day keeps about a person: that they were there, and who noted it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.features.meetings.day.forgetting import erase_attendances, of
from klimanetz.people.models import Person


def collect_attendances(person: Person) -> Iterator[Record]:
    mine = of(person).select_related("meeting", "certificate")
    for one in mine.order_by("meeting__starts_at", "pk"):
        certificate = getattr(one, "certificate", None)
        yield {
            _("Treffen"): one.meeting.title,
            _("Eingetragen als"): ", ".join(filter(None, (one.name, one.organisation, one.email))),
            _("Teilnahme"): one.get_mode_display(),
            _("Gekommen um"): one.came_at,
            _("Gegangen um"): one.left_at,
            _("Wie"): one.get_via_display(),
            _("Zurückgenommen am"): one.removed_at,
            _("Bestätigt am"): certificate.released_at if certificate else None,
        }


keep_in_custody(
    gettext_lazy("Anwesenheit bei Treffen"), collect=collect_attendances, erase=erase_attendances
)
