# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Week by week, in words: is the week ordinary, has the version changed, and how little silence says."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

import pandas as pd

from reports.charts import week_chart
from reports.disclosure import hidden
from reports.measures.cells import fixed_cells, rates
from reports.measures.control_chart import FOUR, WeekState
from reports.measures.intervals import Estimate, difference_of
from reports.measures.people import people_of
from reports.periods import WEEK, is_four_weeks, week_label, weeks_of
from reports.report import Grid, Section
from reports.sections import rate_text
from reports.tables import records
from reports.tables.weeks import LONGEST_BASELINE, FrozenBaseline
from reports.vocabulary import Response
from reports.wording import SENTENCES, Words

Baselines: TypeAlias = Collection[tuple[str, date, date, str]]

WEEKS_AFTER_CHANGE = 8
MOST_WEEKS = 53
MOST_IN_A_PERIOD = 5  # the last period of a year with 53 weeks
_OUTSIDE = {WeekState.UNUSUAL.value, WeekState.UNUSUAL_FOUR_WEEKS.value}
_JUDGED = {WeekState.ORDINARY.value, *_OUTSIDE}


def week_sentences(words: Words, table: pd.DataFrame, week: str) -> list[str]:
    """What the week says for each system, and what that does not say.

    Where four weeks are judged at a time, it is the latest period that speaks.
    """
    rows = {str(system): _row_of(part, week) for system, part in table.groupby("system", sort=True)}
    sentences = []
    for system, row in rows.items():
        said = week_sentence(words, system, str(row["value"]) if row else week, row)
        in_fours = [words.say("in_fours", system=words.name("system", system))] if row and _is_period(row) else []
        sentences += [*in_fours, said]
    if any(row["state"] in _JUDGED for row in rows.values() if row):
        sentences.append(words.say("not_the_level"))
    return sentences


def systems_outside(table: pd.DataFrame, week: str) -> list[str]:
    """The systems in which the week, or the latest period of four, is out of the ordinary."""
    rows = {str(system): _row_of(part, week) for system, part in table.groupby("system", sort=True)}
    return [system for system, row in rows.items() if row and row["state"] in _OUTSIDE]


def weeks_section(words: Words, table: pd.DataFrame, changes: Mapping[str, str], baselines: Baselines = ()) -> Section:
    """The run of weeks of each system, with changes of version and how little silence says.

    `table` is the released table of one team; `changes` has the finished sentence on a change of version
    by system; `baselines` are those frozen later, each said with its day and its reason.
    """
    weekly, in_fours = _judged_as(table)
    silence = [*(["silence"] if weekly else []), *(["silence_in_fours"] if in_fours else [])]
    frozen = frozen_sentences(words, sorted(table["system"].unique()), baselines)
    sentences = (*changes.values(), *frozen, *(words.say(key) for key in silence))
    grids = [_week_grid(words, str(system), rows) for system, rows in table.groupby("system", sort=True)]
    return Section("weeks", words.say("section_weeks"), sentences, tuple(grids))


def frozen_sentences(words: Words, systems: Collection[str], baselines: Baselines) -> list[str]:
    """Every baseline that was frozen for the systems, in order, with the day and the reason; the last one counts."""
    told = sorted((FrozenBaseline(*one) for one in baselines if one[0] in systems), key=lambda one: one.frozen_on)
    return [
        words.say(
            "frozen_baseline" if one.reason else "frozen_baseline_erased",
            system=words.name("system", one.system),
            day=words.day(one.frozen_on),
            week=words.week(week_label(one.first_week)),
            year=one.first_week.isocalendar().year,
            reason=one.reason,
        )
        for one in told
    ]


def weeks_of_period(words: Words, table: pd.DataFrame, baselines: Baselines = ()) -> Section:
    """The run of weeks of each system over all its teams, with changes of version; a year of them at most."""
    shown = table[table["value"].isin(sorted(table["value"].unique(), key=weeks_of)[-MOST_WEEKS:])]
    changed = [row for row in records(shown) if isinstance(row["version_change"], str)]
    said = {
        f"{row['system']}/{row['version_change']}": words.say(
            "version_change",
            system=words.name("system", row["system"]),
            version=row["version_change"],
            week=words.week(row["value"]),
        )
        for row in changed
    }
    section = weeks_section(words, shown, said, baselines)
    if len(shown) < len(table):
        return replace(section, sentences=(words.say("latest_weeks", count=MOST_WEEKS), *section.sentences))
    return section


def week_sentence(words: Words, system: str, week: str, row: Mapping[str, Any] | None) -> str:
    """Whether the week of one system is ordinary variation, or why that cannot be said."""
    state = row["state"] if row else WeekState.EMPTY.value
    values = {"system": words.name("system", system), "week": words.week(week)}
    if row is None or state not in _JUDGED:
        weeks = words.whole(row["baseline_weeks"]) if row and pd.notna(row["baseline_weeks"]) else ""
        return words.say(_key(row, f"week_{state}"), weeks=weeks, **values)
    base = float(row["baseline_rate"])
    side = "above" if row["z_four_weeks"] > 0 else "below"
    return words.say(
        _key(row, f"week_{state}"),
        rate=words.percent(row["rate"]),
        base=words.percent(base),
        side=words.say(side),
        **values,
    )


