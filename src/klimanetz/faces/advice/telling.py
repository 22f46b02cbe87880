"""Who advises a town whose programme has changed is told of it."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.features.advising.models import Application, Case
from klimanetz.features.funding.concerned import Concerned, concerned
from klimanetz.people.models import Person


@concerned
def owners_of_cases(programme: str) -> Iterator[Concerned]:
    """Of open cases with an undecided application there; all organisers where a case is nobody's.

    What is decided is decided by the rule of its day.
    """
    applied = Application.objects.undecided().filter(programme=programme).values("case")
    cases = list(Case.objects.open().filter(pk__in=applied).select_related("lead").order_by("pk"))
    everyone = {one.pk: one for one in Person.objects.organisers()} if cases else {}
    for case in cases:
        owner = everyone.get(case.owner_id)
        for person in [owner] if owner else everyone.values():
            yield Concerned(
                person.email,
                person.full_name,
                _("Beratungsfall %(place)s") % {"place": case.lead.name},
                settings.BASE_URL + reverse("case_detail", args=[case.pk]),
                person.language,
            )
