# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The baselines that somebody froze after a change; each is an entry, so none is moved silently."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from caseworker.columns import FACT, Ledgered
from caseworker.vocabulary import limits


class FrozenBaseline(Ledgered, table=True):
    """From which week on a system is held against itself anew; why, and who said so, are erasable values.

    The latest entry counts; `first_week` is a Monday.
    """

    __tablename__ = "frozen_baselines"
    __table_args__ = (FACT,)

    id: UUID = Field(primary_key=True)
    system: str = Field(foreign_key="systems.code", index=True, max_length=limits.CODE_MAX)
    first_week: date
    frozen_on: date
