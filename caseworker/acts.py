# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""An act is a fact with its ledger entry and its erasable values: prepared before the lock, appended under it.

The row of a fact table is a projection of the entry: the same columns, in the same values. `prepare` writes both from
one row, `projected` reads a stored row back into the entry's form, and nothing else knows how the two relate.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Table, and_, func, insert, or_, select, update
from sqlmodel import Session, SQLModel, col

from caseworker.columns import Ledgered
from caseworker.database.bulk import insert_rows
from caseworker.ledger import SALT_BYTES, Frontier, canonical, commitment, frontier_positions, leaf_hash
from caseworker.models import LedgerEntry, LedgerNode, PersonalValue

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


@dataclass(frozen=True)
class Appended:
    """Where an act stands in the ledger: its entry number and the hash of its bytes."""

    entry: int
    leaf: bytes


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


def append(session: Session, plans: Sequence[Plan]) -> list[Appended]:
    """Where each act of the plans now stands, in their order; the caller's transaction holds the ledger's lock.

    The rows, the entries, the tree nodes and what stands beside them are written together or not at all.
    """
    size, frontier = _frontier(session)
    rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    entries, nodes, values = (rows[table_of(model)] for model in (LedgerEntry, LedgerNode, PersonalValue))
    appended: list[Appended] = []
    for act in (act for plan in plans for act in plan.acts):
        raw, leaf = act.sealed()
        size += 1
        entries.append({"seq": size, "raw": raw, "leaf": leaf})
        for level, position, digest in frontier.append_hash(leaf)[1:]:
            nodes.append({"level": level, "position": position, "hash": digest})
        for name, value, salt in act.personal:
            values.append({"entry": size, "field": name, "value": value, "salt": salt})
        rows[act.table].append({**act.row, "entry": size})
        appended.append(Appended(size, leaf))
    for plan in plans:
        for statement in plan.instead:
            session.execute(statement)
        for model, row in plan.beside:
            rows[table_of(model)].append(row)
    _write(session, rows)
    _erase(session, [pair for plan in plans for pair in plan.erased])
    return appended


def _frontier(session: Session) -> tuple[int, Frontier]:
    size = session.execute(select(func.max(col(LedgerEntry.seq)))).scalar_one() or 0
    positions = frontier_positions(size)
    # Each place by itself: SQLite walks the whole table for an IN over two columns.
    places = [and_(col(LedgerNode.level) == level, col(LedgerNode.position) == at) for level, at in positions if level]
    hashes: dict[tuple[int, int], bytes] = {}
    if places:
        found = session.execute(
            select(col(LedgerNode.level), col(LedgerNode.position), col(LedgerNode.hash)).where(or_(*places))
        )
        hashes = {(level, position): digest for level, position, digest in found}
    for level, position in positions:
        if level == 0:
            hashes[level, position] = session.execute(
                select(col(LedgerEntry.leaf)).where(col(LedgerEntry.seq) == position + 1)
            ).scalar_one()
    return size, Frontier(size, [hashes[place] for place in positions])


@cache
def _write_order() -> tuple[Table, ...]:
    return tuple(SQLModel.metadata.sorted_tables)


def _write(session: Session, rows: Mapping[Table, list[dict[str, Any]]]) -> None:
    for table in _write_order():
        if not rows.get(table):
            continue
        if table.info.get("ledgered") == "state":
            _replace(session, table, rows[table])
        else:
            insert_rows(session.connection(), table, rows[table])


def _replace(session: Session, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """A state keeps one row: the first entry inserts it, each later one updates it."""
    for row in rows:
        same = [column == row[column.name] for column in table.primary_key.columns]
        if not session.execute(update(table).where(*same).values(row)).rowcount:  # type: ignore[attr-defined]
            session.execute(insert(table), [row])


def _erase(session: Session, erased: Iterable[tuple[int, str]]) -> None:
    for entry, name in erased:
        session.execute(
            update(PersonalValue)
            .where(col(PersonalValue.entry) == entry, col(PersonalValue.field) == name)
            .values(value=None, salt=None)
        )
