# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Decisions, corrections and results that a system sends, read under the rules of that system."""

from dataclasses import dataclass
from datetime import date, datetime

from caseworker.cleaning import clean_text
from caseworker.context import Context
from caseworker.interchange import cells as text
from caseworker.recording import Before, NewDecision, NewResult
from caseworker.registry import SystemRules
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Response, ResultKind, Source
from caseworker.vocabulary.responses import Answer


@dataclass(frozen=True)
class SentDecision:
    """A decision as a system sends it: options, codes, names and times are text as it came."""

    decided: str | None = None
    response: Response | None = None
    reason: str = ""
    reason_code: str | None = None
    decided_at: str | None = None
    caseworker: str | None = None
    citizen_informed: bool | None = None
    shown: bool = True
    shown_at: str | None = None
    own_judgement: str | None = None


def read_decision(rules: SystemRules, context: Context, sent: SentDecision, source: Source) -> NewDecision:
    """The decision that is meant, made now where no time is given; raises Refused with the field that is wrong."""
    if sent.reason_code is not None:
        text.registered(sent.reason_code, "reason_code", rules.all_codes, "That reason code is not on the list.")
    decided_at = _moment(context, "decided_at", sent.decided_at) or context.now
    return NewDecision(
        source=source,
        decided=_answer(rules, "decided", sent.decided),
        reason=sent.reason,
        decided_at=decided_at,
        reason_code=sent.reason_code,
        caseworker=(sent.caseworker and clean_text(sent.caseworker, "caseworker", limits.NAME_MAX)) or None,
        stated=sent.response,
        citizen_informed=sent.citizen_informed,
        shown=sent.shown,
    )


def read_before(rules: SystemRules, context: Context, sent: SentDecision) -> Before:
    """What is told of the time before the decision; raises Refused with the field that is wrong."""
    return Before(_moment(context, "shown_at", sent.shown_at), _answer(rules, "own_judgement", sent.own_judgement))


def read_result(
    rules: SystemRules, context: Context, result: ResultKind | None, right_option: str | None, known_on: date | None
) -> NewResult:
    """What became of a decision, known today where no day is given; raises Refused with the field that is wrong."""
    day = context.today if known_on is None else known_on
    # A day is read as its midnight, so that the bounds of times are the bounds of days.
    text.moment(day.isoformat(), "known_on", context.zone, context.now)
    return NewResult(result, _answer(rules, "right_option", right_option), day)


def _answer(rules: SystemRules, field: str, sent: str | None) -> Answer | None:
    return None if sent is None else text.answer(sent, field, rules.answers, decimal_comma=False)


def _moment(context: Context, field: str, sent: str | None) -> datetime | None:
    return None if sent is None else text.moment(sent, field, context.zone, context.now)
