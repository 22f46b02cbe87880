"""What introductions keep about a person."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.people.models import Person
from klimanetz.roster.introductions.forgetting import asked_by, forget
from klimanetz.roster.introductions.models import Proposal


def collect(person: Person) -> Iterator[Record]:
    for asked in asked_by(person):
        yield {
            _("Was"): _("Sie haben um einen Kontakt gebeten."),
            _("Thema"): asked.topic,
            _("Wobei soll der Kontakt helfen?"): asked.purpose,
            _("gefragt am"): asked.asked_at,
            _("Stand"): asked.get_state_display(),
            _("Was wurde daraus?"): asked.outcome_note,
        }
    for proposal in Proposal.objects.filter(contact=person).select_related("introduction"):
        yield {
            _("Was"): _("Sie wurden als Kontakt gefragt."),
            _("Thema"): proposal.introduction.topic,
            _("gefragt am"): proposal.proposed_at,
        }


keep_in_custody(gettext_lazy("Kontaktvermittlung"), collect=collect, erase=forget)
