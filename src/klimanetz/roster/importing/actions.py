"""A list's way into the roster: begun, decided, applied or discarded."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.places.progress import Watch, unwatched
from klimanetz.roster.importing.apply import apply_plan
from klimanetz.roster.importing.columns import Sheet, find_columns
from klimanetz.roster.importing.finder import PlaceFinder
from klimanetz.roster.importing.grid import TableError
from klimanetz.roster.importing.plan import Plan, make_plan
from klimanetz.roster.importing.questions import Cells
from klimanetz.roster.importing.reading import read_file
from klimanetz.roster.importing.storing import dump_sheet, load_sheet
from klimanetz.roster.models import RosterImport, RosterImportState


def read_list(content: bytes) -> Sheet:
    """Raises `Refused` with the reason where the file is no list of people."""
    try:
        return find_columns(read_file(content))
    except TableError as error:
        raise Refused(str(error)) from error


@transaction.atomic
def begin_import(content: bytes, file_name: str, *, actor: Person) -> RosterImport:
    sheet = read_list(content)
    begun = RosterImport.objects.create(
        person=actor, file_name=file_name[-200:], table=dump_sheet(sheet)
    )
    record("begin_import", begun, actor=actor, file=begun.file_name, lines=len(sheet.lines))
    return begun


def plan_of(roster_import: RosterImport) -> Plan:
    """What the list would do to the roster as it is now."""
    refuse_closed(roster_import)
    sheet = load_sheet(roster_import.table)
    return make_plan(sheet, roster_import.decisions, PlaceFinder())


@transaction.atomic
def decide(
    roster_import: RosterImport, decisions: Mapping[str, Cells], *, actor: object
) -> RosterImport:
    """Adds decisions to those of other windows; a later one for the same cell wins."""
    row = open_import(roster_import)
    for line, cells in decisions.items():
        row.decisions[line] = {**row.decisions.get(line, {}), **cells}
    row.save(update_fields=["decisions"])
    record("decide_import", row, actor=actor, lines=sorted(decisions))
    return row


@transaction.atomic
def reconsider(roster_import: RosterImport, line: int, *, actor: object) -> None:
    """Forget what was decided about one line, so that it is asked again."""
    row = open_import(roster_import)
    if row.decisions.pop(str(line), None) is not None:
        row.save(update_fields=["decisions"])
        record("reconsider_import", row, actor=actor, line=line)


@transaction.atomic
def apply_import(roster_import: RosterImport, fingerprint: str, *, actor: object) -> RosterImport:
    """Writes exactly the plan that was shown, or nothing."""
    row = open_import(roster_import)
    changed_for_the_public()  # first, as it makes others who change the roster wait
    plan = plan_of(row)
    if not plan.is_decided:
        raise Refused(_("Es sind noch Zeilen zu klären."))
    if plan.fingerprint != fingerprint:
        raise Refused(
            _("Inzwischen hat sich etwas geändert. Bitte prüfen Sie noch einmal, was neu ist.")
        )
    apply_plan(plan, actor=actor, file_name=row.file_name)
    close(row, RosterImportState.APPLIED, plan.counts)
    record("apply_import", row, actor=actor, file=row.file_name, **plan.counts)
    return row


@transaction.atomic
def discard_import(roster_import: RosterImport, *, actor: object) -> None:
    row = open_import(roster_import)
    close(row, RosterImportState.DISCARDED, {})
    record("discard_import", row, actor=actor, file=row.file_name)


@transaction.atomic
def import_list(
    sheet: Sheet, *, write: bool, actor: object, file_name: str, watch: Watch = unwatched
) -> Plan:
    """Plan and, where `write` is set and nothing has to be decided, write at once."""
    if write:
        changed_for_the_public()
    plan = make_plan(sheet, {}, PlaceFinder(), watch=watch)
    if write and plan.is_decided:
        apply_plan(plan, actor=actor, file_name=file_name)
    return plan


def open_import(roster_import: RosterImport) -> RosterImport:
    row = RosterImport.objects.select_for_update().get(pk=roster_import.pk)
    refuse_closed(row)
    return row


def refuse_closed(row: RosterImport) -> None:
    if row.state == RosterImportState.APPLIED:
        raise Refused(_("Diese Liste ist schon übernommen."))
    if row.state == RosterImportState.DISCARDED:
        raise Refused(_("Diese Liste ist verworfen."))


def close(row: RosterImport, state: RosterImportState, counts: dict[str, int]) -> None:
    """The people of the list stand in the roster now, or nowhere: the copy goes."""
    row.state, row.counts, row.closed_at = state, counts, timezone.now()
    row.table, row.decisions = {}, {}
    row.save(update_fields=["state", "counts", "closed_at", "table", "decisions"])
