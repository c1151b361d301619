# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Week by week, in words: is the week ordinary, has the version changed, and how little silence says."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from reports.cells import fixed_cells, rates
from reports.charts import week_chart
from reports.disclosure import hidden
from reports.intervals import Estimate, difference_of
from reports.report import Grid, Section
from reports.sections import rate_text
from reports.tables import records
from reports.vocabulary import Response
from reports.weeks import LONGEST_BASELINE, WeekState
from reports.wording import Words

WEEKS_AFTER_CHANGE = 8
MOST_WEEKS = 53
_OUTSIDE = {WeekState.UNUSUAL.value, WeekState.UNUSUAL_FOUR_WEEKS.value}
_JUDGED = {WeekState.ORDINARY.value, *_OUTSIDE}


def week_sentences(words: Words, table: pd.DataFrame, week: str) -> list[str]:
    """What the week says for each system, what that does not say, and what to ask where it is out of the ordinary."""
    rows = {str(system): _row_of(part, week) for system, part in table.groupby("system", sort=True)}
    sentences = [week_sentence(words, system, week, row) for system, row in rows.items()]
    if any(row["state"] in _JUDGED for row in rows.values() if row):
        sentences.append(words.say("not_the_level"))
    if any(row["state"] in _OUTSIDE for row in rows.values() if row):
        sentences.append(words.say("ask_the_team"))
    return sentences


def weeks_section(words: Words, table: pd.DataFrame, changes: Mapping[str, str]) -> Section:
    """The run of weeks of each system, with changes of version and how little silence says.

    `table` is the released table of one team; `changes` has the finished sentence on a change of version
    by system.
    """
    judged = bool(table["state"].isin(_JUDGED).any()) if len(table) else False
    sentences = (*changes.values(), *([words.say("silence")] if judged else ()))
    grids = [_week_grid(words, str(system), rows) for system, rows in table.groupby("system", sort=True)]
    return Section("weeks", words.say("section_weeks"), sentences, tuple(grids))


def weeks_of_period(words: Words, table: pd.DataFrame) -> Section:
    """The run of weeks of each system over all its teams, with changes of version; a year of them at most."""
    shown = table[table["value"].isin(sorted(table["value"].unique())[-MOST_WEEKS:])]
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
    section = weeks_section(words, shown, said)
    if len(shown) < len(table):
        return replace(section, sentences=(words.say("latest_weeks", count=MOST_WEEKS), *section.sentences))
    return section


def week_sentence(words: Words, system: str, week: str, row: Mapping[str, Any] | None) -> str:
    """Whether the week of one system is ordinary variation, or why that cannot be said."""
    state = row["state"] if row else WeekState.EMPTY.value
    values = {"system": words.name("system", system), "week": words.week(week)}
    if row is None or state not in _JUDGED:
        weeks = words.whole(row["baseline_weeks"]) if row and pd.notna(row["baseline_weeks"]) else "12"
        return words.say(f"week_{state}", weeks=weeks, **values)
    base = float(row["baseline_rate"])
    side = "above" if row["z_four_weeks"] > 0 else "below"
    return words.say(
        f"week_{state}", rate=words.percent(row["rate"]), base=words.percent(base), side=words.say(side), **values
    )


def version_sentences(words: Words, rows: pd.DataFrame, table: pd.DataFrame, edition: str) -> dict[str, str]:
    """By system, what happened around the latest change of version: before and after, as one comparison.

    `rows` are the eligible rows of one team, `table` its released weeks up to the week of the report.
    Before are up to 26 weeks, after up to 8; the comparison is left out where either must be hidden.
    """
    found = {}
    for system, weeks in table.groupby("system", sort=True):
        changed = weeks[weeks["version_change"].notna()]
        if changed.empty:
            continue
        week, version = str(changed["value"].iloc[-1]), str(changed["version_change"].iloc[-1])
        name = words.name("system", str(system))
        sentence = words.say("version_change", system=name, version=version, week=words.week(week))
        visible = weeks.loc[weeks["rate"].notna(), "value"]
        before = visible[visible < week].tail(LONGEST_BASELINE)
        after = visible[visible >= week].head(WEEKS_AFTER_CHANGE)
        part = rows[rows["system"] == system]
        if weeks["baseline_rate"].notna().any():
            sentence = f"{sentence} {words.say('baseline_stays')}"
        found[str(system)] = f"{sentence} {_before_after(words, part, (before, after), edition)}".strip()
    return found


def _before_after(
    words: Words, rows: pd.DataFrame, spans: "tuple[pd.Series[str], pd.Series[str]]", edition: str
) -> str:
    estimates = []
    iso = rows["week"].dt.isocalendar()
    labels = iso["year"].astype(str) + "-W" + iso["week"].astype(str).str.zfill(2)
    for weeks in spans:
        part = rows[labels.isin(weeks)]
        event = (part["response"] == Response.OVERRIDDEN.value).to_numpy()
        table = rates(fixed_cells(part, ()), part["decider"].to_numpy(), {"rate": event})["rate"]
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
    return next((row for row in records(rows) if row["value"] == week), None)


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
    state = words.say(f"state_{row['state']}")
    if pd.isna(row["rate"]):
        return label, "–", "–", "–", "–", "–", state
    limits = words.span(row["lower_limit"], row["upper_limit"]) if pd.notna(row["upper_limit"]) else "–"
    text = rate_text(words, row)
    return label, text["count"], text["nobs"], text["rate"], text["span"], limits, state
