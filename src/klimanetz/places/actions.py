"""The verbs of the register: the only writers of authorities. All of it or nothing.

What an issue no longer knows is ended, never deleted. An import touches only the Länder of its
issue (or the one asked for), and the same issue twice changes nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db import transaction

from klimanetz.core.audit import SYSTEM, record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.places.hanging import hanging_on
from klimanetz.places.models import Outline, Register
from klimanetz.places.outlines import Gallery, Stored
from klimanetz.places.paths import Drawing
from klimanetz.places.progress import Watch, unwatched
from klimanetz.places.settlement import BATCH, Outcome, Settlement
from klimanetz.places.sources.changes import Change
from klimanetz.places.sources.entries import Issue
from klimanetz.places.succession import Chronicle, Recorded

OUTLINED: Final = ("path", "coarse_path", "source", "min_x", "min_y", "max_x", "max_y")


@transaction.atomic
def import_register(
    issue: Issue, *, land: str = "", actor: object = SYSTEM, watch: Watch = unwatched
) -> Outcome:
    """Refuses an issue older than the register, and one that would end most of a Land.

    A second import of the same Land waits for the first.
    """
    lands = choose_lands(issue, land)
    known = list(Register.objects.select_for_update().filter(land__in=lands))
    refuse_older(issue, known)
    settlement = Settlement(issue, lands, frozenset(register.land for register in known))
    outcome = settlement.settle(watch)
    outcome.hanging = hanging_on(outcome.ended)
    remember_issue(issue, lands, known)
    if outcome.moved:
        record_import(outcome, actor)
    return outcome


def choose_lands(issue: Issue, land: str) -> tuple[str, ...]:
    if land and land not in issue.lands:
        raise Refused(
            f"Das Land {land} steht nicht in der Datei; darin stehen: "
            f"{', '.join(f'{key} ({name})' for key, name in issue.lands.items())}."
        )
    return (land,) if land else tuple(issue.lands)


def refuse_older(issue: Issue, known: Iterable[Register]) -> None:
    for register in known:
        if issue.status_on < register.status_on:
            raise Refused(
                f"Die Datei hat den Gebietsstand {issue.status_on:%d.%m.%Y} und ist älter als das "
                f"Verzeichnis für {issue.lands[register.land]} "
                f"({register.status_on:%d.%m.%Y}). Es wurde nichts geändert."
            )


def remember_issue(issue: Issue, lands: Iterable[str], known: Iterable[Register]) -> None:
    """The same state in another format does not change whom to credit."""
    same = {register.land for register in known if register.status_on == issue.status_on}
    for land in set(lands) - same:
        Register.objects.update_or_create(
            land=land, defaults={"status_on": issue.status_on, "credit": issue.credit}
        )


def record_import(outcome: Outcome, actor: object) -> None:
    for register in Register.objects.filter(land__in=outcome.lands):
        record(
            "places.imported",
            register,
            actor=actor,
            status_on=outcome.issue.status_on.isoformat(),
            added=len(outcome.added),
            changed=len(outcome.changed),
            ended=[authority.identity for authority in outcome.ended],
        )
    changed_for_the_public()


@transaction.atomic
def record_changes(changes: Iterable[Change], *, actor: object = SYSTEM) -> Recorded:
    """Fills what became of whom; read again after a newer issue, it fills what was left open."""
    recorded = Chronicle(changes).write()
    for succession in recorded.new:
        record(
            "places.succeeded",
            succession.predecessor,
            actor=actor,
            successor=succession.successor.identity,
            legal_on=succession.legal_on.isoformat(),
        )
    if recorded.new or recorded.dated:
        changed_for_the_public()
    return recorded


@transaction.atomic
def store_outlines(
    drawings: Mapping[str, Drawing], *, credit: str, actor: object = SYSTEM
) -> Stored:
    """Keeps a drawing for each authority the register knows; `drawings` by ARS or AGS."""
    stored = Gallery().hang(drawings, credit)
    Outline.objects.bulk_create(stored.new, BATCH)
    Outline.objects.bulk_create(
        stored.changed, BATCH, update_conflicts=True, unique_fields=["id"], update_fields=OUTLINED
    )
    if stored.new or stored.changed:
        record(
            "places.outlined",
            (stored.new or stored.changed)[0],
            actor=actor,
            credit=credit,
            outlines=len(stored.new) + len(stored.changed),
        )
        changed_for_the_public()
    return stored
