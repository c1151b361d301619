# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The tally of one period, counted by itself and kept as a small Parquet file."""

import io
from collections.abc import Iterable
from datetime import date

import pandas as pd

from reports.facts import check
from reports.periods import four_weeks_label, quarter_label, week_label
from reports.tallies import Tally, in_order
from reports.tallies.counting import ADDED, KEYS, LARGEST, PERIODS, counted, fixed_partitions

_LABELS = {"week": week_label, "four_weeks": four_weeks_label, "quarter": quarter_label}
_COLUMNS = [*KEYS, *ADDED, *LARGEST]
_KEPT = [name for name in _COLUMNS if name not in ("kind", "period")]


def label_of(kind: str, monday: date) -> str:
    """The period of a kind (`PERIODS`) that holds the week of this Monday."""
    return _LABELS[kind](monday)


def tally_of(frame: pd.DataFrame, kind: str) -> Tally:
    """The rows that `tally` gives for one kind of period; of the facts of one period, that period's."""
    if kind not in PERIODS:
        raise ValueError(f"a period is one of {', '.join(PERIODS)}")
    facts = check(frame)
    return Tally(in_order(counted(facts, [one for one in fixed_partitions(facts) if one.kind == kind])))


def as_bytes(tallied: Tally) -> bytes:
    """The rows of a tally of one period, without its kind and label, as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kept = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(tallied.rows[_KEPT], preserve_index=False), kept, compression="zstd")
    return kept.getvalue()


def from_bytes(kind: str, period: str, kept: bytes) -> Tally:
    """The tally that `as_bytes` kept."""
    import pyarrow.parquet as pq

    rows: pd.DataFrame = pq.read_table(io.BytesIO(kept)).to_pandas()
    return Tally(in_order(rows.assign(kind=kind, period=period)))


def joined(tallies: Iterable[Tally]) -> Tally:
    """One tally of tallies of different periods."""
    rows = [one.rows for one in tallies]
    return Tally(in_order(pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=_COLUMNS)))
