"""Keep the shelf: new templates, new versions, on the shelf or off it."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.meanwhile import Begun
from klimanetz.core.public import changed_for_the_public
from klimanetz.features.funding.actions import free_slug
from klimanetz.features.funding.shelf.models import Template, Version
from klimanetz.people.models import Person

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

#: Addresses of the desk itself.
RESERVED = {"neu"}


@transaction.atomic
def add_template(
    template: Template, upload: "UploadedFile[bytes]", content_type: str, *, actor: Person
) -> Template:
    """With its first version; its slug is given once and for ever."""
    taken = Template.objects.values_list("slug", flat=True)
    template.slug = free_slug(template.title, {*taken, *RESERVED})
    template.save()
    record("add_template", template, actor=actor, title=template.title)
    add_version(template, upload, content_type, actor=actor)
    return template


@transaction.atomic
def add_version(
    template: Template, upload: "UploadedFile[bytes]", content_type: str, *, actor: Person
) -> Version:
    """From now on it is what is filled. `content_type` was found in the upload."""
    row = Template.objects.select_for_update().get(pk=template.pk)
    newest = row.versions.first()
    version = Version.objects.create(
        template=row,
        number=newest.number + 1 if newest else 1,
        file=upload,
        name=str(upload.name)[-200:],
        kind=content_type,
        size=upload.size or 0,
        uploaded_by=actor,
    )
    record("add_template_version", row, actor=actor, title=row.title, name=version.name)
    changed_for_the_public()
    return version


@transaction.atomic
def change_template(template: Template, *, actor: Person, begun: Begun | None = None) -> None:
    """Refused where it would undo what was saved since `begun`."""
    Template.objects.select_for_update().get(pk=template.pk)
    if begun is not None:
        begun.require(template)
    template.save(update_fields=["title", "about", "kind"])
    record("change_template", template, actor=actor, title=template.title)
    changed_for_the_public()


def retire_template(template: Template, *, actor: Person) -> None:
    """It keeps its versions and can come back."""
    set_retired(template, retired=True, actor=actor)


def restore_template(template: Template, *, actor: Person) -> None:
    set_retired(template, retired=False, actor=actor)


@transaction.atomic
def set_retired(template: Template, *, retired: bool, actor: Person) -> None:
    row = Template.objects.select_for_update().get(pk=template.pk)
    if (row.retired_at is not None) == retired:
        return
    row.retired_at = timezone.now() if retired else None
    row.save(update_fields=["retired_at"])
    record("retire_template" if retired else "restore_template", row, actor=actor, title=row.title)
    changed_for_the_public()
