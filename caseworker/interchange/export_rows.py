# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The rows of an export: a recommendation each, with its latest decision and result, in the order of the ledger."""

import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, and_, cast, exists, func, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from caseworker.interchange.columns import GROUP, Column
from caseworker.models import AuthorNumber, Decision, OwnJudgement, PersonalValue, Recommendation, Result, Showing

_AT_A_TIME = 1000

# What a caseworker may tell besides the decision; a column of the table and of the file.
_TOLD = (Column.CITIZEN_INFORMED, Column.CITIZEN_HEARD, Column.CERTAINTY, Column.SEEN_AS)

Cells = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """Which rows an export has: those of a system, and of the days from `first` to `last`.

    The day of a row is that of its first decision, else of the showing, else of the recommendation.
    """

    system: str | None = None
    first: date | None = None
    last: date | None = None
    with_reasons: bool = False
    with_clusters: bool = False


first, latest, later = aliased(Decision), aliased(Decision), aliased(Decision)
known, newer = aliased(Result), aliased(Result)
own = aliased(OwnJudgement)

_shown_on = (
    select(func.min(col(Showing.shown_on)))
    .where(col(Showing.recommendation_id) == col(Recommendation.id))
    .scalar_subquery()
)
_was_shown = exists().where(col(Showing.recommendation_id) == col(Recommendation.id))
_day = func.coalesce(col(first.decided_on), _shown_on, col(Recommendation.issued_on))


def count_rows(session: Session, wanted: Wanted) -> int:
    """How many rows the export has."""
    counted = select(func.count()).select_from(Recommendation).outerjoin(first, _is_first)
    count: int = session.execute(counted.where(*_conditions(wanted))).scalar_one()
    return count


def group_names(session: Session, system: str | None) -> set[str]:
    """The names of citizen groups that the recommendations of the system have, or of every system."""
    held = (
        select(col(PersonalValue.value))
        .join(Recommendation, col(Recommendation.entry) == col(PersonalValue.entry))
        .where(col(PersonalValue.field) == "basis", col(PersonalValue.value).contains('"groups"'))
        .where(*_conditions(Wanted(system)))
    )
    names: set[str] = set()
    for text in session.execute(held.execution_options(yield_per=_AT_A_TIME)).scalars():
        names.update(_groups(text))
    return names


def rows(session: Session, wanted: Wanted) -> Generator[tuple[Cells, date | None, str | None], None, None]:
    """(cells by column, the day of the row, who decided) of each row; the last is None unless clusters are wanted."""
    with session.execute(_statement(wanted).execution_options(yield_per=_AT_A_TIME)) as found:
        for row in found:
            yield _cells(row, wanted), row.day, row.decider


_is_first = and_(col(first.recommendation_id) == col(Recommendation.id), col(first.revision) == 0)


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.system is not None:
        yield col(Recommendation.system) == wanted.system
    if wanted.first is not None:
        yield _day >= wanted.first
    if wanted.last is not None:
        yield _day <= wanted.last


