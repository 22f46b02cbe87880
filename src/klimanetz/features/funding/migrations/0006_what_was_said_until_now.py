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
}  # fmt: skip


def write_down(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    shipped = find_shipped(apps, "rule")
    for rule in apps.get_model("funding", "Rule").objects.select_related("programme"):
        of = rule.programme
        rule.level, rule.land, rule.decided_by = of.level, of.land, of.decided_by or of.giver
        rule.shipped = rule.pk in shipped
        rule.save(update_fields=["level", "land", "decided_by", "shipped"])
    programmes = apps.get_model("funding", "Programme").objects.all()
    questions = apps.get_model("funding", "Question").objects.select_related("presupposes")
    for kind, rows in (("programme", programmes), ("question", questions)):
        for row in rows.filter(pk__in=find_shipped(apps, kind)):
            row.shipped = {name: plain(getattr(row, name)) for name in SAID[kind]}
            row.save(update_fields=["shipped"])


def find_shipped(apps: StateApps, kind: str) -> set[int]:
    """What a file wrote and nobody else; who only checked a rule has not written it."""
    wrote = {f"{verb}_{kind}" for verb in ("add", "change", "open", "succeed")}
    entries = apps.get_model("core", "AuditEntry").objects.filter(verb__in=wrote)
    by_file: set[int] = set()
    by_people: set[int] = set()
    for actor, subject in entries.values_list("actor", "subject"):
        (by_file if actor in BY_FILE else by_people).add(int(subject.partition(":")[2]))
    return by_file - by_people


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
