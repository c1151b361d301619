# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The ledger as it is stored: entries, tree nodes, erasable values, checkpoints and erasures."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

from caseworker.columns import FACT, Ledgered, UtcDateTime, one_of
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import ErasureRule


class LedgerEntry(SQLModel, table=True):
    """The canonical bytes of one act and their leaf hash; `seq` has no gaps and begins with 1."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        CheckConstraint("length(leaf) = 32", name="leaf_is_sha256"),
        {"info": {"append_only": True}},
    )

    seq: int = Field(
        primary_key=True,
        sa_type=BigInteger().with_variant(Integer, "sqlite"),
        sa_column_kwargs={"autoincrement": False},
    )
    raw: bytes = Field(sa_type=LargeBinary)
    leaf: bytes = Field(sa_type=LargeBinary)


class LedgerNode(SQLModel, table=True):
    """The hash of a complete subtree: 2**level leaves from position * 2**level on; level 0 is the leaf column."""

    __tablename__ = "ledger_nodes"
    __table_args__ = (CheckConstraint("level > 0", name="above_leaves"), {"info": {"append_only": True}})

    level: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    position: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    hash: bytes = Field(sa_type=LargeBinary)


class PersonalValue(SQLModel, table=True):
    """One erasable value of an entry with its salt; both are NULL once erased, and never change otherwise."""

    __tablename__ = "personal_values"
    __table_args__ = (
        CheckConstraint("(value IS NULL) = (salt IS NULL)", name="erased_whole"),
        Index(
            "ix_personal_values_looked_up",
            "value",
            "field",
            sqlite_where=text("field IN ('case_reference', 'caseworker')"),
            postgresql_where=text("field IN ('case_reference', 'caseworker')"),
        ),
    )

    entry: int = Field(primary_key=True, foreign_key="ledger_entries.seq", sa_column_kwargs={"autoincrement": False})
    field: str = Field(primary_key=True, max_length=30)
    value: str | None = Field(default=None, sa_type=Text)
    salt: bytes | None = Field(default=None, sa_type=LargeBinary)


class Erasure(Ledgered, table=True):
    """A value and its salt removed under a rule."""

    __tablename__ = "erasures"
    __table_args__ = (
        one_of("rule", ErasureRule),
        Index("uq_erasures_erased", "erased_entry", "field", unique=True),
        FACT,
    )

    id: UUID = Field(primary_key=True)
    erased_entry: int = Field(foreign_key="ledger_entries.seq")
    field: str = Field(max_length=30)
    rule: str = Field(max_length=20)
    erased_on: date


class CheckpointRow(SQLModel, table=True):
    """A signed note about the ledger, also written to a place outside the database."""

    __tablename__ = "checkpoints"
    __table_args__ = ({"info": {"append_only": True}},)

    id: int | None = Field(default=None, primary_key=True)
    size: int = Field(index=True)
    note: str = Field(max_length=limits.TEXT_MAX)
    made_at: datetime = Field(sa_type=UtcDateTime)
