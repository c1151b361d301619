# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The go-live list: what must be settled before an installation records real casework."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from caseworker.acts import Plan
from caseworker.appending import append
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import GoLiveItem
from caseworker.registry.writing import cleaned, registered
from caseworker.vocabulary.closed_lists import GoLive
from caseworker.vocabulary.problems import ChangedMeanwhile, NothingChanged, Refused

Settled = Mapping[GoLive, tuple[str, date | None]]


def go_live_entry(session: Session) -> int:
    """The latest entry about the list; 0 where nothing is settled yet."""
    return session.execute(select(func.max(col(GoLiveItem.entry)))).scalar_one() or 0


def settle_items(database: Database, context: Context, seen: int, settled: Settled) -> int:
    """How many items were changed; `seen` is the `go_live_entry` that the change was made from.

    An item may wait, but once settled it stays so. Raises ChangedMeanwhile, NothingChanged and Refused at the item.
    """
    told = {item: _row(item, *what, context) for item, what in settled.items()}
    with database.append() as session:
        if go_live_entry(session) != seen:
            raise ChangedMeanwhile()
        rows = []
        for item, row in told.items():
            stands = session.get(GoLiveItem, item.value)
            if not row.statement and stands is not None:
                raise Refused("This has been settled. Write what holds instead.", field=item.value)
            if row.statement and (stands is None or row.model_dump() != {**stands.model_dump(), "entry": 0}):
                rows.append(row)
        if not rows:
            raise NothingChanged()
        append(session, [Plan(acts=[registered(row, context) for row in rows])])
    return len(rows)


def _row(item: GoLive, statement: str, day: date | None, context: Context) -> GoLiveItem:
    try:
        row = cleaned(GoLiveItem(entry=0, item=item.value, statement=statement, settled_on=day))
    except Refused as refused:
        refused.field = item.value
        raise
    if item is GoLive.STAFF_INFORMED and row.statement:
        if day is None:
            raise Refused("Give the date on which the staff were informed.", field="staff_informed_on")
        if day > context.today:
            raise Refused("That date has not come yet.", field="staff_informed_on")
    return row
