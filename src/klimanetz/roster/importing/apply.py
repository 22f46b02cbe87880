"""Writing a decided plan, in a few statements for all of its lines together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db.models import Model
from django.utils import timezone

from klimanetz.core.audit import name_subject
from klimanetz.core.models import AuditEntry
from klimanetz.people.models import Organisation, Person
from klimanetz.people.roles import Role
from klimanetz.roster.actions.people import end_role_without_position
from klimanetz.roster.importing.differences import Difference
from klimanetz.roster.importing.plan import Plan, PlannedLine, Status
from klimanetz.roster.models import (
    FundingPeriod,
    Holding,
    Membership,
    Position,
    PositionState,
)


@dataclass(slots=True)
class Work:
    """The lines that write something, and the rows they have become so far."""

    lines: list[tuple[PlannedLine, Difference]]
    #: Roles that some line names for somebody known: they do not end with a position.
    named: set[tuple[int, Role]] = field(default_factory=set)
    people: dict[int, int] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)


def apply_plan(plan: Plan, *, actor: object, file_name: str) -> None:
    """Call inside a transaction that has made the plan itself; assumes that all is decided."""
    writing = (Status.NEW, Status.CHANGED)
    work = Work(
        [(x, x.difference) for x in plan.lines if x.difference and x.status in writing],
        {
            (x.difference.person, role)
            for x in plan.lines
            if x.difference and x.difference.person and x.status != Status.LEFT_OUT
            for role in x.entry.roles
        },
    )
    write_people(work)
    end_holdings(work)
    write_positions(work)
    write_served(work)
    write_holdings(work)
    write_periods(work)
    write_memberships(work)
    write_audit(work, actor=actor, file_name=file_name)


def write_people(work: Work) -> None:
    name_organisations(work)
    by_email: dict[str, Person] = {}
    for line, difference in work.lines:
        if difference.person is None and difference.is_first:
            fields = {"password": make_password(None)} | difference.person_fields
            by_email[line.entry.email] = Person(**fields)
    Person.objects.bulk_create(by_email.values())
    for line, difference in work.lines:
        email = line.entry.email
        work.people[line.number] = difference.person or by_email[email].pk
    update(Person, ((d.person, d.person_fields) for _, d in work.lines if d.person))


def name_organisations(work: Work) -> None:
    """The list writes a name; a person belongs to the organisation of that name."""
    named = [d.person_fields for _, d in work.lines if d.person_fields.get("organisation")]
    names = {fields["organisation"] for fields in named}
    if not names:
        return
    Organisation.objects.bulk_create(
        [Organisation(name=name) for name in sorted(names)], ignore_conflicts=True
    )
    by_name = {one.name: one for one in Organisation.objects.filter(name__in=names)}
    for fields in named:
        fields["organisation"] = by_name[fields["organisation"]]


def update(model: type[Model], changes: Iterable[tuple[int | None, Mapping[str, object]]]) -> None:
    """One statement for each set of fields that changes together."""
    by_fields: dict[tuple[str, ...], list[Model]] = {}
    for pk, fields in changes:
        if pk is not None and fields:
            by_fields.setdefault(tuple(fields), []).append(model(pk=pk, **fields))
    for names, rows in by_fields.items():
        model._default_manager.bulk_update(rows, names, batch_size=500)


def end_holdings(work: Work) -> None:
    """Whoever leaves a post held it to the day before; a post nobody holds is vacant."""
    ending = [pair for _, difference in work.lines for pair in difference.ends_holdings]
    if not ending:
        return
    yesterday = timezone.localdate() - timedelta(days=1)
    holdings = Holding.objects.filter(pk__in=[holding for holding, _ in ending])
    holdings.filter(starts__gt=yesterday).delete()
    holdings.update(ends=yesterday)
    Position.objects.filter(pk__in=[position for _, position in ending]).exclude(
        pk__in=Holding.objects.valid().values("position_id")
    ).update(state=PositionState.VACANT)


def write_positions(work: Work) -> None:
    opened = {}
    for line, difference in work.lines:
        if difference.opens_position:
            fields = {"authority_id": line.entry.authority, "state": PositionState.FILLED}
            opened[line.number] = Position(**fields, **difference.position_fields)
    Position.objects.bulk_create(opened.values())
    for line, difference in work.lines:
        if line.number in opened:
            work.positions[line.number] = opened[line.number].pk
        elif difference.position:
            work.positions[line.number] = difference.position
    update(Position, ((d.position, d.position_fields) for _, d in work.lines))


def write_served(work: Work) -> None:
    through = Position.serves.through
    rows = [
        through(position_id=work.positions[line.number], authority_id=authority)
        for line, difference in work.lines
        for authority in difference.serves
    ]
    through.objects.bulk_create(rows, ignore_conflicts=True)


def write_holdings(work: Work) -> None:
    Holding.objects.bulk_create(
        Holding(
            position_id=work.positions[line.number],
            person_id=work.people[line.number],
            starts=difference.holding_starts,
        )
        for line, difference in work.lines
        if difference.starts_holding
    )
    update(Holding, ((d.holding, {"starts": d.holding_starts}) for _, d in work.lines))


def write_periods(work: Work) -> None:
    FundingPeriod.objects.bulk_create(
        FundingPeriod(position_id=work.positions[line.number], **difference.period_fields)
        for line, difference in work.lines
        if difference.period_fields and difference.period is None
    )
    update(FundingPeriod, ((d.period.pk, d.period_fields) for _, d in work.lines if d.period))


def write_memberships(work: Work) -> None:
    """A role that two lines give is given once; one ends with the last position that gave it."""
    given: dict[tuple[int, Role], date | None] = {}
    for line, difference in work.lines:
        for role in difference.starts_roles:
            key = (work.people[line.number], role)
            since = difference.member_since if role == difference.dated_role else None
            given[key] = given.get(key) or since
    Membership.objects.bulk_create(
        Membership(person_id=person, role=role, starts=starts)
        for (person, role), starts in given.items()
    )
    update(Membership, ((d.membership, {"starts": d.member_since}) for _, d in work.lines))
    left = {pair for _, difference in work.lines for pair in difference.leaves}
    for person, role in left - work.named:
        end_role_without_position(person, role)


def write_audit(work: Work, *, actor: object, file_name: str) -> None:
    entries = []
    for line, difference in work.lines:
        changes = {change.label: [change.old, change.new] for change in difference.changes}
        detail = {"file": file_name, "line": line.number, "changes": changes}
        subjects: list[Model] = [Person(pk=work.people[line.number])]
        if line.number in work.positions:
            subjects.append(Position(pk=work.positions[line.number]))
        verb = "import_person" if line.status == Status.NEW else "import_change"
        entries += [
            AuditEntry(actor=str(actor)[:200], verb=verb, subject=name_subject(it), detail=detail)
            for it in subjects
        ]
    AuditEntry.objects.bulk_create(entries, batch_size=500)
