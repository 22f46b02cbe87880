"""Statements that are composed once and then only filled in.

The ORM composes every statement anew, which takes several times as long as running it. What
runs once for each of thousands of answers and mails goes through here. Columns and conversions
are read from the models, so nothing here needs to change with them.
"""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler


def here() -> BaseDatabaseWrapper:
    """The connection itself: its stand-in `connection` looks for it at every touch."""
    return connections[DEFAULT_DB_ALIAS]


@cache
def written_fields(model: type[models.Model]) -> "tuple[models.Field[Any, Any], ...]":
    """What a new row brings along: all but its key and what the database computes."""
    concrete = model._meta.local_concrete_fields
    return tuple(field for field in concrete if not (field.primary_key or field.generated))


def prepare(
    row: models.Model, fields: "Iterable[models.Field[Any, Any]]", *, new: bool
) -> list[Any]:
    connection = here()
    return [field.get_db_prep_save(field.pre_save(row, new), connection) for field in fields]


@cache
def compose_insert(model: type[models.Model], tail: str) -> str:
    quote = here().ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in written_fields(model))
    values = ", ".join(["%s"] * len(written_fields(model)))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({values}) {tail}"  # noqa: S608


def insert(rows: Sequence[models.Model], *, ignore_conflicts: bool = False) -> int:
    """Insert rows of one model; they do not learn their keys. Returns how many are new."""
    if not rows:
        return 0
    model = type(rows[0])
    sql = compose_insert(model, "ON CONFLICT DO NOTHING" if ignore_conflicts else "")
    values = [prepare(row, written_fields(model), new=True) for row in rows]
    with here().cursor() as cursor:
        if len(values) == 1:  # executemany prepares for more, which takes longer
            cursor.execute(sql, values[0])
        else:
            cursor.executemany(sql, values)
        new: int = cursor.rowcount
        return new


def named_fields(
    model: type[models.Model], names: tuple[str, ...]
) -> tuple["models.Field[Any, Any]", ...]:
    by_name = {field.name: field for field in model._meta.concrete_fields}
    return tuple(by_name[name] for name in names)


@cache
def compose_update(model: type[models.Model], names: tuple[str, ...]) -> str:
    quote = here().ops.quote_name
    columns = [quote(str(field.column)) for field in named_fields(model, names)]
    assigned = ", ".join(f"{column} = %s" for column in columns)
    return f"UPDATE {quote(model._meta.db_table)} SET {assigned} WHERE id = %s"  # noqa: S608


def update(row: models.Model, names: tuple[str, ...]) -> None:
    """Write these fields of an existing row."""
    values = prepare(row, named_fields(type(row), names), new=False)
    with here().cursor() as cursor:
        cursor.execute(compose_update(type(row), names), [*values, row.pk])


class Reading:
    """A query whose `{alias}` slots are all columns of a model; other columns come as they are."""

    def __init__(self, sql: str, **tables: type[models.Model]) -> None:
        self.template, self.tables = sql, tables

    @cached_property
    def sql(self) -> str:
        quote = here().ops.quote_name
        return self.template.format(
            **{
                alias: ", ".join(
                    f"{alias}.{quote(str(field.column))}" for field in model._meta.concrete_fields
                )
                for alias, model in self.tables.items()
            }
        )

    @cached_property
    def readers(self) -> tuple["RowReader", ...]:
        return tuple(RowReader(model) for model in self.tables.values())

    def first(self, *params: str | int) -> tuple[Any, ...] | None:
        """One object for each slot in their order, then the other columns; None without a row."""
        with here().cursor() as cursor:
            cursor.execute(self.sql, params)
            row = cursor.fetchone()
        if row is None:
            return None
        objects, begin = [], 0
        for reader in self.readers:
            end = begin + len(reader.names)
            objects.append(reader.read(row[begin:end]))
            begin = end
        return (*objects, *row[begin:])


class RowReader:
    """Makes a model's object of a row of all its columns, converted as this database needs it."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        fields = model._meta.concrete_fields
        self.names = [field.attname for field in fields]
        columns: list[Expression] = [field.get_col(model._meta.db_table) for field in fields]
        compiler = SQLCompiler(model._default_manager.all().query, here(), None)
        self.converters = list(compiler.get_converters(columns).items())

    def read(self, row: Sequence[object]) -> models.Model:
        values, connection = list(row), here()
        for at, (converters, column) in self.converters:
            for convert in converters:
                values[at] = convert(values[at], column, connection)
        return self.model.from_db(connection.alias, self.names, values)
