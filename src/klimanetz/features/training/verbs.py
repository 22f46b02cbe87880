"""The words of trainings in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.training.models import Training


def name_trainings(numbers: Collection[int]) -> dict[int, Thing]:
    found = Training.objects.filter(pk__in=numbers)
    return {one.pk: Thing(one.title, reverse("training_edit", args=[one.pk])) for one in found}


name_verbs(
    {
        "add_training": _("Weiterbildung eingetragen"),
        "change_training": _("Weiterbildung geändert"),
        "remove_training": _("Weiterbildung entfernt"),
    }
)
name_details({"title": _("Titel")})
name_kind("training.training", _("Weiterbildung"), name_trainings)
