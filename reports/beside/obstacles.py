# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What was in the way of judging freely: voluntary answers, counted by system and quarter, in the board's report.

A number has no denominator: nobody knows how many were asked and said nothing, and no total is given, because smaller
numbers would follow from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from reports.disclosure import LABEL_COLUMNS, Edition, in_order
from reports.measures.cells import RATE_COLUMNS
from reports.periods import quarter_weeks
from reports.report import Grid, Report, Section, table_of
from reports.tables import records
from reports.wording import Words

OBSTACLES = ("no_time", "felt_required", "not_explainable", "none")
FEWEST_COUNTED = 10
SECTION = "oversight"


@dataclass(frozen=True)
class Counted:
    """How often one answer was given about a system in a quarter, such as ``2026-Q4``."""

    system: str
    quarter: str
    obstacle: str
    count: int


def with_obstacles(report: Report, counted: Iterable[Mapping[str, Any]]) -> Report:
    """The report with the counters in its section on oversight, and the table `obstacles`.

    Takes the fields of `Counted`. Only trends for the board (or in full) have them, of the quarters that lie in the
    period; numbers under ten are left out, whoever gives them.
    """
    if report.report != "trends" or report.edition == Edition.PUBLIC or not report.tables:
        return report
    told = [each for each in (Counted(**row) for row in counted) if _belongs(report, each)]
    table = obstacles_table(told)
    words = Words(report.language, report.names)
    sections = [
        _with_counters(words, each, table) if told and each.key == SECTION else each for each in report.sections
    ]
    return replace(report, tables=(*report.tables, table_of("obstacles", table)), sections=tuple(sections))


def obstacles_table(counted: Iterable[Counted]) -> pd.DataFrame:
    """A row for each counter of at least ten answers: by system, quarter and answer; only `count` is known."""
    ordered = sorted(counted, key=lambda each: (each.system, each.quarter, OBSTACLES.index(each.obstacle)))
    rows = [
        {"dimension": "quarter", "value": each.quarter, "measure": each.obstacle}
        | dict.fromkeys(RATE_COLUMNS, np.nan)
        | {"count": float(each.count), "suppressed": False, "system": each.system}
        for each in ordered
        if each.count >= FEWEST_COUNTED
    ]
    return in_order(pd.DataFrame(rows, columns=[*LABEL_COLUMNS, *RATE_COLUMNS, "suppressed", "system"]))


def _belongs(report: Report, each: Counted) -> bool:
    first, last = (date.fromisoformat(day) if day else None for day in map(report.period.get, ("from", "to")))
    start, end = quarter_weeks(each.quarter)
    inside = (first is None or first <= start) and (last is None or end + timedelta(days=6) <= last)
    return inside and each.count >= FEWEST_COUNTED and report.system in (None, each.system)


def _with_counters(words: Words, section: Section, table: pd.DataFrame) -> Section:
    said = words.say("obstacles_what", smallest=FEWEST_COUNTED)
    headings = tuple(words.say(f"head_{name}") for name in ("system", "quarter", "obstacle", "count"))
    lines = tuple(
        (
            words.name("system", row["system"]),
            words.quarter(str(row["value"])),
            words.say(f"measure_{row['measure']}"),
            words.whole(row["count"]),
        )
        for row in records(table)
    )
    grid = Grid(words.say("obstacles_caption"), headings, lines)
    return replace(section, sentences=(*section.sentences, said), grids=(*section.grids, grid))
