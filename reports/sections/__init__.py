# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The parts of a page that both reports have: from released tables to sentences and grids."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from reports.charts import interval_chart, shown
from reports.charts.units import band_chart
from reports.disclosure import SMALLEST
from reports.report import Grid, Section
from reports.tables import rate_row, records
from reports.wording import Words, opening

RESPONSES = ("accept_rate", "partly_rate", "override_rate")
ALMOST_ALWAYS = 0.05
ENOUGH_TO_SAY_NEVER = 100
MOST_LINES = 40
NEVER_COMPARED = frozenset({"system"})  # a table and not a ranking, so no figure sets them side by side


def rate_text(words: Words, row: Mapping[str, Any]) -> dict[str, str]:
    """The pieces of a sentence about one rate: count, nobs, rate and its (clustered) span."""
    clustered = pd.notna(row["low_clustered"])
    low, high = (row[f"{end}_clustered" if clustered else end] for end in ("low", "high"))
    return {
        "count": words.whole(row["count"]) if pd.notna(row["count"]) else "",
        "nobs": words.whole(row["nobs"]),
        "rate": words.percent(row["rate"]),
        "span": words.span(low, high),
    }


def received_sentences(
    words: Words, responses: pd.DataFrame, left_out: Mapping[str, int | None] | None = None
) -> list[str]:
    """How many of the recommendations were answered, as closely as the released responses tell; else nothing.

    `left_out` are the released counts of what was left out: only there does it stand that few were not answered.
    """
    covered, waiting = rate_row(responses, "coverage"), rate_row(responses, "seen_unanswered")
    if covered:
        key = "received_all" if covered["count"] == covered["nobs"] else "received"
        return [words.say(key, **rate_text(words, covered))]
    if waiting:
        key = "received_shown" if waiting["count"] else "received_all_shown"
        answered = {
            "count": words.whole(waiting["nobs"] - waiting["count"]),
            "rate": words.percent(1 - waiting["rate"]),
        }
        return [words.say(key, **rate_text(words, waiting) | answered)]
    if rate_row(responses, "override_rate"):
        return [words.say("received_few_missing" if _few_missing(left_out) else "received_hidden", smallest=SMALLEST)]
    return []


def _few_missing(left_out: Mapping[str, int | None] | None) -> bool:
    return (left_out or {}).get("not_answered", 0) is None


def estimate_text(words: Words, row: Mapping[str, Any] | None) -> str:
    """A rate with its span, as it stands on a figure; or that there are too few to show it."""
    if row is None or row["suppressed"]:
        return words.say("suppressed")
    if pd.isna(row["rate"]):
        return words.say("nothing")
    text = rate_text(words, row)
    return words.say("estimate", **text)


def measure_grid(
    words: Words,
    key: str,
    table: pd.DataFrame,
    caption: str = "",
) -> Grid:
    """One line per measure: count, of how many, share, interval; `key` is that of its section, or it has a `caption`.

    Differences are in the table and not on its figure of shares.
    """
    headings = tuple(words.say(f"head_{name}") for name in ("measure", "count", "nobs", "rate", "interval"))
    lines, seen = [], []
    for row in records(table):
        lines.append((_measure_label(words, row), *_cells(words, row)))
        if not _is_difference(row):
            seen.append(shown(_measure_label(words, row), estimate_text(words, row), row))
    name = caption or words.say(f"section_{key}")
    return Grid(caption, headings, tuple(lines), interval_chart(words, key, name, seen))


def responses_section(words: Words, table: pd.DataFrame) -> Section:
    """How the recommendations of the period were answered."""
    grid = measure_grid(words, "responses", table)
    return Section("responses", words.say("section_responses"), (), (grid,))


def response_lines(words: Words, dimension: str, table: pd.DataFrame, systems: Sequence[str] = ()) -> Grid:
    """One line per value: answered, followed, partly, overridden, share overridden, interval."""
    names = ("answered", "accepted", "partly", "overridden", "override_rate", "interval")
    headings = (dimension_name(words, dimension), *(words.say(f"head_{name}") for name in names))
    lines: list[tuple[str, ...]] = []
    seen = []
    for value, rows in table.groupby("value", sort=False):
        label = prefixed_label(words, dimension, str(value), systems)
        by_measure = {row["measure"]: row for row in records(rows)}
        overridden = by_measure.get("override_rate")
        seen.append(shown(label, estimate_text(words, overridden), overridden))
        if overridden is None:
            lines.append((label, *["–"] * 6))
            continue
        if overridden["suppressed"]:
            lines.append((label, *[words.say("suppressed"), *["–"] * 5]))
            continue
        counts = [words.whole(by_measure[measure]["count"]) for measure in RESPONSES]
        text = rate_text(words, overridden)
        lines.append((label, text["nobs"], *counts, text["rate"], text["span"]))
    chart = None
    if dimension not in NEVER_COMPARED:
        name = words.say("head_override_rate")
        banded = dimension == "confidence_band"
        chart = band_chart(words, name, seen) if banded else interval_chart(words, f"by-{dimension}", name, seen)
    return Grid("", headings, tuple(lines), chart)


