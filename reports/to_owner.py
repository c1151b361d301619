# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the owner of a system is told: the reasons for and against following it, added up, and the faults reported."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from reports.disclosure import SMALLEST, Edition, in_order, released_counts
from reports.measures.cells import RATE_COLUMNS
from reports.periods import Period
from reports.report import Grid, Report, Section, table_of
from reports.sections.framing import period_text
from reports.trends import trends
from reports.wording import Words, opening

KEPT = ("reasons", "excluded", "method")
"""The sections of the board's report that the owner is told."""


def to_owner(
    frame: pd.DataFrame, *, system: str, faults: Iterable[tuple[str, date]], now: date, language: str = "da", **how: Any
) -> Report:
    """The reasons given about one system in closed quarters, suppressed as in the board's edition, without any text.

    `faults` are the model version and day of each fault reported; those of the same quarters are counted, and counts
    under five are not shown. `how` is what `trends` takes besides.
    """
    whole = trends(frame, system=system, edition=Edition.BOARD.value, now=now, language=language, **how)
    words = Words(whole.language, whole.names)
    reported = _counted(whole, faults)
    sections = [section for section in whole.sections if section.key in KEPT]
    start, end = (_day(whole.period[bound]) for bound in ("from", "to"))
    place = next(i for i, section in enumerate(sections) if section.key != "reasons")
    table = faults_table(reported)
    return replace(
        whole,
        report="reasons",
        title=words.say("owner_title", system=words.name("system", system)),
        subtitle=opening(period_text(words, Period(start, end))),
        headline=(words.say("owner_about"),),
        tables=(*(one for one in whole.tables if one.name == "reasons"), table_of("faults", table)),
        sections=(*sections[:place], _faults_section(words, reported), *sections[place:]),
    )


def faults_table(reported: Mapping[str, int]) -> pd.DataFrame:
    """Faults by model version, as released: a count under five is empty and marked as suppressed."""
    released = released_counts(reported, Edition.BOARD)
    rows = [
        {
            "dimension": "model_version",
            "value": version,
            "measure": "faults",
            **dict.fromkeys(RATE_COLUMNS, np.nan),
            "count": np.nan if count is None else count,
            "suppressed": count is None,
        }
        for version, count in released.items()
    ]
    return in_order(pd.DataFrame(rows, columns=["dimension", "value", "measure", *RATE_COLUMNS, "suppressed"]))


def _counted(report: Report, faults: Iterable[tuple[str, date]]) -> dict[str, int]:
    first, last = (_day(report.period[end]) for end in ("from", "to"))
    counts: dict[str, int] = {}
    for version, day in faults:
        if first and last and first <= day <= last:
            counts[version] = counts.get(version, 0) + 1
    return dict(sorted(counts.items()))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _faults_section(words: Words, reported: Mapping[str, int]) -> Section:
    heading = words.say("section_faults")
    if not reported:
        return Section("faults", heading, (words.say("faults_none"),))
    released = released_counts(reported, Edition.BOARD)
    lines = tuple(
        (version, words.say("suppressed") if count is None else words.whole(count))
        for version, count in released.items()
    )
    headings = (words.say("name_model_version"), words.say("head_count"))
    grid = Grid(words.say("faults_caption"), headings, lines)
    return Section("faults", heading, (words.say("faults_total", smallest=SMALLEST),), (grid,))
