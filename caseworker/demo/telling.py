# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The demo's cases as entries of the ledger, in the order in which they happened."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from caseworker.acts import Plan
from caseworker.context import Context
from caseworker.database import Database
from caseworker.demo.cases import Case, Decided
from caseworker.demo.definitions import Definition
from caseworker.models import Decision
from caseworker.recording import (
    Answered,
    NewDecision,
    NewRecommendation,
    commit,
    plan_decision,
    plan_own_judgement,
    plan_recommendation,
    plan_result,
    plan_showing,
    record_showing,
)
from caseworker.recording.reasons import fingerprint, remember
from caseworker.registry import SystemRules
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Source

Value = TypeVar("Value")
Act = Callable[[datetime], None]
BATCH = 500


@dataclass
class _Told:
    """What the ledger knows of a case so far."""

    case: Case
    reference: str
    external_id: str | None
    id: UUID | None = None
    own_id: UUID | None = None
    row: dict[str, Any] | None = None


@dataclass(frozen=True, order=True)
class _Event:
    """Something that happens in a case; the step orders what happens at one moment."""

    at: datetime
    step: int
    place: int
    happens: Callable[[Context], Plan | None] = field(compare=False)


class Telling:
    """Writes cases down act by act, each dated at its own moment, in batches like an import's."""

    def __init__(
        self,
        database: Database,
        context: Context,
        rules: Mapping[str, SystemRules],
        definitions: Mapping[str, Definition],
        rng: Random,
    ) -> None:
        self._database, self._context, self._rules, self._rng = database, context, rules, rng
        self._definitions = definitions
        self._used: dict[tuple[str, str], date] = {}
        self._batch: list[Plan] = []

    def tell(
        self, cases: list[Case], told: Callable[[int, int], None], beside: Sequence[tuple[datetime, Act]] = ()
    ) -> None:
        """Nothing; every act of the cases (which come in the order of their recommendations) is stored.

        What happens `beside` them, in order, finds all that was stored before its moment.
        """
        events = sorted(e for place, one in enumerate(self._referred(cases)) for e in self._events(place, one))
        follows = list(beside)
        for done, event in enumerate(events):
            while follows and follows[0][0] < event.at:
                self._happens_beside(*follows.pop(0))
            plan = event.happens(replace(self._context, now=event.at))
            if plan is not None:
                self._batch.append(plan)
            if len(self._batch) == BATCH:
                self._flush()
                told(done, len(events))
        for at, happens in follows:
            self._happens_beside(at, happens)
        self._remember()
        self._flush()
        told(len(events), len(events))

    def _happens_beside(self, at: datetime, happens: Act) -> None:
        self._flush()
        happens(at)

    def _referred(self, cases: list[Case]) -> Iterator[_Told]:
        """The cases with their references: numbers that run through the year, with gaps for the rest of the house."""
        year, number, serial = 0, 0, self._rng.randint(10_000, 40_000)
        for case in cases:
            here = case.issued.astimezone(self._context.zone).year
            number = (number if here == year else self._start(first=not year)) + self._rng.randint(1, 9)
            year, serial = here, serial + self._rng.randint(1, 3)
            prefix = self._definitions[case.system].raw["prefix"]
            external = f"{prefix}-{serial:06d}" if case.source is Source.API else None
            yield _Told(case, f"{year}-{number:06d}", external)

    def _start(self, *, first: bool) -> int:
        return self._rng.randint(20_000, 60_000) if first else 0

    def _events(self, place: int, one: _Told) -> Iterator[_Event]:
        case, decided = one.case, one.case.decided
        yield _Event(case.issued, 0, place, lambda context: self._received(one, context))
        if case.seen is not None:
            yield _Event(case.seen[0], 1, place, lambda context: self._seen(one, context))
        if decided is None:
            return
        if decided.judged is not None:
            yield _Event(decided.judged, 1, place, lambda context: self._judged(one, decided, context))
        if case.source is Source.API:
            yield _Event(decided.opened, 2, place, lambda context: self._shown(one, decided, context))
        yield _Event(decided.at, 3, place, lambda context: self._decided(one, decided, context))
        if decided.corrected is not None:
            yield _Event(decided.corrected[0], 4, place, lambda context: self._corrected(one, decided, context))
        if decided.result is not None:
            yield _Event(decided.result[0], 5, place, lambda context: self._resulted(one, decided, context))

    def _flush(self) -> None:
        commit(self._database, self._batch)
        self._batch = []

    def _received(self, one: _Told, context: Context) -> Plan:
        case = one.case
        new = NewRecommendation(
            model_version=case.version,
            recommended=case.recommended,
            case_reference=one.reference,
            source=case.source,
            team=case.team,
            external_id=one.external_id,
            issued_at=case.issued,
            confidence=case.confidence if case.source is Source.API else None,
            basis=case.basis,
        )
        # Nobody looks at the desk before all is told, so only what is left on it at the end is put there.
        one.id, plan = plan_recommendation(self._rules[case.system], new, context, waits=case.decided is None)
        return plan

    def _seen(self, one: _Told, context: Context) -> None:
        """Opened on the desk and left there: the waiting list counts it, so what it waits in must be stored first."""
        self._flush()
        if one.id is not None and one.case.seen is not None:
            record_showing(self._database, context, one.id, one.case.seen[1])

    def _judged(self, one: _Told, decided: Decided, context: Context) -> Plan:
        rules, recommendation, own = self._rules[one.case.system], _known(one.id), _known(decided.own)
        one.own_id, plan = plan_own_judgement(rules, recommendation, own, context, caseworker=decided.caseworker)
        return plan

    def _shown(self, one: _Told, decided: Decided, context: Context) -> Plan:
        hour = context.now.replace(minute=0, second=0, microsecond=0).isoformat()
        return plan_showing(_known(one.id), context, caseworker=decided.caseworker, shown_on=context.today, hour=hour)

    def _decided(self, one: _Told, decided: Decided, context: Context) -> Plan:
        new = self._decision(one, decided, decided.text)
        repeated = self._repeated(one.case.system, decided.text, context)
        answered = Answered(_known(one.id), one.case.recommended)
        one.row, plan = plan_decision(self._rules[one.case.system], answered, new, context, repeated=repeated)
        return plan

    def _corrected(self, one: _Told, decided: Decided, context: Context) -> Plan:
        _at, text = _known(decided.corrected)
        new = replace(self._decision(one, decided, text), decided_at=context.now)
        answered = Answered(_known(one.id), one.case.recommended)
        rules = self._rules[one.case.system]
        repeated = self._repeated(one.case.system, text, context)
        root = Decision(entry=0, **_known(one.row))
        _row, plan = plan_decision(rules, answered, new, context, repeated=repeated, root=root)
        return plan

    def _resulted(self, one: _Told, decided: Decided, context: Context) -> Plan:
        _at, result = _known(decided.result)
        return plan_result(self._rules[one.case.system], _known(one.row)["id"], result, context)

    def _decision(self, one: _Told, decided: Decided, text: str) -> NewDecision:
        return NewDecision(
            source=Source.MANUAL if one.case.source is Source.MANUAL else Source.FORM,
            decided=decided.answer,
            reason=text,
            decided_at=decided.at,
            reason_code=decided.code,
            caseworker=decided.caseworker,
            citizen_informed=decided.informed,
            bucket=decided.bucket,
            own_judgement_id=one.own_id,
        )

    def _repeated(self, system: str, text: str, context: Context) -> bool:
        mark = fingerprint(context, text)
        if mark is None:
            return False
        used = self._used.get((system, mark))
        self._used[system, mark] = context.today
        return used is not None and used >= context.today - timedelta(days=limits.REPEAT_DAYS)

    def _remember(self) -> None:
        since = self._context.today - timedelta(days=limits.REPEAT_DAYS)
        for system in self._rules:
            marks = {mark: day for (code, mark), day in self._used.items() if code == system and day >= since}
            plan = Plan()
            remember(plan, system, marks)
            self._batch.append(plan)


def _known(value: Value | None) -> Value:
    """What an earlier step of the same case has set."""
    if value is None:
        raise LookupError("a case happens in the order of its steps")
    return value
