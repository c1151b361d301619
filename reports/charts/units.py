# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Figures of units and of confidence: a funnel with the limits of each unit, and the bands in their order."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.charts import FEWEST_LINES, Shown, lines_told
from reports.report import Chart, ChartKind, Value
from reports.wording import Words

INNER, OUTER = ("low_95", "high_95"), ("low_99.8", "high_99.8")
INSIDE, BEYOND_INNER, BEYOND_OUTER = "", "inner", "outer"


def place_in_funnel(row: Mapping[str, Any]) -> str:
    """Whether a unit lies inside its limits, outside the inner ones, or outside the outer ones."""
    for name, (low, high) in ((BEYOND_OUTER, OUTER), (BEYOND_INNER, INNER)):
        if not row[low] <= row["rate"] <= row[high]:
            return name
    return INSIDE


def funnel_chart(words: Words, key: str, labels: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Chart | None:
    """Each unit at its size and share, with its own limits; None where fewer than two can be shown.

    `labels` name the units in the order of `rows`, which are those of a released funnel.
    """
    if len(rows) < FEWEST_LINES:
        return None
    drawn: tuple[tuple[Value, ...], ...] = tuple(
        (
            label,
            float(row["nobs"]),
            float(row["rate"]),
            *(float(row[end]) for end in (*INNER, *OUTER)),
            place_in_funnel(row),
        )
        for label, row in zip(labels, rows, strict=True)
    )
    outside = {
        place: [label for label, row in zip(labels, rows, strict=True) if place_in_funnel(row) == place]
        for place in (BEYOND_OUTER, BEYOND_INNER)
    }
    shares = [float(row["rate"]) for row in rows]
    seen = [
        words.say("seen_funnel", count=len(rows), lowest=words.percent(min(shares)), highest=words.percent(max(shares)))
    ]
    seen += [words.say(f"seen_{place}", names=words.listed(names)) for place, names in outside.items() if names]
    if not any(outside.values()):
        seen.append(words.say("seen_inside"))
    terms = (words.say("head_answered"), words.say("head_override_rate"))
    caption = words.say("read_funnel")
    return Chart(
        key, ChartKind.FUNNEL, words.language, caption, " ".join([*seen, words.say("seen_table")]), drawn, terms
    )


def band_chart(words: Words, name: str, lines: Sequence[Shown]) -> Chart | None:
    """The share in each band of the system's own confidence, in their order; None where fewer than two can be shown."""
    if sum(line.rate is not None for line in lines) < FEWEST_LINES:
        return None
    rows = tuple((line.label, line.text, line.rate, line.low, line.high, None) for line in lines)
    terms = (words.say("name_confidence_band"), words.say("head_override_rate"))
    caption = words.say("read_bands", name=name)
    return Chart("by-confidence_band", ChartKind.BANDS, words.language, caption, lines_told(words, lines), rows, terms)


def correctness_chart(words: Words, lines: Sequence[Shown], own_words: Sequence[float]) -> Chart | None:
    """How often the recommendation was right in each band, and how sure the system said it was on average there."""
    if len(lines) < FEWEST_LINES:
        return None
    rows = tuple(
        (line.label, line.text, line.rate, line.low, line.high, own) for line, own in zip(lines, own_words, strict=True)
    )
    terms = (words.say("name_confidence_band"), words.say("head_share_right"))
    told = [lines_told(words, lines), words.say("seen_table")]
    caption = words.say("read_correctness")
    return Chart("calibration", ChartKind.BANDS, words.language, caption, " ".join(told), rows, terms)
