"""Until now a rule without days of its own held as long as its programme; from now on it says so."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def write_days(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    """The narrower of both, as every answer has read it; never an end before the beginning."""
    for rule in apps.get_model("funding", "Rule").objects.select_related("programme"):
        of = rule.programme
        begins = max(filter(None, (rule.valid_from, of.valid_from)), default=None)
        ends = min(filter(None, (rule.valid_to, of.valid_to)), default=None)
        if begins is None or ends is None or begins <= ends:
            rule.valid_from, rule.valid_to = begins, ends
            rule.save(update_fields=["valid_from", "valid_to"])


class Migration(migrations.Migration):
    dependencies = [("funding", "0003_watchers")]

    operations = [migrations.RunPython(write_days, migrations.RunPython.noop)]
