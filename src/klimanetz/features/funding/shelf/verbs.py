"""The words of the shelf in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.funding.shelf.models import Template


def name_templates(numbers: Collection[int]) -> dict[int, Thing]:
    found = Template.objects.filter(pk__in=numbers)
    return {one.pk: Thing(one.title, reverse("office_template", args=[one.slug])) for one in found}


name_verbs(
    {
        "add_template": _("Vorlage angelegt"),
        "add_template_version": _("Neue Fassung einer Vorlage"),
        "change_template": _("Vorlage geändert"),
        "retire_template": _("Vorlage aus dem Regal genommen"),
        "restore_template": _("Vorlage zurückgestellt"),
    }
)
name_details({"title": _("Titel"), "name": _("Name")})
name_kind("shelf.template", _("Vorlage"), name_templates)
