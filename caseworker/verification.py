# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Puts the stored ledger, the rows that screens read and the checkpoints kept outside before the audit."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Table, Uuid, and_, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, SQLModel, col

from caseworker.acts import identity, projected
from caseworker.checkpoints import kept_checkpoints
from caseworker.config import Settings
from caseworker.database import Database, guards
from caseworker.ledger import NOT_PROJECTED, AuditReport, BrokenEntry, Node, NotProjected, StoredEntry, audit, parse
from caseworker.models import LedgerEntry, LedgerNode, PersonalValue

CHUNK = 1000
_UNREADABLE: dict[str, object] = {"": "unreadable"}

Projections = dict[int, tuple[Table, Mapping[str, object]]]


def verify_database(database: Database, settings: Settings, since: Path | None = None) -> AuditReport:
    """What holds of the whole installation: entries, tree, erasable values, rows, guards and checkpoints.

    `since` is the file of a checkpoint that somebody kept elsewhere. Reads one state of the database, in constant
    memory, and never raises on what is stored.
    """
    checkpoints, strays = kept_checkpoints(settings, since)
    with database.read() as session:
        strays += [f"the guard {name} is missing or altered" for name in guards.missing(session.connection())]
        strays += _rows_without_entry(session)
        return audit(_entries(session, strays), _nodes(session), checkpoints, strays)


@cache
def ledgered_tables() -> tuple[Table, ...]:
    """The tables whose rows project entries."""
    return tuple(table for table in SQLModel.metadata.sorted_tables if "ledgered" in table.info)


@cache
def _table_of_kind(kind: str) -> Table | None:
    return next((table for table in ledgered_tables() if table.name == kind), None)


def _entries(session: Session, strays: list[str]) -> Iterator[StoredEntry]:
    last = -1
    while True:
        chunk = session.execute(
            select(col(LedgerEntry.seq), col(LedgerEntry.raw), col(LedgerEntry.leaf))
            .where(col(LedgerEntry.seq) > last)
            .order_by(col(LedgerEntry.seq))
            .limit(CHUNK)
        ).all()
        if not chunk:
            return
        first, last = chunk[0][0], chunk[-1][0]
        personal = _personal(session, first, last)
        rows = _projections(session, first, last, strays)
        for seq, raw, leaf in chunk:
            yield StoredEntry(seq, raw, leaf, personal.get(seq, {}), _projection(session, seq, raw, rows, strays))


def _personal(session: Session, first: int, last: int) -> Mapping[int, dict[str, tuple[str | None, bytes | None]]]:
    values: dict[int, dict[str, tuple[str | None, bytes | None]]] = defaultdict(dict)
    found = session.execute(
        select(
            col(PersonalValue.entry), col(PersonalValue.field), col(PersonalValue.value), col(PersonalValue.salt)
        ).where(col(PersonalValue.entry).between(first, last))
    )
    for entry, name, value, salt in found:
        values[entry][name] = (value, salt)
    return values


def _projections(session: Session, first: int, last: int, strays: list[str]) -> Projections:
    """The row that each entry of the range has; an entry with rows in two tables is a finding."""
    rows: Projections = {}
    for table in ledgered_tables():
        strays += _other_names(session, table, first, last)
        for entry, row in _facts_of_rows(session, table, first, last):
            if entry in rows:
                strays.append(f"entry {entry} has a row in {rows[entry][0].name} and one in {table.name}")
            rows[entry] = (table, row)
    return rows


def _facts_of_rows(session: Session, table: Table, first: int, last: int) -> list[tuple[int, Mapping[str, object]]]:
    try:
        found = session.execute(select(table).where(table.c.entry.between(first, last))).mappings().all()
        return [(row["entry"], projected(table, dict(row))) for row in found]
    except (ValueError, TypeError, ArithmeticError, SQLAlchemyError):
        if first == last:
            return [(first, _UNREADABLE)]
    entries = session.execute(select(table.c.entry).where(table.c.entry.between(first, last))).scalars().all()
    return [pair for entry in entries for pair in _facts_of_rows(session, table, entry, entry)]


def _other_names(session: Session, table: Table, first: int, last: int) -> list[str]:
    """The rows whose copy of a personal value differs from the value that their entry is committed to."""
    found: list[str] = []
    for name in table.info.get("committed", ()):
        copied = (
            select(table.c.entry)
            .join(PersonalValue, (col(PersonalValue.entry) == table.c.entry) & (col(PersonalValue.field) == name))
            .where(table.c.entry.between(first, last), table.c[name] != col(PersonalValue.value))
        )
        found += [f"the row of entry {entry} in {table.name} shows another {name}" for entry in session.scalars(copied)]
    return found


def _projection(
    session: Session, seq: int, raw: Any, rows: Projections, strays: list[str]
) -> Mapping[str, object] | NotProjected | None:
    try:
        body = parse(raw)
    except BrokenEntry:
        return NOT_PROJECTED
    table = _table_of_kind(str(body.get("kind")))
    found = rows.get(seq)
    if found is not None and found[0] is not table:
        strays.append(f"a row of {found[0].name} claims entry {seq}, which records something else")
        found = None
    if found is not None:
        return found[1]
    if table is None or _replaced(session, table, body.get("facts"), seq):
        return NOT_PROJECTED
    return None


def _replaced(session: Session, table: Table, facts: object, seq: int) -> bool:
    """Whether a later entry took this one's place in the row of a state."""
    if table.info["ledgered"] != "state" or not isinstance(facts, dict):
        return False
    key: Iterator[tuple[Any, Any]] = zip(table.primary_key.columns, identity(table, facts), strict=True)
    try:
        same = and_(*(column == (UUID(value) if isinstance(column.type, Uuid) else value) for column, value in key))
        entry = session.execute(select(table.c.entry).where(same)).scalar_one_or_none()
    except (ValueError, TypeError, SQLAlchemyError):
        return False
    return entry is not None and entry > seq


def _nodes(session: Session) -> Iterator[Node]:
    ordered = select(col(LedgerNode.level), col(LedgerNode.position), col(LedgerNode.hash)).order_by(
        text("((position + 1) << level)"), col(LedgerNode.level)
    )
    for level, position, digest in session.execute(ordered.execution_options(yield_per=CHUNK)):
        yield Node(level, position, digest)


def _rows_without_entry(session: Session) -> list[str]:
    strays: list[str] = []
    for table in [*ledgered_tables(), SQLModel.metadata.tables["personal_values"]]:
        known = select(col(LedgerEntry.seq)).where(col(LedgerEntry.seq) == table.c.entry).exists()
        entries = session.execute(select(table.c.entry).where(~known).limit(3)).scalars()
        strays += [f"a row of {table.name} claims entry {entry}, which does not exist" for entry in entries]
    return strays
