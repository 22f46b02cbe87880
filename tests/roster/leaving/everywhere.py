"""Looks for a word in every text of every table, as somebody would who must find nothing."""

from django.apps import apps
from django.db import connection

from klimanetz.core.custody import as_in_json


def find_in_database(*words: str) -> dict[str, list[str]]:
    """Table and column to the texts in which one of `words` stands, whatever the case."""
    forms = {form.lower() for word in words for form in as_in_json(word)}
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        tables = [table.name for table in connection.introspection.get_table_list(cursor)]
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if any(form in str(value).lower() for form in forms):
                        found.setdefault(f"{table}.{name}", []).append(str(value)[:200])
    assert {model._meta.db_table for model in apps.get_models()} <= set(tables)
    return found
