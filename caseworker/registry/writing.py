# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How every change is written: decided under the ledger's lock, each row with its entry, nothing overwritten unseen."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Mapped
from sqlmodel import Session

from caseworker.acts import Act, Plan, prepare, table_of
from caseworker.appending import append
from caseworker.cleaning import clean_text
from caseworker.columns import Ledgered
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import System
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Absent, ChangedMeanwhile, NothingChanged, Refused

LARGEST_SAMPLE = Decimal("0.5")

Row = TypeVar("Row", bound=Ledgered)
_CODE = re.compile(r"[^\W_][\w.@+-]*")


def register(database: Database, context: Context, rows: Iterable[Ledgered]) -> None:
    """Nothing; every row is stored as the present state of what it describes, each with its entry.

    A user's names and address enter the ledger as commitments only. Rows may be new or changed. Raises Refused for a
    system whose sample without the recommendation is not as it must be.
    """
    rows = list(rows)
    for system in (row for row in rows if isinstance(row, System)):
        check_sample(system)
    plan = Plan(acts=[registered(row, context) for row in rows])
    plan.seal()
    with database.append() as session:
        append(session, [plan])


def decide(database: Database, context: Context, choose: Callable[[Session], Row]) -> Row:
    """The row that `choose` gave, stored as the present state of what it describes.

    It is chosen under the lock: of two who change the same thing, the second looks at what the first one stored.
    """
    with database.append() as session:
        row = choose(session)
        append(session, [Plan(acts=[registered(row, context)])])
    return row


def registered(row: Ledgered, context: Context) -> Act:
    """The act that makes the row the present state."""
    personal = {name: getattr(row, name) for name in table_of(type(row)).info.get("committed", ())}
    return prepare(type(row), row.model_dump(exclude={"entry"}), context.today, context.entropy, personal)


def check_sample(system: System) -> None:
    """Nothing; raises Refused for a sample without the recommendation that is too large or that nobody approved."""
    share, key = system.withheld_share, "withheld_share"
    if share is None:
        return
    if not 0 < share <= LARGEST_SAMPLE:
        raise Refused("A sample without the recommendation is at most half of the cases.", field=key)
    if not system.own_judgement_first:
        raise Refused("A sample without the recommendation needs own judgement first.", field=key)
    if not system.withheld_seed or not system.withheld_approval:
        raise Refused("A sample without the recommendation needs a seed and the reference of its approval.", field=key)


def standing(session: Session, model: type[Row], key: Any, seen: int | None) -> Row:
    """The row as it stands; raises Absent, and ChangedMeanwhile where it is not the one of entry `seen`."""
    row = session.get(model, key)
    if row is None:
        raise Absent()
    if seen is not None and row.entry != seen:
        raise ChangedMeanwhile()
    return row


def with_changes(row: Row, **changes: Any) -> Row:
    """The row with these changes, its texts cleaned; raises Refused at the field, and NothingChanged."""
    changed = cleaned(type(row)(**{**row.model_dump(), **changes}))
    if changed.model_dump() == row.model_dump():
        raise NothingChanged()
    return changed


def cleaned(row: Row) -> Row:
    """The row with every text cleaned; raises Refused with the name of the column."""
    table, texts = table_of(type(row)), {}
    columns = table.columns
    # What is no fact and no committed value was not written by anybody: a hash, for example.
    made = set(table.info.get("outside", ())) - set(table.info.get("committed", ()))
    for name, value in row.model_dump(exclude=made).items():
        limit = getattr(columns[name].type, "length", None)
        if isinstance(value, str) and limit is not None:
            texts[name] = _text(type(row), name, value, limit)
        elif isinstance(value, int) and name != "entry" and abs(value) > limits.WHOLE_MAX:
            raise Refused("That number is too large.", field=name)
    return type(row)(**{**row.model_dump(), **texts})


def _text(model: type[Ledgered], name: str, value: str, limit: int) -> str:
    text = clean_text(value, name, limit)
    if not text and model.model_fields[name].is_required():
        raise Refused("Fill this in.", field=name)
    if table_of(model).columns[name].primary_key and text != value:
        raise Refused("A code has no blanks around it.", field=name)
    return text


def checked_code(text: str, field: str) -> str:
    """The text where it can be a code; raises Refused."""
    if clean_text(text, field, limits.CODE_MAX) != text or not _CODE.fullmatch(text):
        raise Refused("A code or user name has letters, digits and . _ @ + -, and no blanks.", field=field)
    return text


def is_taken(session: Session, column: Mapped[str], code: str) -> bool:
    """Whether the code stands already in any mix of capitals; compared here, for databases fold only ASCII."""
    return code.casefold() in {taken.casefold() for taken in session.execute(select(column)).scalars()}
