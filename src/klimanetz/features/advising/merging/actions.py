"""Two cases of one authority become one. Nothing is deleted but what is there twice."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import ManyToOneRel, Model
from django.utils import timezone

from klimanetz.core.audit import name_subject, record
from klimanetz.features.advising.actions import add_entry
from klimanetz.features.advising.actions.locking import keep, lock, require, require_version
from klimanetz.features.advising.actions.moving import take_step
from klimanetz.features.advising.merging import rules
from klimanetz.features.advising.merging.plan import Pair, Plan, make_plan
from klimanetz.features.advising.merging.wording import say_origin
from klimanetz.features.advising.models import Case, EntryKind, FormerKey, Move, Stage
from klimanetz.mail.models import Letter


@transaction.atomic
def merge(
    stays: Case,
    goes: Case,
    *,
    versions: tuple[int | None, int | None] = (None, None),
    actor: object,
) -> Case:
    """All that belongs to `goes` belongs to `stays` from now on. A second click changes nothing.

    `versions` are those upon which somebody decided, as `require_version` takes them.
    """
    held = {one.pk: lock(one) for one in sorted((stays, goes), key=lambda one: one.pk)}
    stays, goes = held[stays.pk], held[goes.pk]
    if goes.merged_into_id == stays.pk:
        return stays
    for case, version in zip((stays, goes), versions, strict=True):
        require_version(case, version)
    require(rules.can_merge(stays, goes))
    plan = make_plan(stays, goes)
    origin = say_origin(plan)
    move_everything(plan)
    close(plan, actor)
    keep(stays, **plan.changes)
    add_entry(stays, EntryKind.NOTE, origin, actor=actor)
    record("merge_case", stays, actor=actor, merged=goes.lead.title)
    record("end_merged_case", goes, actor=actor, merged=stays.lead.title)
    return stays


def move_everything(plan: Plan) -> None:
    """The steps of a case stay with it: they tell of one way only."""
    stays, goes = plan.stays, plan.goes
    for pair in plan.pairs:
        make_one(pair) if pair.is_one else leave_address(pair)
    stays.others.add(*plan.places)
    goes.others.clear()
    read = stays.entries.exclude(message_id="").values_list("message_id", flat=True)
    goes.entries.filter(message_id__in=list(read)).update(message_id="")
    redirect(goes, stays, but={Move})
    Letter.objects.filter(about=name_subject(goes)).update(about=name_subject(stays))


def redirect(before: Model, after: Model, *, but: Collection[type[Model]] = ()) -> None:
    """Whatever points to the one points to the other, in whatever table it stands."""
    for link in before._meta.get_fields(include_hidden=True):
        if isinstance(link, ManyToOneRel) and link.related_model not in but:
            rows = link.related_model._base_manager.filter(**{link.field.name: before})
            rows.update(**{link.field.name: after})


def make_one(pair: Pair) -> None:
    """Their links open the page still, until the one that stays gets another."""
    stays, goes = pair
    stays.office, stays.phone = pair.combine("office"), pair.combine("phone")
    stays.link_sent_at = stays.link_sent_at or goes.link_sent_at
    stays.save(update_fields=["office", "phone", "link_sent_at"])
    if goes.link_sent_at and not goes.link_withdrawn_at:
        FormerKey.objects.create(contact=stays, key=goes.key)
    redirect(goes, stays)
    goes.delete()


def leave_address(pair: Pair) -> None:
    """Two people at one address stay two; mails to it go to the first."""
    pair.goes.email = ""
    pair.goes.save(update_fields=["email"])


def close(plan: Plan, actor: object) -> None:
    ended = {"next_step": "", "next_on": None, "merged_into": plan.stays}
    if "position_id" in plan.changes:
        ended["position"] = None
    take_step(plan.goes, Stage.MERGED, timezone.localdate(), ended, actor)
