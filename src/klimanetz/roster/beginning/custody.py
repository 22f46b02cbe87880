"""What beginning keeps about a person."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.people.models import Person
from klimanetz.roster.beginning.models import Tick


def collect_ticks(person: Person) -> Iterator[Record]:
    for tick in Tick.objects.filter(person=person).select_related("item"):
        yield {_("Was"): tick.item.title, _("erledigt am"): tick.done_at}


def erase_ticks(person: Person) -> int:
    deleted, _rows = Tick.objects.filter(person=person).delete()
    return deleted


keep_in_custody(gettext_lazy("Ihre ersten 100 Tage"), collect=collect_ticks, erase=erase_ticks)
