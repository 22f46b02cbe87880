"""When a person was asked about their entry, and what they answered."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.people.models import Person
from klimanetz.roster.confirming.models import Confirmation


def collect(person: Person) -> Iterable[Record]:
    for one in Confirmation.objects.filter(person=person).order_by("pk"):
        yield {
            _("gefragt am"): say_day(one.asked_at),
            _("geantwortet am"): say_day(one.answered_at),
            _("Antwort"): one.get_answer_display(),
            _("Ihre Nachricht"): one.note,
        }


def say_day(moment: object) -> str:
    return date_format(localtime(moment), "SHORT_DATE_FORMAT") if moment else ""  # type: ignore[arg-type]


def erase(person: Person) -> int:
    """Whether an entry once held counts for nothing later on."""
    return Confirmation.objects.filter(person=person).delete()[0]


keep_in_custody(gettext_lazy("Bestätigungen Ihres Eintrags"), collect=collect, erase=erase)
