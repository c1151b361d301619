# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Long lists, a page at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Select, func, select
from sqlmodel import Session

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


def page_of(
    session: Session, statement: Select[*tuple[Any, ...]], number: int, make: Callable[[Row[*tuple[Any, ...]]], T]
) -> Page[T]:
    """Page `number` of what the statement finds; the nearest page there is, where there is no such page."""
    total = session.execute(select(func.count()).select_from(statement.order_by(None).subquery())).scalar_one()
    number = min(max(number, 1), max(1, -(-total // PAGE_ROWS)))
    rows = session.execute(statement.limit(PAGE_ROWS).offset((number - 1) * PAGE_ROWS))
    return Page([make(row) for row in rows], number, total)
