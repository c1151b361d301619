# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Finding entries by the case or the person that they name."""

from typing import Literal

from sqlalchemy import ColumnElement, and_, literal_column
from sqlmodel import col

from caseworker.tables.ledger import PersonalValue

# The condition of the index, word for word: SQLite proves nothing from less, and nobody from a parameter.
_INDEXED: list[ColumnElement[str]] = [literal_column("'case_reference'"), literal_column("'caseworker'")]


def naming(
    field: Literal["case_reference", "caseworker"], value: str, values: type[PersonalValue] = PersonalValue
) -> ColumnElement[bool]:
    """The condition that an entry names this case or this person; `values` may be an alias.

    It is for where the name is all that is known: an entry or a recommendation finds what hangs on it by its own key.
    """
    return and_(col(values.value) == value, col(values.field) == field, col(values.field).in_(_INDEXED))
