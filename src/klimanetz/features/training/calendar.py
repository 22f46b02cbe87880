"""Trainings as a calendar to subscribe to."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klimanetz.core.calendar import Day, write_days
from klimanetz.core.models import Network
from klimanetz.features.training.models import Training


def draw_calendar(trainings: Iterable[Training]) -> str:
    name = _("Weiterbildung: %(network)s") % {"network": Network.objects.current().name}
    return write_days(name, map(draw_day, trainings))


def draw_day(training: Training) -> Day:
    return Day(
        f"weiterbildung-{training.pk}",
        training.changed_at,
        training.starts,
        training.title,
        last=training.ends,
        description="\n\n".join(describe(training)),
        location=training.where,
        path=f"{reverse('training_list')}#weiterbildung-{training.pk}",
    )


def describe(training: Training) -> Iterator[str]:
    yield _("Von: %(giver)s") % {"giver": training.giver}
    yield training.learns
    if training.for_whom:
        yield _("Für: %(whom)s") % {"whom": training.for_whom}
    if training.costs:
        yield _("Kosten: %(costs)s") % {"costs": training.costs}
    if training.register_by:
        day = date_format(training.register_by, "DATE_FORMAT")
        yield _("Anmelden bis %(day)s: %(link)s") % {"day": day, "link": training.link}
    else:
        yield _("Anmelden: %(link)s") % {"link": training.link}
