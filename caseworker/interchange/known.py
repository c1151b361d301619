# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the database already holds of the recommendations in a batch, and how a row differs from it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlmodel import Session, col

from caseworker.acts import Act, table_of
from caseworker.columns import Ledgered
from caseworker.models import (
    Decision,
    KnownRow,
    OwnJudgement,
    PersonalValue,
    Recommendation,
    Result,
    SetAside,
    Showing,
    Waiting,
)
from caseworker.vocabulary.closed_lists import NotNow

# Drawn or derived when a row is recorded: nothing that a file says.
_NOT_SAID = {
    *("id", "recommendation_id", "own_judgement_id", "decision_id", "revision", "attempt"),
    *("source", "direction", "reason_list", "reason_given", "reason_repeat", "time_bucket", "known_on"),
}

_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

# The decision column, where the tables have another name for it.
_COLUMN_OF = {
    "external_id": "recommendation_id",
    "basis": "group_…",
    "recommended_number": "recommended",
    "decided_number": "decided",
    "right_number": "right_option",
    "option": "own_judgement",
    "number": "own_judgement",
    "issued_on": "issued_at",
    "shown_on": "shown_at",
    "decided_on": "decided_at",
}


@dataclass(frozen=True)
class Fact:
    """A stored row of a fact table with its personal values; an erased one is there and None."""

    row: RowMapping
    values: Mapping[str, str | None]

    def differences(self, act: Act) -> list[str]:
        """The columns in which the act says something else than what is stored; what was erased cannot differ."""
        named = [name for name, value in act.row.items() if name not in _NOT_SAID and value != self.row[name]]
        for name in act.values.keys() | self.values.keys():
            erased = name in self.values and self.values[name] is None
            if not erased and act.values.get(name) != self.values.get(name):
                named.append(name)
        return sorted({_COLUMN_OF.get(name, name) for name in named})


@dataclass
class Stored:
    """All that is stored of one recommendation; `decision` is its first revision.

    It `waits` on the desk, where somebody may have `opened` it, or was `taken_out` without a decision.
    """

    recommendation: Fact
    waits: bool = False
    opened: bool = False
    decision: Fact | None = None
    judgements: list[Fact] = field(default_factory=list)
    showings: list[Fact] = field(default_factory=list)
    results: list[Fact] = field(default_factory=list)
    taken_out: bool = False

    @property
    def is_erased(self) -> bool:
        """Whether the case was erased under a rule; a file cannot bring anything of it back."""
        return self.recommendation.values["case_reference"] is None


def stored(session: Session, identities: Sequence[str]) -> dict[str, Stored]:
    """What is stored, by identity, of those among `identities` that are known."""
    known = select(col(KnownRow.recommendation_id), col(KnownRow.identity)).where(
        col(KnownRow.identity).in_(identities)
    )
    identity_of = {row.recommendation_id: row.identity for row in session.execute(known)}
    if not identity_of:
        return {}
    facts = _Facts(session)
    ids = list(identity_of)
    found = {fact.row["id"]: Stored(fact) for fact in facts.of(Recommendation, col(Recommendation.id).in_(ids))}
    for fact in facts.of(OwnJudgement, col(OwnJudgement.recommendation_id).in_(ids)):
        found[fact.row["recommendation_id"]].judgements.append(fact)
    for fact in facts.of(Showing, col(Showing.recommendation_id).in_(ids)):
        found[fact.row["recommendation_id"]].showings.append(fact)
    first = (col(Decision.recommendation_id).in_(ids), col(Decision.revision) == 0)
    _add_decisions(facts, found, list(facts.of(Decision, *first)))
    desk = select(col(Waiting.recommendation_id), col(Waiting.openings)).where(col(Waiting.recommendation_id).in_(ids))
    for recommendation_id, openings in session.execute(desk):
        found[recommendation_id].waits = True
        found[recommendation_id].opened = openings > 0
    for fact in facts.of(SetAside, col(SetAside.recommendation_id).in_(ids)):
        code = fact.row["code"]
        found[fact.row["recommendation_id"]].taken_out = code is not None and NotNow(code).takes_out
    return {identity_of[recommendation_id]: each for recommendation_id, each in found.items()}


def recorded_here(session: Session, external_ids: Iterable[str | None]) -> set[str]:
    """Those among the ids that are our own: an export names each recommendation that has no other name by it."""
    ours = {UUID(text): text for text in external_ids if text and _UUID.fullmatch(text)}
    if not ours:
        return set()
    found = session.execute(select(col(Recommendation.id)).where(col(Recommendation.id).in_(ours)))
    return {ours[each] for each in found.scalars()}


def _add_decisions(facts: "_Facts", found: Mapping[UUID, Stored], decisions: Sequence[Fact]) -> None:
    by_id = {fact.row["id"]: found[fact.row["recommendation_id"]] for fact in decisions}
    for fact in decisions:
        by_id[fact.row["id"]].decision = fact
    for result in facts.of(Result, col(Result.decision_id).in_(list(by_id))):
        by_id[result.row["decision_id"]].results.append(result)


@dataclass(frozen=True)
class _Facts:
    session: Session

    def of(self, model: type[Ledgered], *where: Any) -> list[Fact]:
        """The rows that fit, oldest first."""
        table = table_of(model)
        rows = self.session.execute(select(table).where(*where).order_by(table.c.entry)).mappings().all()
        values: dict[int, dict[str, str | None]] = defaultdict(dict)
        held = select(col(PersonalValue.entry), col(PersonalValue.field), col(PersonalValue.value))
        for entry, name, value in self.session.execute(
            held.where(col(PersonalValue.entry).in_([row["entry"] for row in rows]))
        ):
            values[entry][name] = value
        return [Fact(row, values[row["entry"]]) for row in rows]
