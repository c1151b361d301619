# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The cells of tidy tables in words that a reader knows, for spreadsheets; numbers stay numbers."""

from collections.abc import Mapping
from typing import Any

from reports.report import Report, Table, Value
from reports.sections import dimension_name, prefixed_label, section_heading
from reports.sections.reasons import code_label
from reports.wording import SENTENCES, Words

_SECTIONS = {"effect_of_showing": "section_effect", "differences": "sheet_differences"}


def words_of(report: Report) -> Words:
    """The words of the report's own language, with its names."""
    return Words(report.language, report.names)


def heading_of(words: Words, table: Table) -> str:
    """What the table is about."""
    if table.name.startswith("by_"):
        return section_heading(words, table.name.removeprefix("by_"))
    return words.say(_SECTIONS.get(table.name, f"section_{table.name}"))


def columns_of(words: Words, table: Table) -> list[str]:
    """The headings of the columns; a column without one keeps its name."""
    return [_said(words, f"column_{column}") or column for column in table.columns]


def lines_of(words: Words, report: Report, table: Table) -> list[list[Value]]:
    """The rows with every code by its name."""
    systems = [str(row[1]) for other in report.tables if other.name == "by_system" for row in other.rows]
    systems = sorted({*systems, *report.names.get("system", {})})
    lines = []
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        lines.append([_spelled(words, column, cells, systems) for column in table.columns])
    return lines


def _spelled(words: Words, column: str, cells: Mapping[str, Value], systems: list[str]) -> Value:
    value = cells[column]
    if isinstance(value, bool):
        return words.say("yes" if value else "no")
    if not isinstance(value, str):
        return value
    dimension = str(cells["dimension"])
    spelling: dict[str, Any] = {
        "dimension": lambda: _dimension(words, value),
        "value": lambda: _value(words, dimension, value, systems),
        "measure": lambda: _said(words, f"measure_{value}") or _said(words, value) or value,
        "system": lambda: words.name("system", value),
        "team": lambda: words.name("team", value),
        "state": lambda: words.say(f"state_{value}"),
    }
    return str(spelling[column]()) if column in spelling else value


def _dimension(words: Words, name: str) -> str:
    return _said(words, f"dimension_{name}") or dimension_name(words, name)


def _value(words: Words, dimension: str, value: str, systems: list[str]) -> str:
    if dimension == "code":
        return code_label(words, value)
    if dimension == "response":
        return words.say(f"response_{value}")
    if dimension == "follow_up":
        return words.say(f"follow_up_{value}")
    return prefixed_label(words, dimension, value, systems if dimension.startswith(("group_", "model_version")) else [])


def _said(words: Words, key: str) -> str | None:
    return words.say(key) if key in SENTENCES else None
