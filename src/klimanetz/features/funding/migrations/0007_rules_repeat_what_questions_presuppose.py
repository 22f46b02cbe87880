from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def write_down(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    """What the questions presuppose today; what they did before nobody has written down."""
    questions = {one.pk: one for one in apps.get_model("funding", "Question").objects.all()}
    asked: dict[int, set[int]] = {}
    for name in ("Rate", "Condition"):
        rows = apps.get_model("funding", name).objects.filter(question__isnull=False)
        for rule, question in rows.values_list("rule", "question"):
            asked.setdefault(rule, set()).add(question)
    for rule in apps.get_model("funding", "Rule").objects.filter(pk__in=asked):
        below = {questions[pk].slug: foundations(pk, questions) for pk in asked[rule.pk]}
        rule.presupposed = {slug: found for slug, found in sorted(below.items()) if found}
        rule.save(update_fields=["presupposed"])


def foundations(pk: int, questions: dict[int, object]) -> list[list[str]]:
    """As `situation.py` has it, with the texts."""
    found = [pk]
    while (first := questions[found[-1]].presupposes_id) and first not in found:  # type: ignore[attr-defined]
        found.append(first)
    return [[questions[one].slug, questions[one].text] for one in found[1:]]  # type: ignore[attr-defined]


class Migration(migrations.Migration):
    dependencies = [("funding", "0006_what_was_said_until_now")]

    operations = [
        migrations.AddField(
            model_name="rule",
            name="presupposed",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.RunPython(write_down, migrations.RunPython.noop),
    ]
