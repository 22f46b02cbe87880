"""What a person needed at a meeting, and guests they wanted to bring."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.features.meetings.company.models import Companion, Needs
from klimanetz.features.meetings.forgetting import of
from klimanetz.features.meetings.models import Invitation
from klimanetz.people.models import Person


def collect_needs(person: Person) -> Iterator[Record]:
    mine = Needs.objects.filter(invitation__in=Invitation.objects.filter(of(person)))
    for one in mine.select_related("invitation__meeting").order_by("pk"):
        yield {
            _("Treffen"): one.invitation.meeting.title,
            _("Was Sie brauchen"): one.text,
            _("Gesagt am"): one.said_at,
        }


def erase_needs(person: Person) -> int:
    mine = Invitation.objects.filter(of(person))
    return Needs.objects.filter(invitation__in=mine).delete()[0]


def collect_companions(person: Person) -> Iterator[Record]:
    mine = Companion.objects.filter(host__in=Invitation.objects.filter(of(person)))
    for one in mine.select_related("host__meeting").order_by("pk"):
        yield {
            _("Treffen"): one.host.meeting.title,
            _("Gast"): f"{one.name}, {one.email}",
            _("Stand"): one.get_state_display(),
        }


def erase_companions(person: Person) -> int:
    """Also where somebody wanted to bring this person."""
    mine = Companion.objects.filter(host__in=Invitation.objects.filter(of(person)))
    brought = Companion.objects.filter(email__in=person.traces.addresses)
    return mine.delete()[0] + brought.delete()[0]


keep_in_custody(
    gettext_lazy("Wünsche zu Essen und Zugang"), collect=collect_needs, erase=erase_needs
)
keep_in_custody(
    gettext_lazy("Gäste, die Sie mitbringen wollten"),
    collect=collect_companions,
    erase=erase_companions,
)
