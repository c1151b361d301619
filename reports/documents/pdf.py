# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The report as a PDF that a screen reader can read: PDF/UA-1 or nothing.

The text goes in as data beside the layout in ``report.typ``, so that no word of a report is ever taken for markup. The
faces are those that the typesetter carries, whatever the machine has.
"""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from reports.charts.drawing import svg_of_document
from reports.documents.basis import basis_of
from reports.documents.spelling import words_of
from reports.report import Chart, Grid, Report, Section
from reports.wording import Words

LAYOUT = Path(__file__).with_name("report.typ")
APPENDIX = ("excluded", "method")


def as_pdf(report: Report, made: date) -> bytes:
    """The document; raises typst.TypstError where it would not be PDF/UA-1, as with a figure that has no text."""
    document: bytes = typst.compile(
        LAYOUT.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        timestamp=datetime.combine(made, time(), UTC),
        sys_inputs={"report": json.dumps(_content(report, made), ensure_ascii=False)},
    )
    return document


def _content(report: Report, made: date) -> dict[str, Any]:
    """Everything that the layout sets, as finished text."""
    words = words_of(report)
    return {
        "language": report.language,
        "title": report.title,
        "subtitle": report.subtitle,
        "made": words.say("made_on", day=words.day(made)),
        "headline": list(report.headline),
        "sections": [_section(section) for section in report.sections if section.key not in APPENDIX],
        "appendix": [_section(section) for section in report.sections if section.key in APPENDIX],
        "basis": [
            [name, words.whole(value) if isinstance(value, int) else value] for name, value in _basis(words, report)
        ],
        "words": {
            key: words.say(key)
            for key in ("contents", "appendix", "figure", "sheet_basis", "basis_name", "basis_value")
        },
        "page_of": words.say("page_of", page="\0", pages="\0").split("\0"),
    }


def _basis(words: Words, report: Report) -> list[tuple[str, str | int]]:
    """What is left out has its own section in a document."""
    left_out = words.say("basis_left_out", cause="")
    return [(name, value) for name, value in basis_of(words, report) if not name.startswith(left_out)]


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "sentences": list(section.sentences),
        "grids": [_grid(grid) for grid in section.grids],
    }


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "caption": grid.caption,
        "headings": list(grid.headings),
        "lines": [list(line) for line in grid.lines],
        "chart": grid.chart and _chart(grid.chart),
    }


def _chart(chart: Chart) -> dict[str, str]:
    return {"caption": chart.caption, "description": chart.description, "svg": svg_of_document(chart)}
