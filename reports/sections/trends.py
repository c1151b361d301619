# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What only the board's report has: groups, reliance, results, effect of showing, spread."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from reports.charts import difference_chart, shown
from reports.measures.intervals import benjamini_hochberg
from reports.measures.rates import DIFFERENCE_COLUMNS, compare
from reports.report import Grid, Section
from reports.sections import measure_grid, prefixed_label, rate_text
from reports.tables import rate_row, records
from reports.tables.groups import ADJUSTED
from reports.tallies.counting import OVERALL
from reports.wording import Words

SIGNIFICANT = 0.05
ONLY_SYSTEM = ""  # the key of the scale of a report with one system

Scales = Mapping[str, tuple[str, str]]


def difference_sentences(
    words: Words, table: pd.DataFrame, group: str, scales: Scales, systems: Sequence[str]
) -> list[str]:
    """Which groups differ from the others beyond chance, in rate or direction, or that none is seen to."""
    visible = table[(table["dimension"] == group) & ~table["suppressed"].astype(bool)]
    rows = visible[visible["measure"] != ADJUSTED]
    if rows.empty:
        return []
    clear = [row for row in _one_of_two(records(rows), systems) if _is_clear(row)]
    sentences = []
    for row in clear:
        sentences.append(_difference_sentence(words, group, row, scales, systems))
        if row["measure"] == "difference":
            sentences.append(_within_like_cases(words, rate_row(visible[visible["value"] == row["value"]], ADJUSTED)))
    return sentences or [words.say("groups_alike")]


def _is_clear(row: Mapping[str, Any]) -> bool:
    """Beyond chance by the corrected p-value and by the interval that is printed beside it.

    The two rest on the same sizes and degrees of freedom but pool the shares differently, so that close to the limit
    with few people one may say what the other does not.
    """
    excluded = row["low_clustered"] > 0 or row["high_clustered"] < 0
    return bool(row["p_adjusted"] < SIGNIFICANT and excluded)


def _within_like_cases(words: Words, row: dict[str, Any] | None) -> str:
    """What is left of a difference in rates among cases with the same recommendation."""
    if row is None:
        return words.say("like_cases_none")
    odds, low, high = (words.decimal(row[name], 2) for name in ("rate", "low_clustered", "high_clustered"))
    stands = row["low_clustered"] > 1 or row["high_clustered"] < 1
    return words.say("like_cases_stands" if stands else "like_cases_gone", odds=odds, low=low, high=high)


def _one_of_two(rows: list[dict[str, Any]], systems: Sequence[str]) -> list[dict[str, Any]]:
    """The rows, without the second of two groups, whose difference is the first's turned round."""
    families: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        families.setdefault((row["measure"], _system_in(str(row["value"]), systems)), []).append(row)
    return [row for family in families.values() for row in (family[:1] if len(family) == 2 else family)]


def _system_in(value: str, systems: Sequence[str]) -> str:
    return next((system for system in systems if value.startswith(f"{system}/")), ONLY_SYSTEM)


def _difference_sentence(words: Words, group: str, row: dict[str, Any], scales: Scales, systems: Sequence[str]) -> str:
    """A difference in direction is told towards the side that is commoner, so it is always positive."""
    gap, ends = row["rate"], (row["low_clustered"], row["high_clustered"])
    value = str(row["value"])
    label = prefixed_label(words, group, value, systems)
    if row["measure"] == "difference":
        key, side = "group_differs", ""
    else:
        more, less = scales.get(_system_in(value, systems)) or (words.say("more"), words.say("less"))
        key, side = "group_direction", more if gap > 0 else less
        gap, ends = abs(gap), ends if gap > 0 else (-ends[1], -ends[0])
    low, high = (words.points(end) for end in ends)
    return words.say(key, value=label, side=side, points=words.points(gap), low=low, high=high)


def difference_grid(words: Words, table: pd.DataFrame, group: str, systems: Sequence[str]) -> list[Grid]:
    """Each group's difference from the others with its interval, where any can be shown."""
    rows = table[(table["dimension"] == group) & (table["measure"] == "difference")]
    if rows.empty:
        return []
    caption = words.say("head_difference")
    lines, seen = [], []
    for row in records(rows):
        label = prefixed_label(words, group, str(row["value"]), systems)
        if row["suppressed"] or pd.isna(row["rate"]):
            lines.append((label, words.say("suppressed" if row["suppressed"] else "nothing"), "–"))
            seen.append(shown(label, lines[-1][1], None))
        else:
            ends = (words.points(row[f"{end}_clustered"]) for end in ("low", "high"))
            lines.append((label, words.points(row["rate"]), words.say("to", low=next(ends), high=next(ends))))
            seen.append(shown(label, words.say("estimate", rate=lines[-1][1], span=lines[-1][2]), row))
    chart = difference_chart(words, f"differences-{group}", words.say("difference_from_others"), seen)
    return [Grid(caption, (words.say("head_group"), caption, words.say("head_interval")), tuple(lines), chart)]


