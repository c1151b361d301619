# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The ethics board's trends."""

from datetime import date

from flask import Blueprint, render_template, request

from caseworker.permissions import Action
from caseworker.queries.overview import systems
from caseworker.request_scope import context, reading
from caseworker.security import permit
from caseworker.views.reporting import quarters_offered, report_inputs
from caseworker.vocabulary.problems import Absent

views = Blueprint("trends", __name__)


@views.get("/reports/trends")
@permit(Action.SEE_TRENDS)
def period() -> str:
    """The board's edition, of the whole log or of chosen quarters, of all systems or of one."""
    known, offered = systems(reading()), quarters_offered(context().today)
    system = _one_of([each.code for each in known], "system")
    quarters = [code for code, _text in offered]
    bounds = sorted(filter(None, (_one_of(quarters, "from"), _one_of(quarters, "to"))))
    first, last = _one_of(quarters, "from"), _one_of(quarters, "to")
    if first and last:
        first, last = bounds
    from reports import trends  # takes seconds, which pages without a report must not pay

    report = trends(system=system, start=_day(first), end=_day(last), edition="board", **report_inputs())
    return render_template(
        "reports/trends.html", report=report, systems=known, system=system, quarters=offered, first=first, last=last
    )


def _one_of(known: list[str], name: str) -> str | None:
    chosen = request.args.get(name) or None
    if chosen is not None and chosen not in known:
        raise Absent()
    return chosen


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
