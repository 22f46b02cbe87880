"""The mail of a changed rule, to be read before it goes."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.funding import mails
from klimanetz.features.funding.changes import change_of, with_predecessors
from klimanetz.features.funding.concerned import Concerned
from klimanetz.features.funding.models import Rule
from klimanetz.mail.samples import sample
from klimanetz.people.models import Person

#: Of so many the newest that differs from what was before is shown.
LATELY = 20


@sample(
    "foerderung-geaendert",
    gettext_lazy("Eine Förderung hat sich geändert"),
    gettext_lazy("eine Stunde nach der letzten Änderung, an alle, die es betrifft"),
)
def changed(person: Person) -> None:
    """To the organiser, as if they planned with that programme."""
    newest = Rule.objects.filter(predecessor__isnull=False).order_by("-entered_at", "-pk")
    rules = with_predecessors(list(newest.values_list("pk", flat=True)[:LATELY]))
    differing = [rule for rule in rules if rule.predecessor and change_of(rule)]
    url = settings.BASE_URL + reverse("funding_desk")
    reader = Concerned(person.email, person.full_name, _("Beispielstadt"), url, person.language)
    mails.changed([reader], differing[-1:])
