# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The acts that a row adds to what is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from caseworker.acts import Plan
from caseworker.context import Context
from caseworker.interchange.known import Stored
from caseworker.interchange.rows import Row
from caseworker.recording import (
    Answered,
    NewDecision,
    plan_decision,
    plan_own_judgement,
    plan_recommendation,
    plan_result,
    plan_showing,
)
from caseworker.registry import SystemRules
from caseworker.vocabulary.problems import Differs, TakenOut
from caseworker.vocabulary.responses import Answer


@dataclass(frozen=True)
class Addition:
    """What a row adds; nothing where all of it is already there."""

    plans: Sequence[Plan] = ()
    decisions: int = 0
    unanswered: int = 0
    results: int = 0


@dataclass(frozen=True)
class Recorder:
    """Plans the rows of one system; raises Refused for what recording refuses and Differs for a contradiction."""

    rules: SystemRules
    context: Context

    def add(self, row: Row, known: Stored | None, *, repeated: bool = False) -> Addition:
        """What the row adds to what is `known` of its recommendation; `repeated` as in `plan_decision`."""
        if known is None:
            return self._add_new(row, repeated=repeated)
        _id, plan = plan_recommendation(self.rules, row.recommendation, self.context)
        _check_equal(known.recommendation.differences(plan.acts[0]))
        recommended = Answered(known.recommendation.row["id"], row.recommendation.recommended)
        return self._add_to(known, row, recommended, repeated=repeated)

    def _add_new(self, row: Row, *, repeated: bool) -> Addition:
        waits = row.decision is None
        recommendation_id, plan = plan_recommendation(self.rules, row.recommendation, self.context, waits=waits)
        plans = [plan]
        own_id = None
        if row.own is not None:
            own_id, plan = self._own_judgement(row.own, row.caseworker, recommendation_id)
            plans.append(plan)
        if row.shown_at or (waits and row.shown):
            plans.append(self._showing(row, recommendation_id))
        if row.decision is None:
            return Addition(plans, unanswered=1)
        answered = Answered(recommendation_id, row.recommendation.recommended)
        return self._answer(row, row.decision, answered, plans, own_id, repeated=repeated, waiting=False)

    def _add_to(self, known: Stored, row: Row, recommended: Answered, *, repeated: bool) -> Addition:
        if known.is_erased:
            return Addition()
        plans: list[Plan] = []
        own_id = self._known_judgement(known, row, plans)
        self._known_showing(known, row, plans)
        if row.decision is None:
            return Addition(plans)
        if known.decision is None and known.taken_out:
            raise TakenOut()
        if known.decision is None:
            return self._answer(row, row.decision, recommended, plans, own_id, repeated=repeated, waiting=known.waits)
        new = replace(row.decision, own_judgement_id=own_id)
        _row, plan = plan_decision(self.rules, recommended, new, self.context)
        _check_equal(known.decision.differences(plan.acts[0]))
        if known.decision.row["own_judgement_id"] != own_id:
            raise Differs(columns="own_judgement")
        return self._known_result(known, row, known.decision.row["id"])

    def _answer(
        self,
        row: Row,
        decision: NewDecision,
        recommended: Answered,
        plans: list[Plan],
        own_id: UUID | None,
        *,
        repeated: bool,
        waiting: bool,
    ) -> Addition:
        new = decision if own_id is None else replace(decision, own_judgement_id=own_id)
        recorded, plan = plan_decision(self.rules, recommended, new, self.context, repeated=repeated, waiting=waiting)
        plans.append(plan)
        if row.result is None:
            return Addition(plans, decisions=1)
        plans.append(plan_result(self.rules, recorded["id"], row.result, self.context))
        return Addition(plans, decisions=1, results=1)

    def _known_result(self, known: Stored, row: Row, decision_id: UUID) -> Addition:
        """A result that was never told is added, also where it changes an earlier one.

        Raises Differs for an earlier one: whether the file is old or the result went back to it, nobody can tell.
        """
        if row.result is None:
            return Addition()
        plan = plan_result(self.rules, decision_id, row.result, self.context, revision=len(known.results))
        same = [not fact.differences(plan.acts[0]) for fact in known.results]
        if same and same[-1]:
            return Addition()
        if any(same):
            raise Differs("This is an earlier result of the decision; the latest one stands.", columns="result")
        return Addition([plan], results=1)

    def _own_judgement(
        self, own: Answer, caseworker: str | None, recommendation_id: UUID, attempt: int = 1
    ) -> tuple[UUID, Plan]:
        return plan_own_judgement(
            self.rules, recommendation_id, own, self.context, caseworker=caseworker, attempt=attempt
        )

    def _known_judgement(self, known: Stored, row: Row, plans: list[Plan]) -> UUID | None:
        if row.own is None:
            return None
        own_id, plan = self._own_judgement(row.own, row.caseworker, known.recommendation.row["id"])
        for fact in known.judgements:
            if not fact.differences(plan.acts[0]):
                same: UUID = fact.row["id"]
                return same
        # Whoever judges after the answer, or a second time, no longer judges for themselves.
        if known.decision is not None or known.judgements:
            raise Differs(columns="own_judgement")
        plans.append(plan)
        return own_id

    def _showing(self, row: Row, recommendation_id: UUID) -> Plan:
        hour = row.shown_at.replace(minute=0, second=0, microsecond=0).isoformat() if row.shown_at else None
        day = self.context.day_of(row.shown_at) if row.shown_at else None
        return plan_showing(recommendation_id, self.context, caseworker=row.caseworker, shown_on=day, hour=hour)

    def _known_showing(self, known: Stored, row: Row, plans: list[Plan]) -> None:
        if row.shown_at is None:
            self._known_showing_without_time(known, row, plans)
            return
        plan = self._showing(row, known.recommendation.row["id"])
        if any("shown_at" not in fact.differences(plan.acts[0]) for fact in known.showings):
            return
        if known.decision is not None:
            raise Differs(columns="shown_at")
        plans.append(plan)

    def _known_showing_without_time(self, known: Stored, row: Row, plans: list[Plan]) -> None:
        if known.decision is not None:
            return
        if row.shown:
            if row.decision is None and not known.showings:
                plans.append(self._showing(row, known.recommendation.row["id"]))
            return
        # Somebody may have opened it here since the file was written; an answer to it unseen is another matter.
        if known.showings and (row.decision is not None or not known.opened):
            raise Differs(columns="shown")


def _check_equal(different: Sequence[str]) -> None:
    if different:
        raise Differs(columns=", ".join(different))
