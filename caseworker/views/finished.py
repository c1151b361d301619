# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Finished reports, kept by the application that made them for as long as their weeks stand still."""

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import current_app

from caseworker import facts_reading
from caseworker.facts_reading import Facts
from caseworker.localisation import language
from caseworker.queries.going_live import agreement
from caseworker.queries.told import told_beside
from caseworker.request_scope import context, database, reading

if TYPE_CHECKING:
    from reports import Report

REPORTS_KEPT = 64
PATIENCE = timedelta(minutes=1)  # a report whose weeks have changed is made again at most this often


@dataclass(frozen=True)
class _Kept:
    """A report with the entry of the log that it stands at, and when it was made."""

    report: "Report"
    entry: int
    made_at: datetime

    def may_serve(self, touched: int) -> bool:
        """Whether no later entry has changed its weeks, or it was made too lately to be made again."""
        return touched <= self.entry or timedelta(0) <= context().now - self.made_at < PATIENCE


@dataclass
class _Shelf:
    """The reports of one application by all that they say beside the facts, the latest served last."""

    kept: OrderedDict[str, _Kept] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def take(self, key: str, touched: int) -> "Report | None":
        """The report, if it may be served."""
        with self.lock:
            found = self.kept.get(key)
            if found is None or not found.may_serve(touched):
                return None
            self.kept.move_to_end(key)
            return found.report

    def put(self, key: str, made: _Kept) -> None:
        """Nothing; the report is kept, and the one that was asked for longest ago may be gone."""
        with self.lock:
            self.kept[key] = made
            while len(self.kept) > REPORTS_KEPT:
                self.kept.popitem(last=False)


def _shelf() -> _Shelf:
    shelf: _Shelf = current_app.extensions.setdefault("caseworker_finished_reports", _Shelf())
    return shelf


def finished_report(kind: str, **asked: Any) -> "Report":
    """The report `kind` (trends, to_owner), which says at which entry of the log it stands.

    It is known by all that it says beside the facts, and made again when an entry has changed a fact of any week.
    """
    return _finished_report(kind, asked, facts_reading.last_touched(reading()), lambda: facts_reading.facts(database()))


def finished_week(team: str, week: str) -> "Report":
    """The weekly report of a team, as `finished_report`; what is recorded in later weeks does not change it.

    Of other teams it takes the weeks in which a reason can be new or known, so these alone are read.
    """
    from reports.periods import WEEK, parse_week
    from reports.weekly.team_week import WEEKS_OF_NEW_CODES

    monday = parse_week(week)
    days = monday - (WEEKS_OF_NEW_CODES - 1) * WEEK, monday + timedelta(days=6)
    touched = facts_reading.last_touched(reading(), monday)
    asked = {"team": team, "week": week}
    return _finished_report("weekly", asked, touched, lambda: facts_reading.team_facts(database(), team, *days))


def _finished_report(kind: str, asked: dict[str, Any], touched: int, read: Callable[[], Facts]) -> "Report":
    told, agreed = told_beside(reading()), agreement(reading(), language())
    beside = asked, told, agreed
    key = _key(kind, beside, facts_reading.around_reports(reading(), context().today, language()))
    return _shelf().take(key, touched) or _make(kind, beside, read())


def _make(kind: str, beside: tuple[dict[str, Any], dict[str, Any], tuple[str, ...]], read: Facts) -> "Report":
    import reports  # takes seconds, which pages without a report must not pay

    asked, told, agreed = beside
    today: date = context().today
    inputs, state = facts_reading.report_inputs(database(), today, language(), read)
    make: Callable[..., Report] = getattr(reports, kind)
    made = make(**asked, **inputs, ledger=reports.LedgerState(state.size, state.root.hex(), agreed))
    if kind != "to_owner":
        made = reports.with_told(made, told, today)
    around = {name: value for name, value in inputs.items() if name != "frame"}
    _shelf().put(_key(kind, beside, around), _Kept(made, state.size, context().now))
    return made


def _key(kind: str, beside: object, around: dict[str, Any]) -> str:
    return json.dumps([kind, beside, around], default=str, sort_keys=True)
