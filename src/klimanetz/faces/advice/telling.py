"""Who advises a town whose programme has changed is told of it."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.features.advising.models import PATH, Application, Case, Stage
from klimanetz.features.funding.concerned import Concerned, concerned
from klimanetz.features.funding.models import Programme
from klimanetz.people.models import Person

#: As long as no grant has come, a case plans with the result of its check.
PLANNING = PATH[: PATH.index(Stage.GRANTED)]


@concerned
def owners_of_cases(programme: str) -> Iterator[Concerned]:
    """Of open cases that hang on it; all organisers where a case is nobody's."""
    cases = list(find_cases(programme).select_related("lead").order_by("pk"))
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


def find_cases(programme: str) -> QuerySet[Case]:
    """With an undecided application there, or still planning with a check that may count on it.

    What is decided is decided by the rule of its day.
    """
    applications = Application.objects.filter(programme=programme)
    waiting = applications & Application.objects.undecided()
    land = Programme.objects.filter(slug=programme).values_list("land", flat=True).first() or ""
    planning = Q(stage__in=PLANNING, lead__ars__startswith=land) & ~Q(check_query="")
    asked = planning & ~Q(pk__in=applications.values("case"))
    return Case.objects.open().filter(Q(pk__in=waiting.values("case")) | asked)