def dimension_section(
    words: Words,
    dimension: str,
    table: pd.DataFrame,
    more: Sequence[str] = (),
    grids: Sequence[Grid] = (),
    systems: Sequence[str] = (),
) -> Section:
    """The section of one ``by_`` table; `more` are further sentences, `grids` further grids.

    `systems` are those that values may name first.
    """
    sentences = list(more)
    responses = table[table["measure"] == "override_rate"]
    values = responses.groupby("value", sort=False)["suppressed"].any()
    if values.any():
        sentences.append(words.say("some_hidden", hidden=int(values.sum()), groups=len(values)))
    if len(values) > MOST_LINES:
        sentences.append(words.say("many_values", count=words.whole(len(values))))
    else:
        grids = (response_lines(words, dimension, table, systems), *grids)
    return Section(f"by_{dimension}", section_heading(words, dimension), tuple(sentences), tuple(grids))


def almost_always_followed(words: Words, dimension: str, table: pd.DataFrame) -> list[str]:
    """A question to the workflow for each value that is overridden at most 5 % of the time, with 100 records."""
    rows = table[(table["measure"] == "override_rate") & ~table["suppressed"].astype(bool)]
    return [
        words.say(
            "almost_always_followed",
            name=value_label(words, dimension, row["value"]),
            high=words.percent(row["high_clustered"]),
        )
        for row in records(rows)
        if row["nobs"] >= ENOUGH_TO_SAY_NEVER and row["high_clustered"] < ALMOST_ALWAYS
    ]


def section_heading(words: Words, dimension: str) -> str:
    """The heading of a dimension; a citizen group by its own name."""
    if dimension.startswith("group_"):
        return words.say("section_by_group", name=words.group(dimension))
    return words.say(f"section_by_{dimension}")


def dimension_name(words: Words, dimension: str) -> str:
    """What the values of a dimension are, over a column of them."""
    return opening(words.group(dimension)) if dimension.startswith("group_") else words.say(f"name_{dimension}")


def value_label(words: Words, dimension: str, value: str) -> str:
    """The display name of a value of a dimension."""
    if dimension == "quarter":
        system, _, quarter = value.rpartition("/")
        label = words.quarter(quarter)
        return f"{words.name('system', system)}: {label}" if system else label
    if dimension == "confidence_band" and "-" in value:
        low, _, high = value.partition("-")
        return f"{round(100 * float(low))}–{words.percent(float(high)).replace(',0', '').replace('.0', '')}"
    return words.name(dimension, value)


def prefixed_label(words: Words, dimension: str, value: str, systems: Sequence[str]) -> str:
    """The display name of a value that says its system first where the report has several `systems`.

    Only those are systems: a version may have a slash of its own (2026/03).
    """
    for system in sorted(systems, key=len, reverse=True):
        if value.startswith(f"{system}/"):
            name = value_label(words, dimension, value.removeprefix(f"{system}/"))
            between = " " if dimension == "model_version" else ", "
            return f"{words.name('system', system)}{between}{name}"
    return value_label(words, dimension, value)


def _measure_label(words: Words, row: Mapping[str, Any]) -> str:
    measure = words.say(str(row["measure"]))
    if row["dimension"] == "response":
        response = words.say("response_" + str(row["value"]))
        return f"{measure}: {response}"
    return f"{words.name('system', row['value'])}: {measure}" if row["dimension"] == "system" else measure


def _is_difference(row: Mapping[str, Any]) -> bool:
    return str(row["measure"]).endswith("difference")


def _cells(words: Words, row: Mapping[str, Any]) -> tuple[str, ...]:
    if row["suppressed"]:
        return words.say("suppressed"), "–", "–", "–"
    if pd.isna(row["rate"]):
        return words.say("nothing"), words.whole(row["nobs"]), "–", "–"
    text = rate_text(words, row)
    if _is_difference(row):
        low, high = (words.points(row[f"{end}_clustered"]) for end in ("low", "high"))
        return "–", "–", words.points(row["rate"]), words.say("to", low=low, high=high)
    return text["count"] or "–", text["nobs"], text["rate"], text["span"]
