"""Versions say what their programme said; what nobody but an import wrote is as it was shipped."""

from datetime import date
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

#: Who stands in the audit trail where a file was read.
BY_FILE = {"system", "klimanetz funding"}
SAID = {
    "programme": (
        "name", "level", "land", "giver", "decided_by", "guideline", "guideline_url", "valid_from",
        "valid_to", "about",
    ),
    "question": ("text", "hint", "presupposes", "rank"),
    "rule": (),
}  # fmt: skip


def write_down(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    for rule in apps.get_model("funding", "Rule").objects.select_related("programme"):
        of = rule.programme
        rule.level, rule.land, rule.decided_by = of.level, of.land, of.decided_by or of.giver
        rule.save(update_fields=["level", "land", "decided_by"])
    for kind, names in SAID.items():
        writers = find_writers(apps, kind)
        for row in apps.get_model("funding", kind).objects.all():
            if writers.get(row.pk, set()) and writers[row.pk] <= BY_FILE:
                row.shipped = {name: plain(getattr(row, name)) for name in names} or True
                row.save(update_fields=["shipped"])


def find_writers(apps: StateApps, kind: str) -> dict[int, set[str]]:
    """Who wrote each row, as the audit trail has it; who only checked a rule has not written it."""
    wrote = {f"{verb}_{kind}" for verb in ("add", "change", "open", "succeed")}
    entries = apps.get_model("core", "AuditEntry").objects.filter(verb__in=wrote)
    found: dict[int, set[str]] = {}
    for actor, subject in entries.values_list("actor", "subject"):
        found.setdefault(int(subject.partition(":")[2]), set()).add(actor)
    return found


def plain(value: Any) -> str | int:  # noqa: ANN401
    """As `stating.py` has it."""
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "slug", value or "")).replace("\r\n", "\n").strip()


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0005_rules_repeat_their_programme"),
        ("core", "0001_initial"),
    ]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
