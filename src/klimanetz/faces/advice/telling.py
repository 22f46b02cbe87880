"""Who advises a town whose programme has changed is told of it."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.features.advising.models import Application, ApplicationState, Case
from klimanetz.features.funding.concerned import Concerned, concerned
from klimanetz.people.models import Person

#: What is decided is decided by the rule of its day.
OPEN = (ApplicationState.PREPARED, ApplicationState.SUBMITTED, ApplicationState.QUERIED)


@concerned
def owners_of_cases(programme: str) -> Iterator[Concerned]:
    """Of open cases with an open application there; all organisers where a case is nobody's."""
    applied = Application.objects.filter(programme=programme, state__in=OPEN).values("case")
    cases = Case.objects.open().filter(pk__in=applied).select_related("lead", "owner")
    everyone: list[Person] | None = None
    for case in cases.order_by("pk"):
        if case.owner is None and everyone is None:
            everyone = list(Person.objects.organisers())
        for person in [case.owner] if case.owner else everyone or ():
            yield Concerned(
                person.email,
                person.full_name,
                _("Beratungsfall %(place)s") % {"place": case.lead.name},
                settings.BASE_URL + reverse("case_detail", args=[case.pk]),
                person.language,
            )
