# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Results for accepted and overridden side by side, whether the recommendation is checked, and units against others."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from reports.charts.units import BEYOND_OUTER, INNER, OUTER, funnel_chart, place_in_funnel
from reports.measures.oversight import CATCH_ALL_LIMIT, confidence_is_ignored
from reports.report import Grid, Section
from reports.sections import dimension_name, measure_grid, rate_text, value_label
from reports.tables import rate_row, records
from reports.tables.outcomes import FUNNELLED
from reports.wording import Words

MOSTLY = 0.5


def results_section(words: Words, table: pd.DataFrame, *, answered: float, known: bool) -> Section:
    """Right and overturned when accepted beside when overridden, with what must be said about both.

    `answered` is how many decisions there are, `known` whether any of them has a result.
    """
    heading = words.say("section_results")
    if table.empty:
        causes = ("results_right_none", "results_young") if known else ("results_none",)
        return Section("results", heading, tuple(words.say(cause) for cause in causes))
    accepted, overridden = rate_row(table, "right_when_accepted"), rate_row(table, "right_when_overridden")
    sentences = []
    if not table["measure"].isin(["right_when_accepted", "right_when_overridden"]).any():
        sentences.append(words.say("results_right_none"))
    if accepted and overridden:
        texts = {name: _share(words, row) for name, row in (("accepted", accepted), ("overridden", overridden))}
        sentences.append(words.say("results", **texts))
    deficit = rate_row(table, "override_deficit")
    if deficit and deficit["rate"] > 0:
        sentences.append(words.say("deficit", rate=words.percent(deficit["rate"])))
    if accepted or overridden:
        if not deficit or deficit["nobs"] < answered:
            sentences.append(words.say("results_some_known"))
        sentences.append(words.say("results_warning"))
    sentences += _overturned(words, table)
    if known and not (table["measure"] == "overturned_per_decision").any():
        sentences.append(words.say("results_young"))
    return Section("results", heading, tuple(sentences), (measure_grid(words, "results", table),))


def _overturned(words: Words, table: pd.DataFrame) -> list[str]:
    if not (table["measure"] == "overturned_per_decision").any():
        return []
    warning = [*_pending(words, table), words.say("overturned_warning")]
    gap = rate_row(table, "overturned_difference")
    sides = {
        side: rate_row(table[table["value"] == side], "overturned_per_decision") for side in ("accepted", "overridden")
    }
    if gap is None or None in sides.values():
        return warning
    texts = {side: words.percent(row["rate"]) for side, row in sides.items() if row}
    return [words.say("overturned", **texts, **_points(words, gap)), *warning]


def _pending(words: Words, table: pd.DataFrame) -> list[str]:
    """How many decisions are too young to be in the figures on what was overturned."""
    row = rate_row(table, "old_enough")
    if row is None or row["nobs"] == row["count"]:
        return [words.say("overturned_since_when")]
    younger = words.whole(row["nobs"] - row["count"])
    return [words.say("overturned_since_when"), words.say("results_pending", count=younger)]


def oversight_questions(words: Words, table: pd.DataFrame) -> list[str]:
    """What the signs give reason to ask, system by system; each about the workflow."""
    questions = []
    for system, rows in table.groupby("value", sort=False):
        name = words.name("system", str(system))
        questions += _haste(words, name, rows)
        repeat, wide, bands = (rate_row(rows, key) for key in ("reason_repeat", "catch_all_codes", "band_difference"))
        if repeat and repeat["low_clustered"] > CATCH_ALL_LIMIT:
            questions.append(words.say("repeats", system=name, share=_share(words, repeat)))
        if wide and wide["low_clustered"] > CATCH_ALL_LIMIT:
            questions.append(words.say("codes_too_wide", system=name, share=_share(words, wide)))
        if bands and confidence_is_ignored(bands):
            questions.append(words.say("confidence_ignored", system=name, **_points(words, bands)))
    return questions


