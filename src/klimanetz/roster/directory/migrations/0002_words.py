"""The index of words over `directory_entry`, which the database itself keeps up to date.

A later migration that makes SQLite rebuild the table `directory_entry` takes the triggers with
it: it has to run `create_index` again.
"""

from django.db import migrations

SQLITE = (
    """
    CREATE VIRTUAL TABLE directory_words USING fts5(
        members, organisers,
        content='directory_entry', content_rowid='id', detail='column', tokenize='ascii'
    )
    """,
    """
    CREATE TRIGGER directory_entry_added AFTER INSERT ON directory_entry BEGIN
        INSERT INTO directory_words (rowid, members, organisers)
        VALUES (new.id, new.members, new.organisers);
    END
    """,
    """
    CREATE TRIGGER directory_entry_removed AFTER DELETE ON directory_entry BEGIN
        INSERT INTO directory_words (directory_words, rowid, members, organisers)
        VALUES ('delete', old.id, old.members, old.organisers);
    END
    """,
    """
    CREATE TRIGGER directory_entry_changed AFTER UPDATE ON directory_entry BEGIN
        INSERT INTO directory_words (directory_words, rowid, members, organisers)
        VALUES ('delete', old.id, old.members, old.organisers);
        INSERT INTO directory_words (rowid, members, organisers)
        VALUES (new.id, new.members, new.organisers);
    END
    """,
)
POSTGRESQL = (
    "CREATE INDEX directory_members ON directory_entry USING gin (to_tsvector('simple', members))",
    "CREATE INDEX directory_organisers ON directory_entry"
    " USING gin (to_tsvector('simple', organisers))",
)


def create_index(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("added", "removed", "changed"):
            schema_editor.execute(f"DROP TRIGGER directory_entry_{name}")
        schema_editor.execute("DROP TABLE directory_words")
    else:
        schema_editor.execute("DROP INDEX directory_members, directory_organisers")


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(create_index, drop_index)]
