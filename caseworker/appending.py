# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Prepared acts enter the ledger: entries, tree nodes, values and rows together, under the lock."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Table, and_, bindparam, func, insert, or_, select, update
from sqlmodel import Session, SQLModel, col

from caseworker.acts import Plan, table_of
from caseworker.database.bulk import insert_rows
from caseworker.ledger import Frontier, frontier_positions
from caseworker.models import Erasure, LedgerEntry, LedgerNode, OutboxMessage, PersonalValue, Recommendation, SetAside
from caseworker.outbox import messages
from caseworker.vocabulary.closed_lists import NotNow
from caseworker.vocabulary.problems import CaseErased, TakenOut
from caseworker.week_marks import mark_weeks


@dataclass(frozen=True)
class Appended:
    """Where an act stands in the ledger: its entry number and the hash of its bytes."""

    entry: int
    leaf: bytes


def append(session: Session, plans: Sequence[Plan]) -> list[Appended]:
    """Where each act of the plans now stands, in their order; the caller's transaction holds the ledger's lock.

    The rows, the entries, the tree nodes and what stands beside them are written together or not at all. Raises
    CaseErased for an act about a case that has been erased, and TakenOut for a decision on what left the desk.
    """
    _refuse_erased(session, plans)
    _refuse_taken_out(session, plans)
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
    rows[table_of(OutboxMessage)] += messages(session, rows)
    for plan in plans:
        for statement in plan.instead:
            session.execute(statement)
        for model, row in plan.beside:
            rows[table_of(model)].append(row)
    _write(session, rows)
    _erase(session, [pair for plan in plans for pair in plan.erased])
    mark_weeks(session, plans, size)
    return appended


def _refuse_erased(session: Session, plans: Sequence[Plan]) -> None:
    """Raises CaseErased for an act about a stored recommendation whose case is erased: its values could never go."""
    acts = [act.row for plan in plans for act in plan.acts if act.row.get("recommendation_id")]
    about = {row["recommendation_id"] for row in acts} - _new(plans)
    if not about:
        return
    erased = (
        select(col(Erasure.erased_entry))
        .join(Recommendation, col(Recommendation.entry) == col(Erasure.erased_entry))
        .where(col(Recommendation.id).in_(about), col(Erasure.field) == "case_reference")
    )
    if session.execute(erased.limit(1)).first():
        raise CaseErased()


def _refuse_taken_out(session: Session, plans: Sequence[Plan]) -> None:
    """Raises TakenOut for a first decision on a recommendation whose latest word is that it left the desk."""
    decided = {
        act.row["recommendation_id"]
        for plan in plans
        for act in plan.acts
        if act.table.name == "decisions" and not act.row["revision"]
    } - _new(plans)
    if not decided:
        return
    found = session.execute(
        select(col(SetAside.recommendation_id), col(SetAside.code))
        .where(col(SetAside.recommendation_id).in_(decided))
        .order_by(col(SetAside.entry))
    )
    latest = {row.recommendation_id: row.code for row in found}
    if any(code is not None and NotNow(code).takes_out for code in latest.values()):
        raise TakenOut()


def _new(plans: Sequence[Plan]) -> set[Any]:
    """The ids of the recommendations that the plans store: nothing else is known of these yet."""
    return {act.row["id"] for plan in plans for act in plan.acts if act.table.name == "recommendations"}


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
    gone = [{"of_entry": entry, "of_field": name} for entry, name in erased]
    if gone:
        # One statement for all of them: made anew for each, it takes twenty times as long, with the lock held.
        values = table_of(PersonalValue)
        of_entry, of_field = values.c.entry == bindparam("of_entry"), values.c.field == bindparam("of_field")
        session.connection().execute(update(values).where(of_entry, of_field).values(value=None, salt=None), gone)