def oversight_section(words: Words, table: pd.DataFrame, always: list[str], before: Sequence[str] = ()) -> Section:
    """The questions, after those on what is `always` followed; then the figures they come from.

    `before` are sentences that stand first. What hides raises no question, so how many signs show is told too.
    """
    heading, hidden = words.say("section_oversight"), int(table["suppressed"].sum())
    if hidden == len(table):
        return Section("oversight", heading, (*before, *always, words.say("signs_hidden")))
    questions = [*always, *oversight_questions(words, table)]
    said = [*questions, words.say("signs_what")] if questions else [words.say("signs_nothing")]
    if hidden:
        shown, total = (words.whole(count) for count in (len(table) - hidden, len(table)))
        said.append(words.say("signs_some_hidden", shown=shown, total=total))
    return Section("oversight", heading, (*before, *said), tuple(_signs_by_system(words, table)))


def _signs_by_system(words: Words, table: pd.DataFrame) -> Iterator[Grid]:
    """The signs of each system by themselves: systems do not compare."""
    for system, rows in table.groupby("value", sort=False):
        signs = rows.assign(dimension="overall")  # its name stands over all of them
        yield measure_grid(words, f"oversight-{system}", signs, words.name("system", str(system)))


def funnel_section(words: Words, table: pd.DataFrame) -> Section:
    """Which teams, and which kinds of recommendation, lie outside the outer limits, or that none does."""
    heading, sentences, grids = words.say("section_funnel"), [], []
    for dimension in FUNNELLED:
        rows = records(table[(table["dimension"] == dimension) & ~table["suppressed"].astype(bool)])
        if not rows:
            continue
        labels = [value_label(words, dimension, row["value"]) for row in rows]
        said = [
            words.say("funnel_outside", name=label, rate=_share(words, row))
            for label, row in zip(labels, rows, strict=True)
            if place_in_funnel(row) == BEYOND_OUTER
        ]
        inside = "funnel_inside" if dimension == FUNNELLED[0] else f"funnel_inside_{dimension}"
        sentences += said or [words.say(inside, units=len(rows))]
        grids.append(_funnel_grid(words, dimension, labels, rows))
    return Section("funnel", heading, tuple(sentences) or (words.say("funnel_none"),), tuple(grids))


def _funnel_grid(words: Words, dimension: str, labels: Sequence[str], rows: Sequence[dict[str, Any]]) -> Grid:
    names = ("answered", "override_rate", "limits_95", "limits_99.8", "place")
    headings = (dimension_name(words, dimension), *(words.say(f"head_{name}") for name in names))
    lines = tuple(
        (
            label,
            words.whole(row["nobs"]),
            words.percent(row["rate"]),
            *(words.span(row[low], row[high]) for low, high in (INNER, OUTER)),
            words.say(f"place_{place_in_funnel(row)}"),
        )
        for label, row in zip(labels, rows, strict=True)
    )
    return Grid(
        dimension_name(words, dimension), headings, lines, funnel_chart(words, f"funnel-{dimension}", labels, rows)
    )


def _haste(words: Words, system: str, rows: pd.DataFrame) -> list[str]:
    """The question on time, where most of the followed are answered at once, or clearly more than of the overridden."""
    followed, overridden, gap = (
        rate_row(rows, key) for key in ("quick_followed", "quick_overridden", "quick_difference")
    )
    if not followed:
        return []
    if gap and overridden and gap["low_clustered"] > 0:
        texts = {"followed": _share(words, followed), "overridden": _share(words, overridden)}
        return [words.say("quick", system=system, **texts)]
    if followed["low_clustered"] > MOSTLY:
        return [words.say("quick_alone", system=system, followed=_share(words, followed))]
    return []


def _points(words: Words, row: dict[str, Any]) -> dict[str, str]:
    names = {"points": "rate", "low": "low_clustered", "high": "high_clustered"}
    return {name: words.points(row[column]) for name, column in names.items()}


def _share(words: Words, row: dict[str, Any]) -> str:
    return words.say("share", **rate_text(words, row))
