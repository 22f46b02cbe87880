"""What hangs on an authority: every row of another app that points at it, whichever app."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignObjectRel, Model

from klimanetz.places.models import Authority


@dataclass(frozen=True, slots=True)
class Hanging:
    authority: Authority
    thing: Model

    def __str__(self) -> str:
        return f"{self.thing._meta.verbose_name} „{self.thing}“"


def hanging_on(authorities: Iterable[Authority]) -> list[Hanging]:
    """One or two queries per kind of thing, however many authorities."""
    by_pk = {authority.pk: authority for authority in authorities}
    if not by_pk:
        return []
    return [
        Hanging(by_pk[pk], thing)
        for relation in outside_relations()
        for pk, thing in pointing_at(relation, list(by_pk))
    ]


def outside_relations() -> list[ForeignObjectRel]:
    """From outside the register itself, hidden ones too; a table that only joins is no thing."""
    return [
        relation
        for relation in Authority._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and not relation.related_model._meta.auto_created
        and relation.related_model._meta.app_label != Authority._meta.app_label
    ]


def pointing_at(relation: ForeignObjectRel, pks: list[int]) -> Iterator[tuple[int, Model]]:
    manager: Any = relation.related_model._default_manager
    name = relation.field.name
    pairs = list(manager.filter(**{f"{name}__in": pks}).order_by("pk").values_list(name, "pk"))
    things = manager.in_bulk({thing for _, thing in pairs})
    for authority, thing in pairs:
        yield authority, things[thing]
