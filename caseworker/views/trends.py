# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The ethics board's trends."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from caseworker.permissions import Action
from caseworker.queries.overview import systems
from caseworker.request_scope import context, reading
from caseworker.security import permit
from caseworker.views.finished import finished_report
from caseworker.views.reporting import FORM, quarters_offered, report_file, report_page
from caseworker.vocabulary.problems import Absent

if TYPE_CHECKING:
    from reports import Report

views = Blueprint("trends", __name__)


@dataclass(frozen=True)
class _Asked:
    """What the report is asked for, as the address has it."""

    system: str | None
    first: str | None
    last: str | None

    def in_address(self) -> dict[str, str | None]:
        return {"system": self.system, "from": self.first, "to": self.last}


@views.get("/reports/trends")
@permit(Action.SEE_TRENDS)
def period() -> str:
    """The board's edition, of the whole log or of chosen quarters, of all systems or of one."""
    asked, offered = _asked(), quarters_offered(context().today)
    shown = {"systems": systems(reading()), "quarters": offered, **vars(asked)}
    return report_page("reports/trends.html", _report(asked), ".download", asked.in_address(), **shown)


@views.get(f"/reports/trends.{FORM}")
@permit(Action.SEE_TRENDS)
def download(form: str) -> Response:
    """The same report as a file."""
    return report_file(_report(_asked()), form)


def _asked() -> _Asked:
    system = _one_of([each.code for each in systems(reading())], "system")
    quarters = [code for code, _text in quarters_offered(context().today)]
    first, last = _one_of(quarters, "from"), _one_of(quarters, "to")
    if first and last:
        first, last = sorted((first, last))
    return _Asked(system, first, last)


def _report(asked: _Asked) -> "Report":
    start, end = _day(asked.first), _day(asked.last)
    return finished_report("trends", system=asked.system, start=start, end=end, edition="board")


def _one_of(known: list[str], name: str) -> str | None:
    chosen = request.args.get(name) or None
    if chosen is not None and chosen not in known:
        raise Absent()
    return chosen


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
