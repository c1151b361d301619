# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""From a table of decisions to figures that a team lead and an ethics board can use.

Frames in, frames out: `read` or `check` gives the frame, the measures give frames of rates, and `weekly`
and `trends` give finished reports.
"""

from reports.beside import with_told
from reports.beside.follow_ups import with_follow_ups
from reports.disclosure import suppress
from reports.facts import check
from reports.facts.reading import read
from reports.measures.adjusted import odds_ratio
from reports.measures.advice import weight_of_advice
from reports.measures.calibration import calibration_error, observed_correctness
from reports.measures.direction import direction
from reports.measures.funnel import funnel
from reports.measures.outcomes import override_deficit, overturned, right_rates
from reports.measures.oversight import signs
from reports.measures.rates import (
    accept_rate,
    coverage,
    difference,
    override_rate,
    partly_rate,
    ratio,
    seen_unanswered,
)
from reports.measures.reasons import reasons
from reports.measures.reliance import effect_of_showing, reliance
from reports.measures.spread import spread
from reports.report import LedgerState, Report
from reports.tables.weeks import weeks
from reports.to_owner import to_owner
from reports.trends import trends
from reports.vocabulary import FactsError, NotADimension
from reports.weekly import weekly

__all__ = [
    "FactsError",
    "LedgerState",
    "NotADimension",
    "Report",
    "accept_rate",
    "calibration_error",
    "check",
    "coverage",
    "difference",
    "direction",
    "effect_of_showing",
    "funnel",
    "observed_correctness",
    "odds_ratio",
    "override_deficit",
    "override_rate",
    "overturned",
    "partly_rate",
    "ratio",
    "read",
    "reasons",
    "reliance",
    "right_rates",
    "seen_unanswered",
    "signs",
    "spread",
    "suppress",
    "to_owner",
    "trends",
    "weekly",
    "weeks",
    "weight_of_advice",
    "with_follow_ups",
    "with_told",
]
