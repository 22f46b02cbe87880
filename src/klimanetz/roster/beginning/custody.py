"""What beginning keeps about a person."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.people.models import Person
from klimanetz.roster.beginning.models import Offer, StepTaken, Tandem, Tick


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


def collect_tandems(person: Person) -> Iterator[Record]:
    for offer in Offer.objects.filter(person=person):
        yield {_("Was"): _("Sie begleiten gern Menschen, die neu sind."), _("seit"): offer.since}
    for tandem in Tandem.objects.of(person).select_related("newcomer", "buddy"):
        yield {
            _("Was"): _("Tandem"),
            _("mit"): tandem.person(tandem.side_of(person).other).full_name,
            _("Stand"): tandem.get_state_display(),
            _("gefragt am"): tandem.asked_at,
            _("beendet am"): tandem.closed_at,
        }


def erase_tandems(person: Person) -> int:
    """A tandem is about two people; without one of them nothing of it is worth keeping."""
    offers, _rows = Offer.objects.filter(person=person).delete()
    tandems, _rows = Tandem.objects.of(person).delete()
    return offers + tandems


keep_in_custody(gettext_lazy("Tandems"), collect=collect_tandems, erase=erase_tandems)
