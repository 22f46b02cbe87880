"""PostgreSQL writes words into their index at once, not into a list that every search reads."""

from django.db import migrations

INDEXES = ("directory_members", "directory_organisers")


def write_at_once(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"ALTER INDEX {name} SET (fastupdate = off)")


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_fields_of_action")]
    operations = [migrations.RunPython(write_at_once, migrations.RunPython.noop)]
