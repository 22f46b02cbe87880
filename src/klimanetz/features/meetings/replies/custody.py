"""What replies from calendars keep about a person, until somebody has looked at them."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import NOBODY, Record, keep_in_custody
from klimanetz.features.meetings.replies.models import CalendarReply
from klimanetz.people.models import Person


def replies_of(person: Person) -> QuerySet[CalendarReply]:
    """Also of guests who became members: by every address they were known by."""
    wrote = (
        Q(address__iexact=address) | Q(invitation__email__iexact=address)
        for address in person.traces.addresses
    )
    return CalendarReply.objects.filter(reduce(or_, wrote, Q(invitation__person=person)))


def collect_replies(person: Person) -> Iterable[Record]:
    for row in replies_of(person).select_related("meeting").order_by("pk"):
        yield {
            _("Treffen"): row.meeting.title if row.meeting else "",
            _("am"): row.received_at,
            _("Name"): row.name,
            _("E-Mail"): row.address,
            _("Antwort"): row.get_word_display(),
            _("Kommentar"): row.comment,
            _("Erledigt am"): row.done_at,
        }


def erase_replies(person: Person) -> int:
    """They go as a whole; whoever was done with others is nobody."""
    theirs = replies_of(person).values_list("pk", flat=True)
    erased = CalendarReply.objects.filter(pk__in=list(theirs)).delete()[0]
    by = CalendarReply.objects.filter(done_by__in=person.traces.names)
    return erased + by.update(done_by=NOBODY)


keep_in_custody(
    gettext_lazy("Antworten aus Ihrem Kalender, die jemand ansehen muss"),
    collect=collect_replies,
    erase=erase_replies,
)
