# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One row of a file as the acts that it asks to be recorded."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from caseworker.cleaning import clean_text
from caseworker.context import Context
from caseworker.interchange import cells as text
from caseworker.interchange import identity
from caseworker.interchange.columns import GROUP, OF_A_DECISION, REQUIRED, Cells, Column, is_decided
from caseworker.recording import NewDecision, NewRecommendation, NewResult
from caseworker.recording.timing import bucket_between
from caseworker.registry import SystemRules
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Certainty, Response, ResultKind, Source, TimeBucket
from caseworker.vocabulary.problems import Refused
from caseworker.vocabulary.responses import Answer

# Times, groups and caseworkers repeat from row to row; this many of each are remembered while a file is read.
_REMEMBERED = 2048

_DATE_ALONE = len("2026-01-31")

# A date without a time may be hours off, and a clock in another zone as well.
_SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says; `own` is the own judgement, and `decision` is None where nobody answered.

    `repeated` is None where the row does not say whether its reason was used before.

    `content` is a number that rows of this process share where their cells are equal.
    """

    identity: str
    content: int
    recommendation: NewRecommendation
    caseworker: str | None
    own: Answer | None
    shown: bool
    shown_at: datetime | None
    decision: NewDecision | None
    result: NewResult | None
    repeated: bool | None = None


@dataclass(frozen=True)
class Reader:
    """Reads the rows of one file under the rules of its system."""

    rules: SystemRules
    teams: frozenset[str]
    context: Context
    decimal_comma: bool = False
    _moment: Callable[[str, str], datetime] = field(init=False)
    _text: Callable[[str, str, int], str] = field(init=False)

    def __post_init__(self) -> None:
        """Nothing; what repeats from row to row is read once."""
        zone, now = self.context.zone, self.context.now
        moments = lru_cache(_REMEMBERED)(lambda cell, column: text.moment(cell, column, zone, now))
        object.__setattr__(self, "_moment", moments)
        object.__setattr__(self, "_text", lru_cache(_REMEMBERED)(clean_text))

    def read(self, cells: Cells) -> Row:
        """What the filled cells of a row say; raises Refused with the column that is wrong."""
        self._check_system(cells)
        decided = is_decided(cells)
        _check_whole(cells, decided)
        shown_at = self._time(cells, Column.SHOWN_AT)
        shown = text.yes_or_no(cells.get(Column.SHOWN, "yes"), Column.SHOWN)
        if shown_at and not shown:
            raise Refused("There is a time of showing, but the row says that it was not shown.", field=Column.SHOWN)
        recommendation = self._recommendation(cells, shown_at)
        caseworker = self._optional_text(cells, Column.CASEWORKER, limits.NAME_MAX)
        own = self._answer(cells, Column.OWN_JUDGEMENT)
        decision = self._decision(cells, caseworker, own, shown_at, shown=shown) if decided else None
        if decision:
            _check_order(recommendation.issued_at, shown_at, decision.decided_at)
        return Row(
            identity=recommendation.identity or "",
            content=hash(frozenset(cells.items())),
            recommendation=recommendation,
            caseworker=caseworker,
            own=own,
            shown=shown,
            shown_at=shown_at,
            decision=decision,
            result=self._result(cells) if decided else None,
            repeated=_said(cells, Column.REASON_REPEAT),
        )

    def _check_system(self, cells: Cells) -> None:
        if Column.SYSTEM in cells:
            text.registered(
                cells[Column.SYSTEM],
                Column.SYSTEM,
                (self.rules.system,),
                "The row belongs to another system than the one that was asked for.",
            )

    def _recommendation(self, cells: Cells, shown_at: datetime | None) -> NewRecommendation:
        team = cells.get(Column.TEAM)
        if team is not None:
            text.registered(team, Column.TEAM, self.teams, "There is no such team.")
        version = cells[Column.MODEL_VERSION]
        text.registered(version, Column.MODEL_VERSION, self.rules.versions, "The system has no such model version.")
        recommended = self._option(cells[Column.RECOMMENDED], Column.RECOMMENDED)
        issued_at = self._time(cells, Column.ISSUED_AT)
        confidence = self._confidence(cells)
        case_reference = cells[Column.CASE_REFERENCE]
        external_id = cells.get(Column.RECOMMENDATION_ID)
        parts = (case_reference, version, recommended, issued_at, shown_at, confidence)
        return NewRecommendation(
            model_version=version,
            recommended=recommended,
            case_reference=case_reference,
            source=_source(cells),
            team=team,
            external_id=external_id,
            issued_at=issued_at,
            confidence=confidence,
            basis=self._basis(cells),
            identity=identity.by_id(self.context, self.rules.system, external_id)
            if external_id
            else identity.by_content(self.context, self.rules.system, *parts),
        )

    def _decision(
        self, cells: Cells, caseworker: str | None, own: Answer | None, shown_at: datetime | None, *, shown: bool
    ) -> NewDecision:
        decided_at = self._time(cells, Column.DECIDED_AT)
        if decided_at is None:
            raise Refused(
                "The decision has no time; --default decided_at=… gives one to such rows.", field=Column.DECIDED_AT
            )
        code = cells.get(Column.REASON_CODE)
        if code is not None:
            text.registered(code, Column.REASON_CODE, self.rules.all_codes, "That reason code is not on the list.")
        return NewDecision(
            source=Source.IMPORT,
            decided=self._answer(cells, Column.DECIDED) or (None if shown else own),
            reason=cells.get(Column.REASON, ""),
            decided_at=decided_at,
            reason_code=code,
            caseworker=caseworker,
            stated=_one_of(cells, Column.RESPONSE, Response),
            citizen_informed=_said(cells, Column.CITIZEN_INFORMED),
            citizen_heard=_said(cells, Column.CITIZEN_HEARD),
            certainty=_one_of(cells, Column.CERTAINTY, Certainty),
            seen_as=_one_of(cells, Column.SEEN_AS, Response),
            shown=shown,
            bucket=_bucket(cells, shown_at, decided_at, judged_first=own is not None),
            reason_elsewhere=_reason_elsewhere(cells),
        )

    def _result(self, cells: Cells) -> NewResult | None:
        kind, right = _one_of(cells, Column.RESULT, ResultKind), self._answer(cells, Column.RIGHT_OPTION)
        return None if kind is None and right is None else NewResult(kind, right, self.context.today)

    def _answer(self, cells: Cells, column: Column) -> Answer | None:
        cell = cells.get(column)
        return None if cell is None else self._option(cell, column)

    def _option(self, cell: str, column: Column) -> Answer:
        return text.answer(cell, column, self.rules.answers, decimal_comma=self.decimal_comma)

    def _time(self, cells: Cells, column: Column) -> datetime | None:
        cell = cells.get(column)
        return None if cell is None else self._moment(cell, column)

    def _optional_text(self, cells: Cells, column: Column, limit: int) -> str | None:
        cell = cells.get(column)
        return None if cell is None else self._text(cell, column, limit) or None

    def _confidence(self, cells: Cells) -> Decimal | None:
        cell = cells.get(Column.CONFIDENCE)
        return None if cell is None else text.share(cell, Column.CONFIDENCE, decimal_comma=self.decimal_comma)

    def _basis(self, cells: Cells) -> dict[str, Any]:
        groups = {
            name.removeprefix(GROUP): said
            for name, cell in cells.items()
            if name.startswith(GROUP) and (said := self._text(cell, name, limits.NAME_MAX))
        }
        return {"groups": groups} if groups else {}


def _said(cells: Cells, column: Column) -> bool | None:
    cell = cells.get(column)
    return None if cell is None else text.yes_or_no(cell, column)


def _one_of(cells: Cells, column: Column, values: type[text.Listed]) -> text.Listed | None:
    cell = cells.get(column)
    return None if cell is None else text.listed(cell, column, values)


def _source(cells: Cells) -> Source:
    """Where the recommendation came from: what was registered by hand stays so, for no coverage counts it."""
    told = cells.get(Column.SOURCE)
    by_hand = told is not None and text.listed(told, Column.SOURCE, Source) is Source.MANUAL
    return Source.MANUAL if by_hand else Source.IMPORT


def _bucket(cells: Cells, shown_at: datetime | None, decided_at: datetime, *, judged_first: bool) -> TimeBucket:
    """The bucket that the row tells, or that follows from its times; dates alone tell nothing."""
    told = cells.get(Column.TIME_BUCKET)
    if told is not None:
        return text.listed(told, Column.TIME_BUCKET, TimeBucket)
    dates = (cells.get(column, "") for column in (Column.SHOWN_AT, Column.DECIDED_AT))
    if judged_first or any(len(date) <= _DATE_ALONE for date in dates):
        return TimeBucket.UNKNOWN
    return bucket_between(shown_at, decided_at)


def _reason_elsewhere(cells: Cells) -> bool:
    """Whether a reason was written that the row does not hold."""
    given = _said(cells, Column.REASON_GIVEN)
    if given is False and Column.REASON in cells:
        raise Refused("The row has a reason and says that none was given.", field=Column.REASON_GIVEN)
    return given is True and Column.REASON not in cells


def _check_whole(cells: Cells, decided: bool) -> None:
    for column in REQUIRED:
        if column not in cells:
            raise Refused("The cell is empty.", field=column)
    if not decided:
        for column in OF_A_DECISION:
            if column in cells:
                raise Refused("The row has this and neither a decision nor a response.", field=column)


def _check_order(issued_at: datetime | None, shown_at: datetime | None, decided_at: datetime) -> None:
    for before in (issued_at, shown_at):
        if before is not None and decided_at < before - _SLACK:
            raise Refused("The decision is from before the recommendation.", field=Column.DECIDED_AT)
