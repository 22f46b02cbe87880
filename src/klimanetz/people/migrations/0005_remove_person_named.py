from django.db import migrations


class Migration(migrations.Migration):
    """On its own: PostgreSQL does not alter a table whose rows changed in the same transaction."""

    dependencies = [("people", "0004_organisation_names")]

    operations = [migrations.RemoveField("person", "named")]
