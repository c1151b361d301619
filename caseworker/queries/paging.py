# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Long lists: what a search leaves of them, a page at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Row, Select, false, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session

from caseworker.cleaning import has_control

T = TypeVar("T")
PAGE_ROWS = 25


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list; `number` counts from 1, `total` is the length of the whole list."""

    items: list[T]
    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page; 1 for an empty list."""
        return max(1, -(-self.total // PAGE_ROWS))


def holding(column: Mapped[str | None], search: str) -> ColumnElement[bool]:
    """The condition that the search is a part of the column, whatever its case; a control character is in nothing."""
    return false() if has_control(search) else column.icontains(search, autoescape=True)


def page_of(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    number: int,
    make: Callable[[Row[*tuple[Any, ...]]], T],
    total: int | None = None,
) -> Page[T]:
    """Page `number` of what the statement finds; the nearest page there is, where there is no such page.

    `total` is how much the statement finds, where that is known already.
    """
    if total is None:
        total = session.execute(select(func.count()).select_from(statement.order_by(None).subquery())).scalar_one()
    number = min(max(number, 1), max(1, -(-total // PAGE_ROWS)))
    rows = session.execute(statement.limit(PAGE_ROWS).offset((number - 1) * PAGE_ROWS))
    return Page([make(row) for row in rows], number, total)


def page_of_search(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    number: int,
    make: Callable[[Row[*tuple[Any, ...]]], T],
) -> Page[T]:
    """The same page, counted while it is looked for: a search reads every line, which is enough once.

    It is for searches that leave little: all that is found is kept until it is counted.
    """
    number = max(number, 1)
    counted = statement.add_columns(func.count().over()).limit(PAGE_ROWS).offset((number - 1) * PAGE_ROWS)
    rows = session.execute(counted).all()
    if not rows and number > 1:
        return page_of(session, statement, number, make)
    return Page([make(row) for row in rows], number, rows[0][-1] if rows else 0)
