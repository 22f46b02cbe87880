"""What mails of a case keep about people besides their entries: addresses, and drafts."""

from collections.abc import Collection, Iterator
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.features.advising.correspondence.models import Arrival, Draft
from klimanetz.features.advising.forgetting import ADDRESSES, blank_letters, goes_with_letters
from klimanetz.features.advising.models import CaseEntry
from klimanetz.people.models import Person

ADDRESSES.append("arrival__address")


@goes_with_letters
def forget_senders(letters: Collection[int]) -> None:
    Arrival.objects.filter(entry__in=letters).delete()


def arrivals_of(person: Person) -> QuerySet[Arrival]:
    """Also of those whom the case does not know as contacts."""
    from_them = (Q(address__iexact=address) for address in person.traces.addresses)
    return Arrival.objects.filter(reduce(or_, from_them, Q(pk__in=())))


def drafts_of(person: Person) -> QuerySet[Draft]:
    to_them = (Q(contacts__email__iexact=address) for address in person.traces.addresses)
    return Draft.objects.filter(reduce(or_, to_them, Q(by=person))).distinct()


def collect_arrivals(person: Person) -> Iterator[Record]:
    rows = arrivals_of(person).select_related("entry__case__lead").order_by("pk")
    for row in rows:
        yield {
            _("Beratungsfall"): row.entry.case.lead.title,
            _("Wann"): row.entry.at,
            _("Name"): row.name,
            _("E-Mail"): row.address,
            _("Betreff"): row.entry.subject,
        }


def erase_arrivals(person: Person) -> int:
    """That a mail came stays; from whom and what it said does not."""
    entries = list(arrivals_of(person).values_list("entry_id", flat=True))
    changed = blank_letters(CaseEntry.objects.filter(pk__in=entries))
    return changed + arrivals_of(person).delete()[0]


def collect_drafts(person: Person) -> Iterator[Record]:
    for row in drafts_of(person).select_related("case__lead").order_by("pk"):
        yield {
            _("Beratungsfall"): row.case.lead.title,
            _("Betreff"): row.subject,
            _("Text"): row.text,
        }


def erase_drafts(person: Person) -> int:
    """To them they are not sent any more, nor to contacts who are gone by now; who wrote others
    is nobody."""
    theirs = drafts_of(person).exclude(by=person) | Draft.objects.filter(contacts=None).distinct()
    gone = Draft.objects.filter(pk__in=list(theirs.values_list("pk", flat=True))).delete()[0]
    return gone + Draft.objects.filter(by=person).update(by=None)


keep_in_custody(
    gettext_lazy("E-Mails von Ihnen in Beratungsfällen"),
    collect=collect_arrivals,
    erase=erase_arrivals,
)
keep_in_custody(
    gettext_lazy("Entwürfe von E-Mails in Beratungsfällen"),
    collect=collect_drafts,
    erase=erase_drafts,
)
