# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Figures of the released tables: what each shows, with a text that says it to those who do not see it.

Only figures that a table has released come here, so what is hidden in the table is hidden on the figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reports.measures.control_chart import WeekState
from reports.periods import is_four_weeks
from reports.report import Chart, ChartKind
from reports.tables import records
from reports.wording import Words

TOLD_ONE_BY_ONE = 8
FEWEST_LINES = 2
WAYS = ("less", "same", "more")
_OUTSIDE = {WeekState.UNUSUAL.value: "week", WeekState.UNUSUAL_FOUR_WEEKS.value: "four_weeks"}
_JUDGED = (WeekState.ORDINARY.value, *_OUTSIDE)


@dataclass(frozen=True)
class Shown:
    """One line of a figure: its label, the figures in words, and the estimate with its ends; None where hidden."""

    label: str
    text: str
    rate: float | None = None
    low: float | None = None
    high: float | None = None


def shown(label: str, text: str, row: Mapping[str, Any] | None) -> Shown:
    """The line of a row of rates, with its clustered ends where it has them; without figures where it is hidden."""
    if row is None or row["suppressed"] or pd.isna(row["rate"]):
        return Shown(label, text)
    clustered = pd.notna(row["low_clustered"])
    low, high = (row[f"{end}_clustered" if clustered else end] for end in ("low", "high"))
    return Shown(label, text, float(row["rate"]), float(low), float(high))


def interval_chart(words: Words, key: str, name: str, lines: Sequence[Shown]) -> Chart | None:
    """Shares with their intervals, a line each; None where fewer than two can be shown."""
    return _estimates(words, key, ChartKind.INTERVALS, words.say("read_intervals", name=_ended(name)), lines)


def difference_chart(words: Words, key: str, name: str, lines: Sequence[Shown]) -> Chart | None:
    """Differences with their intervals on both sides of nought; None where fewer than two can be shown."""
    caption = words.say("read_differences", name=name)
    return _estimates(words, key, ChartKind.DIFFERENCES, caption, lines, (words.say("axis_points"),))


def count_chart(words: Words, key: str, name: str, lines: Sequence[Shown]) -> Chart | None:
    """Counts as bars in the order of their size; None where fewer than two can be shown.

    The count stands where the others have a share. What is hidden is counted in the caption: rows of bars that are not
    there would take the place of those that are, and the table has them all.
    """
    visible = [line for line in lines if line.rate is not None]
    if len(visible) < FEWEST_LINES:
        return None
    ordered = sorted(visible, key=lambda line: line.rate or 0.0, reverse=True)
    rows = tuple((line.label, line.text, line.rate) for line in ordered)
    hidden = len(lines) - len(visible)
    left = f" {words.say('seen_hidden', count=words.whole(hidden))}" if hidden else ""
    told = lines_told(words, ordered)
    return Chart(key, ChartKind.COUNTS, words.language, f"{name}.{left}", f"{told}{left}", rows)


def direction_chart(
    words: Words, key: str, table: pd.DataFrame, labels: Sequence[str], ways: Sequence[str]
) -> Chart | None:
    """Less, the same and more as parts of one bar each; None where no bar can be shown.

    `labels` name the values of the table in its order; `ways` are the words for less, the same and more.
    """
    rows: list[tuple[str | int | float | None, ...]] = []
    lines = []
    values = table.groupby(["dimension", "value"], sort=False)
    for label, (_value, found) in zip(labels, values, strict=True):
        shares = {row["measure"]: row["rate"] for row in records(found) if not row["suppressed"]}
        if any(pd.isna(shares.get(way)) for way in WAYS):
            lines.append(Shown(label, words.say("suppressed")))
            rows += [(label, place, None, "") for place in range(len(WAYS))]
            continue
        rows += [(label, place, float(shares[way]), words.percent(shares[way])) for place, way in enumerate(WAYS)]
        parts = [
            words.say("way_share", way=said, share=words.percent(shares[way]))
            for said, way in zip(ways, WAYS, strict=True)
        ]
        lines.append(Shown(label, ", ".join(parts), float(shares["more"])))
    if not any(line.rate is not None for line in lines):
        return None
    caption, told = words.say("read_direction"), lines_told(words, lines[:TOLD_ONE_BY_ONE])
    if len(lines) > TOLD_ONE_BY_ONE:
        told = f"{told} {words.say('seen_table')}"
    return Chart(key, ChartKind.DIRECTION, words.language, caption, told, tuple(rows), tuple(ways))


