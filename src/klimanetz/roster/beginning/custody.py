"""What beginning keeps about a person."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.people.models import Person
from klimanetz.roster.beginning.models import StepTaken, Tick


def collect_ticks(person: Person) -> Iterator[Record]:
    for tick in Tick.objects.filter(person=person).select_related("item"):
        yield {_("Was"): tick.item.title, _("erledigt am"): tick.done_at}


def erase_ticks(person: Person) -> int:
    deleted, _rows = Tick.objects.filter(person=person).delete()
    return deleted


keep_in_custody(gettext_lazy("Ihre ersten 100 Tage"), collect=collect_ticks, erase=erase_ticks)


def collect_steps(person: Person) -> Iterator[Record]:
    for taken in StepTaken.objects.filter(person=person):
        yield {
            _("Was"): taken.get_step_display(),
            _("Stand"): taken.get_outcome_display(),
            _("am"): taken.at,
        }


def erase_steps(person: Person) -> int:
    deleted, _rows = StepTaken.objects.filter(person=person).delete()
    return deleted


keep_in_custody(gettext_lazy("Ihre ersten Schritte"), collect=collect_steps, erase=erase_steps)