def _statement(wanted: Wanted) -> Select[Any]:
    recommendation = Recommendation.__table__  # type: ignore[attr-defined]
    who, why = (aliased(PersonalValue) for _ in range(2))
    case, external, basis = (aliased(PersonalValue) for _ in range(3))
    columns = (
        *(column for column in recommendation.c if column.name != "entry"),
        *(column.label(f"d_{column.name}") for column in _columns_of(latest)),
        col(first.decided_on).label("first_decided_on"),
        *(col(getattr(own, name)).label(f"own_{name}") for name in ("option", "number")),
        *(col(getattr(known, name)) for name in ("result", "right_option", "right_number")),
        *(col(v.value).label(name) for v, name in ((case, "case"), (external, "external"), (basis, "basis"))),
        (col(why.value) if wanted.with_reasons else literal(None)).label("reason"),
        (_decider(who) if wanted.with_clusters else literal(None)).label("decider"),
        _shown_on.label("shown_on"),
        _was_shown.label("was_shown"),
        _day.label("day"),
    )
    statement = (
        select(*columns)
        .select_from(Recommendation)
        .outerjoin(first, _is_first)
        .outerjoin(latest, and_(col(latest.id) == col(first.id), ~_has_later()))
        .outerjoin(own, col(own.id) == col(latest.own_judgement_id))
        .outerjoin(known, and_(col(known.decision_id) == col(first.id), ~_has_newer()))
    )
    values: list[tuple[Any, Any, str]] = [
        (case, Recommendation, "case_reference"),
        (external, Recommendation, "external_id"),
    ]
    values.append((basis, Recommendation, "basis"))
    values += [(why, latest, "reason")] if wanted.with_reasons else []
    if wanted.with_clusters:
        values.append((who, first, "caseworker"))
        statement = statement.outerjoin(AuthorNumber, col(AuthorNumber.entry) == col(first.entry))
    for value, holder, name in values:
        statement = statement.outerjoin(value, and_(col(value.entry) == col(holder.entry), col(value.field) == name))
    return statement.where(*_conditions(wanted)).order_by(col(Recommendation.entry))


def _decider(who: Any) -> ColumnElement[str]:
    """Who decided, or the number that stands for them; the view of facts has it the same way."""
    return func.coalesce(cast(col(AuthorNumber.number), Text), col(who.value))


def _columns_of(model: Any) -> Iterator[Any]:
    names = ("decided", "decided_number", "response", "reason_code", "reason_given", "reason_repeat", "time_bucket")
    return (col(getattr(model, name)) for name in (*names, *_TOLD, "revision", "shown"))


def _has_later() -> ColumnElement[bool]:
    return exists().where(col(later.id) == col(latest.id), col(later.revision) > col(latest.revision))


def _has_newer() -> ColumnElement[bool]:
    return exists().where(col(newer.decision_id) == col(known.decision_id), col(newer.revision) > col(known.revision))


def _cells(row: Row[Any], wanted: Wanted) -> Cells:
    answered = row.d_revision is not None
    cells: Cells = {
        Column.SYSTEM: row.system,
        Column.RECOMMENDATION_ID: row.external or str(row.id),
        Column.CASE_REFERENCE: row.case or f"erased-{row.id.hex[:8]}",
        Column.MODEL_VERSION: row.model_version,
        Column.TEAM: row.team,
        Column.SOURCE: row.source,
        Column.RECOMMENDED: _answer(row.recommended, row.recommended_number),
        Column.CONFIDENCE: row.confidence,
        Column.ISSUED_AT: row.issued_on,
        Column.SHOWN_AT: row.shown_on,
        Column.SHOWN: bool(row.d_shown if answered else row.was_shown),
        **{f"{GROUP}{name}": value for name, value in _groups(row.basis).items()},
    }
    if answered:
        cells |= _decision(row)
        if wanted.with_reasons:
            cells[Column.REASON] = row.reason
    return cells


def _decision(row: Row[Any]) -> Cells:
    return {
        Column.OWN_JUDGEMENT: _answer(row.own_option, row.own_number),
        Column.DECIDED: _answer(row.d_decided, row.d_decided_number),
        Column.DECIDED_AT: row.first_decided_on,
        Column.RESPONSE: row.d_response,
        Column.REASON_CODE: row.d_reason_code,
        Column.REASON_GIVEN: row.d_reason_given,
        Column.REASON_REPEAT: row.d_reason_repeat,
        Column.TIME_BUCKET: row.d_time_bucket,
        **{name: getattr(row, f"d_{name}") for name in _TOLD},
        Column.REVISION: row.d_revision,
        Column.RESULT: row.result,
        Column.RIGHT_OPTION: _answer(row.right_option, row.right_number),
    }


def _answer(option: str | None, number: Any) -> Any:
    return option if number is None else number


def _groups(basis: str | None) -> dict[str, str]:
    if basis is None or '"groups"' not in basis:
        return {}
    return {str(name): str(value) for name, value in (json.loads(basis).get("groups") or {}).items()}