def week_chart(words: Words, system: str, table: pd.DataFrame) -> Chart | None:
    """The run of weeks of one system with the limits that signal; None where fewer than two weeks can be shown.

    Empty and hidden weeks have no figure; a week that is not judged has no limits.
    """
    found = records(table)
    visible = [row for row in found if pd.notna(row["rate"])]
    if len(visible) < FEWEST_LINES:
        return None
    judged = any(row["state"] in _JUDGED for row in found)
    name, unit = words.name("system", system), "_in_fours" if is_four_weeks(str(found[0]["value"])) else ""
    return Chart(
        key=f"weeks-{system}",
        kind=ChartKind.WEEKS,
        language=words.language,
        caption=words.say(("read_weeks" if judged else "read_weeks_only") + unit, name=name),
        description=_weeks_told(words, found, visible, judged=judged),
        rows=tuple(_week_row(words, row) for row in found),
        terms=(words.say("axis_week"), words.say("head_override_rate")),
    )


def _ended(name: str) -> str:
    """The name as a sentence; a question has its mark already."""
    return name if name.endswith("?") else f"{name}."


def _week_row(words: Words, row: Mapping[str, Any]) -> tuple[str | float | None, ...]:
    limits = ("lower_limit", "upper_limit", "baseline_rate")
    drawn = [float(row[name]) if row["state"] in _JUDGED else None for name in limits]
    version = row["version_change"]
    change = words.say("axis_version", version=version) if isinstance(version, str) else None
    rate = float(row["rate"]) if pd.notna(row["rate"]) else None
    return (str(row["value"]), rate, *drawn, _OUTSIDE.get(row["state"], ""), change)


def _weeks_told(
    words: Words, found: Sequence[Mapping[str, Any]], visible: Sequence[Mapping[str, Any]], *, judged: bool
) -> str:
    shares = [float(row["rate"]) for row in visible]
    ends = {"first": words.week(found[0]["value"]), "last": words.week(found[-1]["value"])}
    lowest, highest = words.percent(min(shares)), words.percent(max(shares))
    told = [words.say("seen_weeks", lowest=lowest, highest=highest, **ends)]
    outside = {state: [words.week(row["value"]) for row in found if row["state"] == state] for state in _OUTSIDE}
    unit = "_in_fours" if is_four_weeks(str(found[0]["value"])) else ""
    keys = {
        WeekState.UNUSUAL.value: "seen_unusual",
        WeekState.UNUSUAL_FOUR_WEEKS.value: f"seen_unusual_four_weeks{unit}",
    }
    told += [words.say(keys[state], weeks=words.listed(weeks)) for state, weeks in outside.items() if weeks]
    if judged and not any(outside.values()):
        told.append(words.say(f"seen_ordinary{unit}"))
    told += [
        words.say("seen_change", version=row["version_change"], week=words.week(row["value"]))
        for row in found
        if isinstance(row["version_change"], str)
    ]
    if len(visible) < len(found):
        told.append(words.say(f"seen_gaps{unit}", count=len(found) - len(visible)))
    return " ".join([*told, words.say("seen_table")])


def _estimates(
    words: Words, key: str, kind: ChartKind, caption: str, lines: Sequence[Shown], terms: tuple[str, ...] = ()
) -> Chart | None:
    if sum(line.rate is not None for line in lines) < FEWEST_LINES:
        return None
    rows = tuple((line.label, line.text, line.rate, line.low, line.high) for line in lines)
    return Chart(key, kind, words.language, caption, lines_told(words, lines), rows, terms)


def lines_told(words: Words, lines: Sequence[Shown]) -> str:
    """Every line, where they are few; else how many they are, and the two at the ends."""
    if len(lines) <= TOLD_ONE_BY_ONE:
        return " ".join(words.say("seen_parts", label=line.label, text=line.text) for line in lines)
    ordered = sorted((line for line in lines if line.rate is not None), key=lambda line: line.rate or 0.0)
    lowest, highest = (f"{line.label}, {line.text}" for line in (ordered[0], ordered[-1]))
    ends = words.say("seen_ends", count=words.whole(len(lines)), lowest=lowest, highest=highest)
    return f"{ends} {words.say('seen_table')}"
