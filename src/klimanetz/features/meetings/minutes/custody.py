"""What minutes keep about a person: what they took on, and what they proposed."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.features.meetings.minutes.forgetting import by_address, erase_person
from klimanetz.features.meetings.minutes.models import ActionItem, Correction
from klimanetz.people.models import Person


def collect(person: Person) -> Iterator[Record]:
    yield from collect_actions(person)
    mine = Q(reader__person=person) | by_address(person.traces, "reader__email")
    proposed = Correction.objects.filter(mine).select_related("reader__minutes__meeting")
    for one in proposed.order_by("pk"):
        yield {
            _("Treffen"): one.reader.minutes.meeting.title,
            _("Was"): _("Änderungsvorschlag zum Protokoll"),
            _("Text"): one.text,
            _("Stand"): one.get_decision_display(),
            _("Wann"): one.proposed_at,
        }


def collect_actions(person: Person) -> Iterator[Record]:
    mine = Q(owner=person) | by_address(person.traces, "owner_email")
    for one in ActionItem.objects.filter(mine).select_related("meeting").order_by("pk"):
        yield {
            _("Treffen"): one.meeting.title,
            _("Was"): _("Aufgabe"),
            _("Text"): one.text,
            _("Stand"): one.done_note or (_("erledigt") if one.done_at else _("offen")),
            _("Wann"): one.due_on,
        }


keep_in_custody(gettext_lazy("Protokolle und Aufgaben"), collect=collect, erase=erase_person)
