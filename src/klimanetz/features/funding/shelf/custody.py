"""What is kept about a person here: which templates they brought."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.features.funding.shelf.models import Version
from klimanetz.people.models import Person


def collect_versions(person: Person) -> Iterable[Record]:
    versions = Version.objects.filter(uploaded_by=person).select_related("template")
    for version in versions.order_by("uploaded_at", "pk"):
        yield {
            _("Vorlage"): version.template.title,
            _("Datei"): version.name,
            _("Am"): date_format(version.uploaded_at, "SHORT_DATE_FORMAT"),
        }


def erase_versions(person: Person) -> int:
    """The file stays, who brought it does not."""
    return Version.objects.filter(uploaded_by=person).update(uploaded_by=None)


keep_in_custody(gettext_lazy("Vorlagen"), collect=collect_versions, erase=erase_versions)