def version_sentences(
    words: Words, rows: pd.DataFrame, table: pd.DataFrame, edition: str, baselines: Baselines = ()
) -> dict[str, str]:
    """By system, what happened around the latest change of version: before and after, as one comparison.

    `rows` are the eligible rows of one team, `table` its released weeks up to the week of the report.
    Before are up to 26 weeks, after up to 8; the comparison is left out where either must be hidden. A period of four
    weeks in which the version took over is on neither side.
    """
    found = {}
    replaced = {one[0] for one in baselines}
    for system, weeks in table.groupby("system", sort=True):
        changed = weeks[weeks["version_change"].notna()]
        if changed.empty:
            continue
        week, version = str(changed["value"].iloc[-1]), str(changed["version_change"].iloc[-1])
        name = words.name("system", str(system))
        sentence = words.say("version_change", system=name, version=version, week=words.week(week))
        visible = weeks.loc[weeks["rate"].notna(), "value"]
        each = FOUR if is_four_weeks(week) else 1
        before = visible[visible < week].tail(LONGEST_BASELINE // each)
        after = visible[visible > week if each > 1 else visible >= week].head(WEEKS_AFTER_CHANGE // each)
        part = rows[rows["system"] == system]
        if weeks["baseline_rate"].notna().any() and system not in replaced:
            sentence = f"{sentence} {words.say('baseline_stays')}"
        found[str(system)] = f"{sentence} {_before_after(words, part, (before, after), edition)}".strip()
    return found


def _before_after(
    words: Words, rows: pd.DataFrame, spans: "tuple[pd.Series[str], pd.Series[str]]", edition: str
) -> str:
    estimates = []
    for labels in spans:
        days = [
            first + WEEK * number
            for first, last in map(weeks_of, labels)
            for number in range(MOST_IN_A_PERIOD)
            if first + WEEK * number <= last
        ]
        part = rows[rows["week"].isin(pd.to_datetime(days))]
        event = (part["response"] == Response.OVERRIDDEN.value).to_numpy()
        table = rates(fixed_cells(part, ()), people_of(part), {"rate": event})["rate"]
        if hidden(table, edition)[0] or table["low_clustered"].isna().any():
            return ""
        row = records(table)[0]
        estimates.append(Estimate(row["rate"], row["low_clustered"], row["high_clustered"]))
    before, after = estimates
    gap = difference_of(after, before)
    low, high = words.points(gap.low), words.points(gap.high)
    return words.say(
        "before_after",
        before=words.percent(before.rate),
        after=words.percent(after.rate),
        points=words.points(gap.rate),
        low=low,
        high=high,
    )


def _row_of(rows: pd.DataFrame, week: str) -> dict[str, Any] | None:
    """The row of the week; of periods of four weeks the latest."""
    found = records(rows)
    return next((row for row in reversed(found) if _is_period(row) or row["value"] == week), None)


def _is_period(row: Mapping[str, Any]) -> bool:
    return is_four_weeks(str(row["value"]))


def _judged_as(table: pd.DataFrame) -> tuple[bool, bool]:
    """Whether any week is judged, and whether any period of four."""
    judged = [_is_period(row) for row in records(table) if row["state"] in _JUDGED]
    return False in judged, True in judged


def _key(row: Mapping[str, Any] | None, key: str) -> str:
    """The key of a sentence, or of the one that says it of four weeks where it reads otherwise there."""
    own = key.replace("week_", "period_", 1) if key.startswith("week_") else f"period_{key}"
    return own if row and _is_period(row) and own in SENTENCES else key


def _week_grid(words: Words, system: str, rows: pd.DataFrame) -> Grid:
    names = ("week", "count", "nobs", "override_rate", "interval", "limits", "judgement")
    headings = tuple(words.say(f"head_{name}") for name in names)
    lines = tuple(_week_line(words, row) for row in records(rows))
    if rows["state"].isin([WeekState.NOT_JUDGED.value]).any():  # nothing would stand in the last two columns
        headings, lines = headings[:-2], tuple(line[:-2] for line in lines)
    return Grid(words.name("system", system), headings, lines, week_chart(words, system, rows))


def _week_line(words: Words, row: Mapping[str, Any]) -> tuple[str, ...]:
    label = words.week(row["value"]).capitalize()
    if isinstance(row["version_change"], str):
        label += f" ({row['version_change']})"
    state = words.say(_key(row, f"state_{row['state']}"))
    if pd.isna(row["rate"]):
        return label, "–", "–", "–", "–", "–", state
    limits = words.span(row["lower_limit"], row["upper_limit"]) if pd.notna(row["upper_limit"]) else "–"
    text = rate_text(words, row)
    return label, text["count"], text["nobs"], text["rate"], text["span"], limits, state
