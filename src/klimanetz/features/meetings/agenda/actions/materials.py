"""Files and links of an item or a contribution."""

from functools import partial
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import BY_LINK, record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.agenda.models import Contribution, Material, State
from klimanetz.features.meetings.models import AgendaItem
from klimanetz.people.models import Person

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

#: Of one item; whoever has more puts them into one file.
MOST = 12


@transaction.atomic
def add_material(
    to: AgendaItem | Contribution,
    *,
    title: str = "",
    file: "UploadedFile[bytes] | None" = None,
    kind: str = "",
    link: str = "",
    public: bool = False,
    actor: object,
) -> Material:
    """A file (`kind` is the content type that was found in it) or a link."""
    owner = find_owner(to)
    if Material.objects.filter(**owner).count() >= MOST:
        raise Refused(_("Hier liegen schon %(most)s Unterlagen. Bitte entfernen Sie erst eine.")
                      % {"most": MOST})  # fmt: skip
    name = str(file.name)[-200:] if file else ""
    material = Material.objects.create(
        **owner,
        title=title or name[:160] or link[:160],
        file=file or "",
        name=name,
        kind=kind,
        size=(file.size or 0) if file else 0,
        link=link,
        public=public,
        uploaded_by=actor if isinstance(actor, Person) else None,
    )
    record("add_material", to, actor=actor, title=material.title)
    changed_for_the_public()
    return material


def find_owner(to: AgendaItem | Contribution) -> dict[str, AgendaItem | Contribution | None]:
    """Held, so that nobody moves it meanwhile; a contribution on an agenda shares with its item."""
    if isinstance(to, AgendaItem):
        return {"item": AgendaItem.objects.select_for_update().get(pk=to.pk)}
    row = Contribution.objects.select_for_update().get(pk=to.pk)
    if row.state in {State.DECLINED, State.WITHDRAWN}:
        raise Refused(_("Dieser Beitrag ist abgeschlossen."))
    return {"contribution": row, "item": row.item}


@transaction.atomic
def remove_material(material: Material, *, actor: object = BY_LINK) -> None:
    row = Material.objects.select_related("item", "contribution").filter(pk=material.pk).first()
    if row is None:
        return
    record("remove_material", row.owner, actor=actor, title=row.title)
    delete_file(row)
    row.delete()
    changed_for_the_public()


def drop_files(item: AgendaItem) -> None:
    """The rows go with the item; their files go here."""
    for row in Material.objects.filter(item=item).exclude(file=""):
        delete_file(row)


def delete_file(material: Material) -> None:
    """Once the row is really gone."""
    if material.file:
        transaction.on_commit(partial(default_storage.delete, str(material.file.name)))


@transaction.atomic
def show_material(material: Material, *, public: bool, actor: object) -> None:
    """To everyone who may see the meeting, or to members and the invited alone."""
    changed = Material.objects.filter(pk=material.pk).exclude(public=public).update(public=public)
    if changed:
        verb = "publish_material" if public else "hide_material"
        record(verb, material.owner, actor=actor, title=material.title)
        changed_for_the_public()
