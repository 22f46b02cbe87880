"""That somebody wants to be told of changes: an address, and the check it was left at."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, Traced, keep_in_custody
from klimanetz.features.funding.models import Watcher, WatcherQuerySet


def watchers_of(person: Traced) -> WatcherQuerySet:
    addresses = (Q(email__iexact=address) for address in person.traces.addresses)
    return Watcher.objects.filter(reduce(or_, addresses, Q(pk__in=())))


def collect(person: Traced) -> Iterable[Record]:
    for one in watchers_of(person):
        yield {
            _("E-Mail"): one.email,
            _("Angaben im Check"): one.query,
            _("am"): one.created_at,
            _("bestätigt am"): one.confirmed_at,
        }


def erase(person: Traced) -> int:
    return watchers_of(person).delete()[0]


keep_in_custody(gettext_lazy("Bescheid bei geänderter Förderung"), collect=collect, erase=erase)
