"""That somebody reads their calendar by a secret address."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.features.meetings.subscription.models import Subscription
from klimanetz.people.models import Person


def collect(person: Person) -> Iterable[Record]:
    for one in Subscription.objects.filter(person=person):
        yield {_("Eingerichtet am"): one.made_at, _("Adresse"): one.get_absolute_url()}


def erase(person: Person) -> int:
    return Subscription.objects.filter(person=person).delete()[0]


keep_in_custody(gettext_lazy("Ihr Kalender-Abonnement"), collect=collect, erase=erase)
