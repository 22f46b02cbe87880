"""Move a case from one stage to another."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.advising import rules
from klimanetz.features.advising.actions.acting import person_behind
from klimanetz.features.advising.actions.locking import keep, lock, require, require_version
from klimanetz.features.advising.early import say_too_early
from klimanetz.features.advising.models import ASKS, CLOSED, Case, Move, Stage
from klimanetz.features.advising.proposals import suggest_next


@transaction.atomic
def move(
    case: Case,
    stage: str,
    *,
    version: int,
    on: date,
    actor: object,
    next_step: str = "",
    next_on: date | None = None,
    early: bool = False,
    **said: Any,  # noqa: ANN401 - what the step asks: `ASKS`
) -> Case:
    """`said` is what the step asks. Without a next step the usual one of the stage is taken.

    A second click changes nothing; somebody else's move in between refuses this one and tells it.
    A case that rests wakes up, and one that was given up is open again. Who advertises before
    the grant notice is refused unless they say that they know it: `early`.
    """
    row = lock(case)
    if is_second_click(row, stage, version, actor) and says_the_same(
        row, on, next_step, next_on, said
    ):
        return row
    require_version(row, version)
    require_step(row, stage, on, said)
    known = require_notice(row, stage, early=early)
    planned = read_next(row, stage, said, next_step, next_on)
    take_step(row, stage, on, said | planned, actor)
    record("move_case", row, actor=actor, reached=str(stage), on=on.isoformat(), **known)
    return row


def require_step(row: Case, stage: str, on: date, said: dict[str, Any]) -> None:
    """It may follow, says what it is asked, and comes after the one before."""
    require(rules.can_move(row, stage))
    require_said(stage, said)
    require_order(row, on)


def require_notice(row: Case, stage: str, *, early: bool) -> dict[str, bool]:
    """Refused before the grant notice, unless they say that they know it; the trail tells that."""
    why = say_too_early(row) if stage == Stage.ADVERTISED else ""
    if why and not early:
        raise Refused(why)
    return {"early": True} if why else {}


def take_step(row: Case, stage: str, on: date, changes: dict[str, Any], actor: object) -> None:
    left, reason = row.stage, changes.pop("reason", "")
    keep(
        row,
        **changes,
        stage=stage,
        stage_since=on,
        reason=reason if stage in CLOSED else "",
        closed_at=timezone.now() if stage in CLOSED else None,
        paused_at=None,
        pause_reason="",
        wake_on=None,
    )
    by = person_behind(actor)
    Move.objects.create(case=row, left=left, reached=stage, on=on, reason=reason, by=by)


def is_second_click(row: Case, stage: str, version: int, actor: object) -> bool:
    if row.stage != stage or row.version != version + 1:
        return False
    return bool(row.moves.latest("pk").by == person_behind(actor))


def says_the_same(
    row: Case, on: date, next_step: str, next_on: date | None, said: dict[str, Any]
) -> bool:
    """A second window in which something else was filled in is no second click."""
    last = row.moves.latest("pk")
    same = all(getattr(row, name) == value for name, value in said.items() if name != "reason")
    return (
        same
        and last.on == on
        and last.reason == said.get("reason", "")
        and next_step in ("", row.next_step)
        and next_on in (None, row.next_on)
    )


def require_said(stage: str, said: dict[str, Any]) -> None:
    asked = ASKS.get(stage, ())
    if unknown := said.keys() - set(asked):
        raise TypeError(f"{stage} does not ask for {sorted(unknown)}")
    if not all(said.get(name) for name in asked):
        raise Refused(_("Für „%(stage)s“ fehlt noch eine Angabe.") % {"stage": Stage(stage).label})


def require_order(case: Case, on: date) -> None:
    """The days of a case follow one another, and none is yet to come."""
    if on > timezone.localdate():
        raise Refused(_("Dieser Tag liegt in der Zukunft. Bitte tragen Sie ein, was schon war."))
    last = case.moves.latest("pk")
    if on < last.on:
        raise Refused(
            _("Am %(day)s kam der Fall erst zu „%(stage)s“; dieser Tag liegt davor.")
            % {"day": date_format(last.on, "SHORT_DATE_FORMAT"), "stage": case.get_stage_display()}
        )


def read_next(
    case: Case, stage: str, said: dict[str, Any], step: str, on: date | None
) -> dict[str, Any]:
    proposed = suggest_next(
        stage,
        council_on=said.get("council_on", case.council_on),
        apply_by=said.get("apply_by", case.apply_by),
    )
    if stage in CLOSED:
        return {"next_step": "", "next_on": None}
    return {"next_step": step or proposed.text, "next_on": on or proposed.on}
