# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Figures drawn: as SVG for pages and documents, as PNG for spreadsheets; each figure once per process.

The libraries that draw take a second to load, which nobody pays before the first figure is asked for.
"""

import re
from functools import lru_cache
from html import escape

from reports.charts import theme
from reports.report import Chart

KEPT = 256
_ROLES = re.compile(r' (?:role|aria-roledescription|aria-hidden|pointer-events|class)="[^"]*"')
_NAMES = re.compile(r'\b(id="|url\(#|href="#)')


def svg_of_page(chart: Chart, prefix: str = "chart-") -> str:
    """The figure as an element of a page: one image with its text, in the page's face, no style in it, its ids its own.

    `prefix` comes before every id, so that figures of two reports can stand on one page.
    """
    drawn = _bare(chart)
    own = re.sub(r"[^\w-]", "-", prefix + chart.key)
    drawn = _NAMES.sub(lambda found: f"{found[1]}{own}-", drawn)
    drawn = drawn.replace(f' font-family="{theme.FONT}"', "")
    head, rest = drawn.split(">", 1)
    return f'{head} role="img" aria-label="{escape(chart.description)}">{rest}'


def svg_of_document(chart: Chart) -> str:
    """The figure as a file of its own, for a document that gives its text alternative itself."""
    return _bare(chart)


@lru_cache(maxsize=KEPT)
def png(chart: Chart) -> bytes:
    """The figure as a picture of twice its size in points, for a spreadsheet."""
    import vl_convert

    picture: bytes = vl_convert.svg_to_png(_bare(chart), scale=2)
    return picture


@lru_cache(maxsize=KEPT)
def _bare(chart: Chart) -> str:
    import vl_convert

    from reports.charts.kinds import DRAWN_AS

    spec = DRAWN_AS[chart.kind](chart).configure(**theme.CONFIG).to_dict()
    text: str = vl_convert.vegalite_to_svg(spec, format_locale=theme.NUMBERS[chart.language])
    return _ROLES.sub("", text).replace(' xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"', "")
