# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Many rows of one table in one statement, for writers that hold a lock meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

Sent = Callable[[Any], Any] | None


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Nothing; the rows, which all have the same columns, are inserted.

    As SQLAlchemy's own `insert`, at half its cost: what it finds out for every value is found out once for each table.
    """
    statement, positional, columns = _prepared(table, connection.dialect, tuple(rows[0]))
    if positional:
        connection.exec_driver_sql(
            statement, [tuple([sent(row[name]) if sent else row[name] for name, sent in columns]) for row in rows]
        )
    else:
        connection.exec_driver_sql(
            statement, [{name: sent(row[name]) if sent else row[name] for name, sent in columns} for row in rows]
        )


@lru_cache(maxsize=256)
def _prepared(table: Table, dialect: Dialect, names: tuple[str, ...]) -> tuple[str, bool, list[tuple[str, Sent]]]:
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    order = compiled.positiontup or names
    columns: list[tuple[str, Sent]] = [
        (name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in order
    ]
    return str(compiled), compiled.positional, columns
