# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How sure the system said it was, beside how often it was right: sentences and grid for the section on confidence."""

import pandas as pd

from reports.charts import Shown, shown
from reports.charts.units import correctness_chart
from reports.report import Grid
from reports.sections import estimate_text, rate_text, value_label
from reports.tables import rate_row, records
from reports.wording import Words

BAND = "confidence_band"


def calibration_parts(words: Words, table: pd.DataFrame) -> tuple[list[str], list[Grid]]:
    """The sentences and the grid, or why they cannot be computed or shown."""
    if table.empty:
        return [words.say("calibration_none")], []
    if table["suppressed"].any():
        return [words.say("calibration_hidden")], []
    bands = records(table[table["dimension"] == BAND])
    sentences = [words.say("calibration_one_band", **_ends(words, bands[0], bands[0]))]
    if len(bands) > 1:
        sentences = [words.say("calibration_bands", **_ends(words, bands[0], bands[-1]))]
    error = rate_row(table, "calibration_error")
    if error:
        points = words.points(error["rate"]).lstrip("+")
        sentences.append(words.say("calibration_error_is", points=points, nobs=words.whole(error["nobs"])))
    return sentences, [_grid(words, bands)]


def _ends(words: Words, lowest: dict[str, object], highest: dict[str, object]) -> dict[str, str]:
    """The least and the most sure band with their shares."""
    texts = {}
    for name, row in (("low", lowest), ("high", highest)):
        texts[f"{name}_band"] = value_label(words, BAND, str(row["value"]))
        texts[name] = words.say("share", **rate_text(words, row))
    return texts


def _grid(words: Words, bands: list[dict[str, object]]) -> Grid:
    names = ("confidence_band", "nobs", "right", "share_right", "interval", "own_word")
    headings = (words.say("name_confidence_band"), *(words.say(f"head_{name}") for name in names[1:]))
    lines: list[tuple[str, ...]] = []
    seen: list[Shown] = []
    own_words = []
    for row in bands:
        label, text = value_label(words, BAND, str(row["value"])), rate_text(words, row)
        own_words.append(float(str(row["confidence"])))
        lines.append((label, text["nobs"], text["count"], text["rate"], text["span"], words.percent(own_words[-1])))
        seen.append(shown(label, estimate_text(words, row), row))
    return Grid(words.say("head_share_right"), headings, tuple(lines), correctness_chart(words, seen, own_words))
