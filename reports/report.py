# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One report object, from which every edition is made: the page, and the data as JSON."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

import pandas as pd

Value: TypeAlias = str | int | float | bool | None

_WHOLE = frozenset({"count", "nobs", "baseline_weeks"})


@dataclass(frozen=True)
class LedgerState:
    """The size and root of the ledger that the facts were read at, and the sentences of its agreement on their use."""

    size: int | None = None
    root: str | None = None
    agreement: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A tidy table: names of columns, and rows of values in their order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


class ChartKind(StrEnum):
    """What a figure looks like."""

    WEEKS = "weeks"
    INTERVALS = "intervals"
    DIFFERENCES = "differences"
    COUNTS = "counts"
    DIRECTION = "direction"
    FUNNEL = "funnel"
    BANDS = "bands"


@dataclass(frozen=True)
class Chart:
    """A figure as what it shows, not yet drawn: the same chart always looks the same.

    `key` is unlike that of any other chart of the report. `caption` says how to read the figure, `description` what
    can be seen on it. `rows` are what `charts` writes for the kind; `terms` the words that stand on the figure.
    """

    key: str
    kind: ChartKind
    language: str
    caption: str
    description: str
    rows: tuple[tuple[Value, ...], ...]
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table to be read by people: every cell is finished text, the first of each line names the line.

    Its `chart` shows the same figures, so no chart stands without its table.
    """

    caption: str
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    chart: Chart | None = None


@dataclass(frozen=True)
class Section:
    """A part of the page: heading, sentences, and the grids under them."""

    key: str
    heading: str
    sentences: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The figures of the section, in the order of its tables."""
        return tuple(grid.chart for grid in self.grids if grid.chart)


@dataclass(frozen=True)
class Report:
    """A finished report. `headline` says first what the period says; `sections` follow in reading order.

    `excluded` counts what is left out by cause; None where the count is too small for the edition. `names` are the
    display names by kind and code with which an edition spells its tables out.
    """

    report: str
    title: str
    subtitle: str
    language: str
    period: Mapping[str, str | None]
    system: str | None
    team: str | None
    edition: str
    ledger: LedgerState
    excluded: Mapping[str, int | None]
    method: Mapping[str, Any]
    headline: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)

    def as_data(self) -> dict[str, Any]:
        """The report as plain data, in the form that is promised to other programs."""
        return {
            "report": self.report,
            "period": dict(self.period),
            "system": self.system,
            "team": self.team,
            "edition": self.edition,
            "ledger": {"size": self.ledger.size, "root": self.ledger.root},
            "excluded": dict(self.excluded),
            "method": {**self.method, "agreement": list(self.ledger.agreement)},
            "tables": [
                {"name": table.name, "columns": list(table.columns), "rows": [list(row) for row in table.rows]}
                for table in self.tables
            ],
        }

    def to_json(self) -> str:
        """The same data as JSON text, byte for byte the same for the same facts, clock and ledger state."""
        return json.dumps(self.as_data(), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def table_of(name: str, frame: pd.DataFrame) -> Table:
    """A frame's columns and rows as plain values; missing and infinite numbers become None."""
    columns = [str(column) for column in frame.columns]
    values = [[_plain(column, value) for value in frame[column].tolist()] for column in columns]
    return Table(name, tuple(columns), tuple(zip(*values, strict=True)))


def _plain(column: str, value: Any) -> Value:
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if column in _WHOLE else value
    return value if isinstance(value, bool | int) else str(value)
