"""The words of series in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.meetings.models import Series


def name_series(numbers: Collection[int]) -> dict[int, Thing]:
    found = Series.objects.filter(pk__in=numbers)
    return {one.pk: Thing(one.title, reverse("series_detail", args=[one.slug])) for one in found}


name_verbs(
    {
        "add_series": _("Reihe angelegt"),
        "change_series": _("Reihe geändert"),
        "add_school_break": _("Schulferien eingetragen"),
        "remove_school_break": _("Schulferien entfernt"),
    }
)
name_details({"title": _("Titel"), "name": _("Name")})
name_kind("meetings.series", _("Reihe"), name_series)