def version_differences(words: Words, table: pd.DataFrame, only_system: str | None) -> list[str]:
    """For each system with two versions the change from one to the other, where it is beyond chance.

    A system's two versions are one planned comparison; several systems' are corrected for being several.
    """
    by_system: dict[str, list[dict[str, Any]]] = {}
    for row in records(table[(table["measure"] == "override_rate") & table["rate"].notna()]):
        system, _, version = row["value"].partition("/") if only_system is None else (only_system, "", row["value"])
        by_system.setdefault(system, []).append({**row, "version": version})
    pairs = {system: rows for system, rows in by_system.items() if len(rows) == 2}
    gaps = [dict(zip(DIFFERENCE_COLUMNS, compare(after, before), strict=True)) for before, after in pairs.values()]
    adjusted = benjamini_hochberg(np.array([gap["p_value"] for gap in gaps], dtype=float))
    found = zip(pairs.items(), gaps, adjusted, strict=True)
    return [
        _version_sentence(words, system, rows, gap)
        for (system, rows), gap, p in found
        if _is_clear({**gap, "p_adjusted": p})
    ]


def _version_sentence(words: Words, system: str, rows: list[dict[str, Any]], gap: Mapping[str, float]) -> str:
    (first, before), (second, after) = ((row["version"], words.percent(row["rate"])) for row in rows)
    names = {"points": "rate", "low": "low_clustered", "high": "high_clustered"}
    values = {name: words.points(gap[column]) for name, column in names.items()}
    name = words.name("system", system)
    return words.say("versions_differ", system=name, first=first, second=second, before=before, after=after, **values)


def reliance_section(words: Words, table: pd.DataFrame, *, asked: bool) -> Section:
    """Whether people moved to the recommendation, and rightly; or why that cannot be computed."""
    heading = words.say("section_reliance")
    sentences = []
    if not asked:
        sentences.append(words.say("reliance_none"))
    differed, switched = rate_row(table, "initial_disagreement"), rate_row(table, "switch_fraction")
    if differed and switched:
        text, moved = rate_text(words, differed), rate_text(words, switched)
        values = {"switched": moved["count"], "switch_rate": moved["rate"], "switch_span": moved["span"]}
        sentences.append(words.say("reliance_moved", **values, **text))
    rair, rsr = rate_row(table, "rair"), rate_row(table, "rsr")
    if rair and rsr:
        texts = {name: _with_span(words, row) for name, row in (("rair", rair), ("rsr", rsr))}
        sentences.append(words.say("reliance_right", **texts))
    elif asked:
        known = bool(table["measure"].isin(["rair", "rsr"]).any())
        sentences.append(words.say("right_hidden" if known else "right_unknown"))
    by_system = table["dimension"] == "system"
    if len(only := [str(value) for value in table.loc[by_system, "value"].unique()]) == 1:
        table = table[~by_system]  # the same figures once more
        sentences.append(words.say("only_systems", systems=words.name("system", only[0])))
    grids = (measure_grid(words, "reliance", table),) if len(table) else ()
    return Section("reliance", heading, tuple(sentences), grids)


def effect_section(words: Words, table: pd.DataFrame, numeric: Sequence[str]) -> Section:
    """The effect of showing the recommendation, or why it cannot be computed.

    `numeric` are the systems whose sample is left out because they answer with numbers.
    """
    heading, left_out = words.say("section_effect"), words.listed([words.name("system", one) for one in numeric])
    if table.empty:
        cause = words.say("effect_numbers", systems=left_out) if numeric else words.say("effect_none")
        return Section("effect_of_showing", heading, (cause,))
    row = rate_row(table, "difference")
    if row is None:
        return Section("effect_of_showing", heading, (words.say("responses_hidden"),))
    names = {"points": "rate", "low": "low_clustered", "high": "high_clustered"}
    values = {name: words.points(row[column]) for name, column in names.items()}
    oftener = row["rate"] >= 0
    values["points"] = words.points(abs(row["rate"])).lstrip("+")
    said = [words.say("effect" if oftener else "effect_less", **values)]
    if numeric:
        said.append(words.say("effect_without", systems=left_out))
    return Section("effect_of_showing", heading, tuple(said))


def spread_section(words: Words, table: pd.DataFrame, answers: pd.DataFrame, systems: Sequence[str]) -> Section:
    """The share of variation that goes with the caseworker, by system; or for each why it cannot be computed.

    `answers` are the released responses by system, which tell a system in which all answers are alike.
    """
    heading, computed = words.say("section_spread"), False
    known = {str(row["value"]): row for row in records(table)}
    if len(systems) == 1 and OVERALL in known:
        known = {systems[0]: known[OVERALL]}
    sentences = []
    for system in systems:
        row, name = known.get(system), words.name("system", system)
        cause = _no_spread(row, rate_row(answers[answers["value"] == system], "override_rate"))
        if cause or row is None:
            sentences.append(words.say(cause, system=name))
            continue
        computed = True
        ends = (max(row["low"], 0), max(row["high"], 0))
        sentences.append(
            words.say("spread", system=name, rate=words.percent(max(row["rate"], 0)), span=words.span(*ends))
        )
    if computed:
        sentences.append(words.say("spread_cases"))
    return Section("spread", heading, tuple(sentences))


def _no_spread(row: Mapping[str, Any] | None, answers: Mapping[str, Any] | None) -> str:
    """The sentence on why a system has no figure of its spread; none where it has."""
    if row is None:
        return "spread_few"
    if row["suppressed"]:
        return "spread_hidden"
    if pd.isna(row["rate"]):
        alike = answers is not None and answers["count"] in (0, answers["nobs"])
        return "spread_alike" if alike else "spread_once"
    return "spread_always_or_never" if pd.isna(row["low"]) else ""


def _with_span(words: Words, row: dict[str, object]) -> str:
    text = rate_text(words, row)
    return words.say("share", **text)
