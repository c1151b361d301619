# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Which way decisions go from the recommendation, in the systems' own words, and whether that may be chance."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from reports.charts import direction_chart
from reports.report import Grid, Section
from reports.sections import MOST_LINES, prefixed_label, rate_text
from reports.tables import rate_row
from reports.wording import Words, opening

SIGNIFICANT = 0.05
TOTALS = ("overall", "system")

Scales = Mapping[str, tuple[str, str]]


def direction_section(words: Words, table: pd.DataFrame, scales: Scales, systems: Sequence[str]) -> Section:
    """More and less overall, in the system's own words; over several `systems` one by one where the table has them so.

    Citizen groups have theirs in their own sections (`group_direction`).
    """
    heading = words.say("section_direction")
    if table.empty:
        return Section("direction", heading, (words.say("direction_none"),))
    totals = table[table["dimension"].isin(TOTALS)]
    by_system = bool((totals["dimension"] == "system").any())
    sentences: list[str] = []
    for (dimension, value), rows in _by_value(totals):
        if dimension == ("system" if by_system else "overall"):
            own = _ways(words, scales, _system_of(dimension, value, systems))
            sentences += _sentences(words, rows, own, words.name("system", value) if by_system else "")
    return Section("direction", heading, tuple(sentences), (_grid(words, "direction", "", totals, scales, systems),))


def group_direction(
    words: Words, table: pd.DataFrame, group: str, scales: Scales, systems: Sequence[str]
) -> list[Grid]:
    """More and less for each value of a citizen group; by system over several `systems`.

    Nothing where the table has none, or so many that the page would be a list (the data files have them).
    """
    rows = table[table["dimension"] == group]
    if not 0 < rows["value"].nunique() <= MOST_LINES:
        return []
    return [_grid(words, f"direction-{group}", words.say("section_direction"), rows, scales, systems)]


def _grid(words: Words, key: str, caption: str, table: pd.DataFrame, scales: Scales, systems: Sequence[str]) -> Grid:
    """The counts of each way, and whether their balance may be chance; the words of the system where it is but one."""
    several = systems if len(systems) > 1 else ()
    concerned = {_system_of(*value, systems) for value, _rows in _by_value(table)}
    more, less = _ways(words, scales, concerned.pop() if len(concerned) == 1 else None)
    tested = bool((table["measure"] == "asymmetry").any())
    lines = []
    for (dimension, value), rows in _by_value(table):
        own = _ways(words, scales, _system_of(dimension, value, systems))
        label = prefixed_label(words, dimension, value, several)
        lines.append((label, *_counts(words, rows), *([_skew(words, rows, own)] if tested else [])))
    columns = (more, words.say("same"), less)
    headings = [words.say("head_group"), words.say("head_answered"), *(opening(way) for way in columns)]
    if tested:
        headings.append(words.say("head_skew"))
    chart = direction_chart(words, key, table, [line[0] for line in lines], columns[::-1])
    return Grid(caption, tuple(headings), tuple(lines), chart)


def _ways(words: Words, scales: Scales, system: str | None) -> tuple[str, str]:
    """The words for more and less of a system, the general ones over several."""
    return scales.get(system or "") or (words.say("more"), words.say("less"))


def _system_of(dimension: str, value: str, systems: Sequence[str]) -> str | None:
    if len(systems) == 1:
        return systems[0]
    if dimension == "system":
        return value
    return next((system for system in systems if value.startswith(f"{system}/")), None)


def _counts(words: Words, rows: pd.DataFrame) -> tuple[str, ...]:
    found = [rate_row(rows, measure) for measure in ("same", "more", "same", "less")]
    if None in found:
        return (words.say("suppressed"), *["–"] * 3)
    whole, *ways = (row for row in found if row)
    return words.whole(whole["nobs"]), *(words.whole(row["count"]) for row in ways)


def _skew(words: Words, rows: pd.DataFrame, ways: tuple[str, str]) -> str:
    """Where the balance lies, or that it may lie there by chance."""
    row = rate_row(rows, "asymmetry")
    if row is None or pd.isna(row["p_adjusted"]):
        return words.say("nothing")
    return words.say("skew_to", side=_side(row, ways)) if _is_skewed(row) else words.say("skew_chance")


def _sentences(words: Words, rows: pd.DataFrame, ways: tuple[str, str], system: str) -> list[str]:
    more, less = rate_row(rows, "more"), rate_row(rows, "less")
    if not (more and less):
        return []
    given = {"more_word": ways[0], "less_word": ways[1], "system": system}
    given |= {"more": words.whole(more["count"]), "less": words.whole(less["count"])}
    said = words.say("direction_of_system" if system else "direction", **given)
    row = rate_row(rows, "asymmetry")
    if row is None or pd.isna(row["p_adjusted"]):
        return [said]
    return [f"{said} {_judged(words, row, ways)}"]


def _judged(words: Words, row: Mapping[str, Any], ways: tuple[str, str]) -> str:
    """Whether the balance is beyond chance, with the share that went to the commoner side."""
    if _is_skewed(row):
        return words.say("direction_skewed", side=_side(row, ways), **rate_text(words, _towards(row)))
    by_people = row["p_value"] < SIGNIFICANT <= row["p_value_clustered"]
    return words.say("direction_few_people" if by_people else "direction_chance")


def _towards(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row as the share of the commoner side."""
    if row["rate"] >= 0.5:
        return row
    ends = {f"{end}{kind}": 1 - row[f"{other}{kind}"] for end, other in _ENDS for kind in ("", "_clustered")}
    return {**row, "count": row["nobs"] - row["count"], "rate": 1 - row["rate"], **ends}


_ENDS = (("low", "high"), ("high", "low"))


def _side(row: Mapping[str, Any], ways: tuple[str, str]) -> str:
    return ways[0] if row["rate"] >= 0.5 else ways[1]


def _is_skewed(row: Mapping[str, Any]) -> bool:
    return bool(row["p_adjusted"] < SIGNIFICANT)


def _by_value(table: pd.DataFrame) -> Iterator[tuple[tuple[str, str], pd.DataFrame]]:
    for key, rows in table.groupby(["dimension", "value"], sort=False):
        dimension, value = (str(part) for part in key)
        yield (dimension, value), rows
