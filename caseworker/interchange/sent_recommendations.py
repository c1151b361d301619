# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Recommendations that a system sends: each is stored once, under the id that the system gave it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from caseworker.acts import Plan
from caseworker.cleaning import clean_text
from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange import cells as text
from caseworker.interchange.identity import by_id
from caseworker.interchange.known import Stored, stored
from caseworker.models import Team
from caseworker.recording import NewRecommendation, commit, plan_recommendation
from caseworker.registry import SystemRules, system_rules
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Source
from caseworker.vocabulary.problems import CaseErased, CaseworkerError, Conflict, Differs, Refused

# Another call may send the same recommendation at the same moment; what was planned is then planned again.
_ATTEMPTS = 5


@dataclass(frozen=True)
class SentRecommendation:
    """A recommendation as a system sends it: every value is text as it came."""

    case_reference: str
    model_version: str
    recommended: str
    recommendation_id: str | None = None
    team: str | None = None
    issued_at: str | None = None
    confidence: str | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
    basis: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Received:
    """The id under which a recommendation is stored; `known` where it was stored before."""

    recommendation_id: UUID
    known: bool


Outcome = Received | CaseworkerError


def receive(
    database: Database, context: Context, system: str, sent: Sequence[SentRecommendation], source: Source = Source.API
) -> list[Outcome]:
    """What became of each, in their order: where it is stored, or the Refused or Conflict that says why it is not.

    The same id with the same content is the same recommendation. Without an id each one is a new one. The write lock
    is held for a batch of rows at a time. Raises NotStored where the database is busy; the batches before are stored,
    and sending the whole again stores none of them twice.
    """
    with database.read() as session:
        rules = system_rules(session, system)
        teams = frozenset(session.execute(select(col(Team.code))).scalars())
    reader = _Reader(rules, teams, context, source)
    read = [reader.read(each) for each in sent]
    outcomes: list[Outcome] = []
    for start in range(0, len(read), limits.BATCH_ROWS):
        outcomes += _committed(database, context, rules, read[start : start + limits.BATCH_ROWS])
    return outcomes


def _committed(
    database: Database,
    context: Context,
    rules: SystemRules,
    batch: Sequence[NewRecommendation | Refused],
    attempts: int = _ATTEMPTS,
) -> list[Outcome]:
    with database.read() as session:
        known = stored(
            session, [each.identity for each in batch if isinstance(each, NewRecommendation) and each.identity]
        )
    planner = _Planner(rules, context, known)
    outcomes = [planner.outcome(each) for each in batch]
    if planner.plans:
        try:
            commit(database, planner.plans)
        except IntegrityError:
            if attempts == 1:
                raise
            return _committed(database, context, rules, batch, attempts - 1)
    return outcomes


@dataclass(frozen=True)
class _Reader:
    rules: SystemRules
    teams: frozenset[str]
    context: Context
    source: Source

    def read(self, sent: SentRecommendation) -> NewRecommendation | Refused:
        try:
            return self._read(sent)
        except Refused as problem:
            return problem

    def _read(self, sent: SentRecommendation) -> NewRecommendation:
        if sent.team is not None:
            text.registered(sent.team, "team", self.teams, "There is no such team.")
        text.registered(
            sent.model_version, "model_version", self.rules.versions, "The system has no such model version."
        )
        sent_id = sent.recommendation_id
        external_id = sent_id and clean_text(sent_id, "recommendation_id", limits.EXTERNAL_ID_MAX)
        if sent_id is not None and not external_id:
            raise Refused("The id is empty. Give one, or leave it out.", field="recommendation_id")
        return NewRecommendation(
            model_version=sent.model_version,
            recommended=text.answer(sent.recommended, "recommended", self.rules.answers, decimal_comma=False),
            case_reference=sent.case_reference,
            source=self.source,
            team=sent.team,
            external_id=external_id,
            issued_at=self._moment(sent.issued_at),
            confidence=_share(sent.confidence),
            basis=_basis(sent),
            identity=by_id(self.context, self.rules.system, external_id) if external_id else None,
        )

    def _moment(self, sent: str | None) -> datetime | None:
        return None if sent is None else text.moment(sent, "issued_at", self.context.zone, self.context.now)


def _share(sent: str | None) -> Decimal | None:
    return None if sent is None else text.share(sent, "confidence", decimal_comma=False)


def _basis(sent: SentRecommendation) -> dict[str, Any]:
    basis: dict[str, Any] = {
        name: [{key: clean_text(said, name, limits.TEXT_MAX) for key, said in item.items()} for item in items]
        for name, items in sent.basis.items()
    }
    if sent.groups:
        basis["groups"] = {
            clean_text(name, "groups", limits.NAME_MAX): clean_text(said, "groups", limits.NAME_MAX)
            for name, said in sent.groups.items()
        }
    return basis


@dataclass
class _Planner:
    """Plans a batch; what stands in it twice is compared with itself."""

    rules: SystemRules
    context: Context
    known: Mapping[str, Stored]
    plans: list[Plan] = field(default_factory=list)
    fresh: dict[str, tuple[UUID, NewRecommendation]] = field(default_factory=dict)

    def outcome(self, new: NewRecommendation | Refused) -> Outcome:
        if isinstance(new, Refused):
            return new
        try:
            return self._planned(new)
        except (Refused, Conflict) as problem:
            return problem

    def _planned(self, new: NewRecommendation) -> Received:
        recommendation_id, plan = plan_recommendation(self.rules, new, self.context)
        if new.identity is None:
            self.plans.append(plan)
            return Received(recommendation_id, known=False)
        if new.identity in self.fresh:
            earlier_id, earlier = self.fresh[new.identity]
            _check_equal([each.name for each in fields(new) if getattr(new, each.name) != getattr(earlier, each.name)])
            return Received(earlier_id, known=True)
        if new.identity in self.known:
            stands = self.known[new.identity]
            if stands.is_erased:
                raise CaseErased()
            _check_equal(stands.recommendation.differences(plan.acts[0]))
            return Received(stands.recommendation.row["id"], known=True)
        self.fresh[new.identity] = (recommendation_id, new)
        self.plans.append(plan)
        return Received(recommendation_id, known=False)


def _check_equal(different: Sequence[str]) -> None:
    if different:
        raise Differs(columns=", ".join(different))
