# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The one look of all figures: sizes, type, numbers, and colours that differ in lightness, not in hue alone."""

from typing import Any

# In pixels: what stands left and right of a plot, so that all figures are equally wide and their type equally large.
LABEL_WIDTH = 265
PLOT_WIDTH = 290
TEXT_WIDTH = 185
WEEKS_WIDTH = 684
WEEKS_HEIGHT = 260
LINE = 32
LABEL_LETTERS = 38

# The drawing program carries this face itself, so figures are the same on every machine.
FONT = "Liberation Sans"

INK = "#1a1a1a"
QUIET = "#454545"
GRID = "#dcdcdc"
FIELD = "#e4e4e4"
FIELD_EDGE = "#8c8c8c"
MAIN = "#0b5394"
ALERT = "#9c1c00"
# Less, the same, more: dark, pale, middle, each with a black edge, so that they stay apart in grey.
WAYS = ("#08365f", "#f1f1f1", "#e59a3a")

NUMBERS: dict[str, dict[str, Any]] = {
    "da": {
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "currency": ["", "\N{NO-BREAK SPACE}kr."],
        "percent": "\N{NO-BREAK SPACE}%",
    },
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["£", ""], "percent": "%"},
}

CONFIG: dict[str, Any] = {
    "font": FONT,
    "aria": False,
    "background": "white",
    "padding": {"left": 4, "right": 4, "top": 6, "bottom": 4},
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "labelFontSize": 13,
        "labelLimit": LABEL_WIDTH,
        "labelLineHeight": 14,
        "titleColor": QUIET,
        "titleFontSize": 13,
        "titlePadding": 10,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": FIELD_EDGE,
        "tickColor": FIELD_EDGE,
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": 13,
        "labelLimit": 320,
        "symbolSize": 160,
        "symbolStrokeColor": INK,
        "columnPadding": 32,
    },
    "text": {"color": INK, "fontSize": 13},
}
