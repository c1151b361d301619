# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is registered before anything is recorded: systems, versions, options, reason lists, and the go-live list."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from caseworker.columns import STATE, ExactNumber, Ledgered, one_of
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import AnswerKind, GoLive, ReasonSide
from caseworker.vocabulary.reasons import ReasonOwner


class System(Ledgered, table=True):
    """A decision-support system, registered with purpose, owner and legal basis."""

    __tablename__ = "systems"
    __table_args__ = (
        one_of("answer_kind", AnswerKind),
        CheckConstraint(
            "answer_kind = 'option' OR (minimum IS NOT NULL AND maximum IS NOT NULL AND step IS NOT NULL "
            "AND tolerance IS NOT NULL AND partly_within IS NOT NULL)",
            name="numbers_have_limits",
        ),
        CheckConstraint(
            "withheld_share IS NULL OR (own_judgement_first AND withheld_seed IS NOT NULL "
            "AND withheld_approval IS NOT NULL)",
            name="sample_is_approved",
        ),
        STATE,
    )

    code: str = Field(primary_key=True, max_length=limits.CODE_MAX)
    name_da: str = Field(max_length=limits.NAME_MAX)
    name_en: str = Field(max_length=limits.NAME_MAX)
    purpose_da: str = Field(default="", max_length=limits.TEXT_MAX)
    purpose_en: str = Field(default="", max_length=limits.TEXT_MAX)
    owner: str = Field(default="", max_length=limits.NAME_MAX)
    legal_basis: str = Field(default="", max_length=limits.TEXT_MAX)
    notice_da: str = Field(default="", max_length=limits.TEXT_MAX)
    notice_en: str = Field(default="", max_length=limits.TEXT_MAX)
    data_basis_da: str | None = Field(default=None, max_length=limits.TEXT_MAX)
    data_basis_en: str | None = Field(default=None, max_length=limits.TEXT_MAX)
    unknowns_da: str = Field(default="", max_length=limits.TEXT_MAX)
    unknowns_en: str = Field(default="", max_length=limits.TEXT_MAX)
    scale_more_da: str = Field(default="", max_length=limits.NAME_MAX)
    scale_more_en: str = Field(default="", max_length=limits.NAME_MAX)
    scale_less_da: str = Field(default="", max_length=limits.NAME_MAX)
    scale_less_en: str = Field(default="", max_length=limits.NAME_MAX)
    answer_kind: str = Field(default=AnswerKind.OPTION.value, max_length=10)
    unit_da: str = Field(default="", max_length=limits.NAME_MAX)
    unit_en: str = Field(default="", max_length=limits.NAME_MAX)
    minimum: Decimal | None = Field(default=None, sa_type=ExactNumber)
    maximum: Decimal | None = Field(default=None, sa_type=ExactNumber)
    step: Decimal | None = Field(default=None, sa_type=ExactNumber)
    tolerance: Decimal | None = Field(default=None, sa_type=ExactNumber)
    partly_within: Decimal | None = Field(default=None, sa_type=ExactNumber)
    own_judgement_first: bool = False
    withheld_share: Decimal | None = Field(default=None, sa_type=ExactNumber)
    withheld_seed: str | None = Field(default=None, max_length=limits.CODE_MAX)
    withheld_approval: str | None = Field(default=None, max_length=limits.NAME_MAX)
    complaint_body: str = Field(default="", max_length=limits.NAME_MAX)
    complaint_deadline: str = Field(default="", max_length=limits.NAME_MAX)
    stopped: bool = False


class ModelVersion(Ledgered, table=True):
    """The exact version that recommended; `unknown` for a card known only from its feedback."""

    __tablename__ = "model_versions"
    __table_args__ = (STATE,)

    system: str = Field(primary_key=True, foreign_key="systems.code", max_length=limits.CODE_MAX)
    version: str = Field(primary_key=True, max_length=limits.CODE_MAX)
    valid_from: date | None = None
    note_da: str = Field(default="", max_length=limits.TEXT_MAX)
    note_en: str = Field(default="", max_length=limits.TEXT_MAX)


class Option(Ledgered, table=True):
    """What can be recommended or decided; family and rank never change, a wrong option is retired."""

    __tablename__ = "options"
    __table_args__ = (STATE,)

    system: str = Field(primary_key=True, foreign_key="systems.code", max_length=limits.CODE_MAX)
    code: str = Field(primary_key=True, max_length=limits.CODE_MAX)
    label_da: str = Field(max_length=limits.NAME_MAX)
    label_en: str = Field(max_length=limits.NAME_MAX)
    family: str = Field(max_length=limits.CODE_MAX)
    rank: int | None = None
    takes_number: bool = False
    position: int = 0
    retired: bool = False


class ListedReason(Ledgered, table=True):
    """One code of one version of the reason list."""

    __tablename__ = "listed_reasons"
    __table_args__ = (one_of("side", ReasonSide), one_of("owner", ReasonOwner), STATE)

    list_version: int = Field(primary_key=True)
    code: str = Field(primary_key=True, max_length=limits.CODE_MAX)
    side: str = Field(max_length=10)
    owner: str = Field(max_length=20)
    hl7: int | None = None
    label_da: str = Field(max_length=limits.NAME_MAX)
    label_en: str = Field(max_length=limits.NAME_MAX)
    help_da: str = Field(default="", max_length=limits.TEXT_MAX)
    help_en: str = Field(default="", max_length=limits.TEXT_MAX)
    position: int = 0
    retired: bool = False


class SystemReason(Ledgered, table=True):
    """A code that a system offers; a system without any offers the whole list."""

    __tablename__ = "system_reasons"
    __table_args__ = (STATE,)

    system: str = Field(primary_key=True, foreign_key="systems.code", max_length=limits.CODE_MAX)
    code: str = Field(primary_key=True, max_length=limits.CODE_MAX)
    offered: bool = True


class GoLiveItem(Ledgered, table=True):
    """What was settled before real casework is recorded, in the municipality's own words."""

    __tablename__ = "go_live_items"
    __table_args__ = (one_of("item", GoLive), STATE)

    item: str = Field(primary_key=True, max_length=30)
    statement: str = Field(default="", max_length=limits.TEXT_MAX)
    settled_on: date | None = None
