# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Files that come in and go out: uploads on their way, what their columns were called, and every export."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from caseworker.columns import FACT, Ledgered, UtcDateTime, one_of
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import FileForm


class Export(Ledgered, table=True):
    """Decisions left the installation as a file; who took them is an erasable value of its entry."""

    __tablename__ = "exports"
    __table_args__ = (one_of("form", FileForm), FACT)

    id: UUID = Field(primary_key=True)
    form: str = Field(max_length=10)
    system: str | None = Field(default=None, foreign_key="systems.code", max_length=limits.CODE_MAX)
    first_day: date | None = None
    last_day: date | None = None
    rows: int
    with_reasons: bool
    with_clusters: bool


class Upload(SQLModel, table=True):
    """A file between its upload and its import; `chosen`, `found` and `stored` are JSON, as far as it has come.

    The file itself lies in the folder of the installation, and goes with the row.
    """

    __tablename__ = "uploads"

    id: UUID = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="users.id")
    system: str = Field(foreign_key="systems.code", max_length=limits.CODE_MAX)
    suffix: str = Field(max_length=10)
    uploaded_at: datetime = Field(sa_type=UtcDateTime, index=True)
    chosen: str | None = Field(default=None, sa_type=Text)
    found: str | None = Field(default=None, sa_type=Text)
    stored: str | None = Field(default=None, sa_type=Text)


class RememberedColumn(SQLModel, table=True):
    """What a column was taken for in the latest file of a system; nothing where it was passed over."""

    __tablename__ = "remembered_columns"

    system: str = Field(primary_key=True, foreign_key="systems.code", max_length=limits.CODE_MAX)
    theirs: str = Field(primary_key=True, max_length=limits.NAME_MAX)
    ours: str | None = Field(default=None, max_length=limits.NAME_MAX)
