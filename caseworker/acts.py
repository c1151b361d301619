# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""An act is a fact with its ledger entry and its erasable values: prepared before the lock, appended under it.

The row of a fact table is a projection of the entry: the same columns, in the same values. `prepare` writes both from
one row, `projected` reads a stored row back into the entry's form, and nothing else knows how the two relate.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Table
from sqlmodel import SQLModel

from caseworker.columns import Ledgered
from caseworker.ledger import SALT_BYTES, canonical, commitment, leaf_hash

Entropy = Callable[[int], bytes]


class Act:
    """One entry to be: the row that projects it, the values that may be erased, and the bytes to hash.

    `personal` has (field, value, salt). The bytes are made when they are first asked for, so that a plan which is only
    checked costs no cryptography.
    """

    __slots__ = ("_day", "_entropy", "_sealed", "personal", "row", "table", "values")

    def __init__(
        self, table: Table, row: dict[str, Any], day: date, values: Mapping[str, str], entropy: Entropy
    ) -> None:
        self.table = table
        self.row = row
        self.values = values
        self.personal: list[tuple[str, str, bytes]] = []
        self._day = day
        self._entropy = entropy
        self._sealed: tuple[bytes, bytes] | None = None

    @property
    def raw(self) -> bytes:
        """The canonical bytes of the entry."""
        return self.sealed()[0]

    def sealed(self) -> tuple[bytes, bytes]:
        """The canonical bytes of the entry, and their hash as a leaf of the ledger."""
        if self._sealed is None:
            self.personal = [(name, value, self._entropy(SALT_BYTES)) for name, value in self.values.items()]
            body = {
                "kind": str(self.table.name),
                "date": self._day.isoformat(),
                "facts": projected(self.table, self.row),
                "committed": {name: commitment(name, value, salt) for name, value, salt in self.personal},
            }
            raw = canonical(body)
            self._sealed = raw, leaf_hash(raw)
        return self._sealed


@dataclass
class Plan:
    """What one request changes, decided before the lock is taken.

    `acts` are appended in order; `beside` are rows of unlogged tables; `erased` are (entry, field) whose values go;
    `instead` are run first on the same transaction (taking a row off the waiting list, for example).
    """

    acts: list[Act] = field(default_factory=list)
    beside: list[tuple[type[SQLModel], dict[str, Any]]] = field(default_factory=list)
    erased: list[tuple[int, str]] = field(default_factory=list)
    instead: list[Any] = field(default_factory=list)

    def seal(self) -> None:
        """Nothing; the bytes of every act are made, which belongs before the lock."""
        for act in self.acts:
            act.sealed()


def prepare(
    model: type[Ledgered],
    row: dict[str, Any],
    day: date,
    entropy: Entropy,
    personal: Mapping[str, str | None] | None = None,
) -> Act:
    """The act that records `row` on `day`, with a commitment to each personal value that is given.

    `row` holds every column of the model but `entry`: plain values, because an import prepares thousands a second.
    Raises ValueError where a column is missing or unknown.
    """
    table = table_of(model)
    if row.keys() != _stored_columns(table):
        raise ValueError(f"{table.name}: {sorted(row.keys() ^ _stored_columns(table))}")
    values = {name: value for name, value in (personal or {}).items() if value is not None}
    return Act(table, row, day, values, entropy)


def projected(table: Table, row: Mapping[str, Any]) -> dict[str, object]:
    """The facts that an entry must hold for the stored `row` to be its projection."""
    return {
        name: value if value.__class__ in _CLEAR else _clear(value)
        for name in _fact_columns(table)
        if (value := row[name]) is not None
    }


def identity(table: Table, facts: Mapping[str, object]) -> tuple[object, ...]:
    """The primary key of the row that an entry's `facts` are about."""
    return tuple(facts.get(column.name) for column in table.primary_key.columns)


@cache
def table_of(model: type[SQLModel]) -> Table:
    """The table of a model class."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


@cache
def _stored_columns(table: Table) -> frozenset[str]:
    return frozenset(str(column.name) for column in table.columns if column.name != "entry")


@cache
def _fact_columns(table: Table) -> frozenset[str]:
    return _stored_columns(table) - set(table.info.get("outside", ()))


_CLEAR = frozenset((str, int, bool))


def _clear(value: Any) -> object:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value
