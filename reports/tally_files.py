# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A tally as a file that another municipality can add to its own: whole counts, no team, no week and no person.

Small counts are in it, because sums need them; so it goes to whoever makes the joint report and is not published.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from reports.counting import ADDED, ALL, KEYS, LARGEST, REASON_CODE, Partition, counted
from reports.dating import dated
from reports.disclosure import Edition
from reports.facts import check, group_columns
from reports.periods import Period
from reports.rates import no_people
from reports.tally import Tally, in_order
from reports.trends_period import in_period
from reports.vocabulary import FactsError

if TYPE_CHECKING:
    import pyarrow as pa

COUNTING_RULES = 1
WHOLE = "whole"  # the kind of period that is all of the file's, in which a person counts once
GIVEN_DIMENSIONS = ("recommended", "confidence_band")
_NAME = b"caseworker_tally"
_COLUMNS = (*KEYS, *ADDED, *LARGEST)


@dataclass(frozen=True)
class Provenance:
    """Whose counts they are, of which days, and where the ledger stood; `names` are display names by kind."""

    municipality: str
    start: date | None
    end: date | None
    size: int | None = None
    root: str | None = None
    rules: int = COUNTING_RULES
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class GivenTally:
    """A tally of whole quarters, and of all of them together (`WHOLE`), with where it comes from."""

    provenance: Provenance
    tally: Tally


def tally_to_give(
    frame: pd.DataFrame, *, start: date | None = None, end: date | None = None, now: date | None = None
) -> tuple[Tally, Period]:
    """The counts of all teams together in the closed quarters of a period, by default of the whole log; and the period.

    `start` and `end` are widened to whole quarters. A person counts once in the whole and once in each quarter.
    """
    rows, period, _ = in_period(dated(check(frame), now), start, end, None, Edition.BOARD, now)
    dimensions = (None, *GIVEN_DIMENSIONS, *no_people(rows, group_columns(rows)))
    partitions = [Partition("quarter", axes, dimension) for axes in (("system",), ()) for dimension in dimensions]
    partitions.append(Partition("quarter", ("system", "model_version"), None))
    quarters = counted(rows, partitions)
    whole = counted(rows.assign(quarter=WHOLE), partitions).assign(kind=WHOLE)
    found = pd.concat([quarters, whole], ignore_index=True)
    reasons_of_versions = (found["dimension"] == REASON_CODE) & (found["model_version"] != ALL)
    return Tally(in_order(found[~reasons_of_versions])), period


def write_tally(path: Path, given: GivenTally) -> None:
    """Nothing; the file stands, byte for byte the same for the same tally. Raises OSError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(given.tally.rows, preserve_index=False)
    told: dict[str, Any] = asdict(given.provenance)
    told |= {name: day.isoformat() if (day := told[name]) else None for name in ("start", "end")}
    told["digest"] = _digest(given.tally.rows)
    pq.write_table(table.replace_schema_metadata({_NAME: json.dumps(told, sort_keys=True).encode()}), path)


def read_tally(path: Path) -> GivenTally:
    """What the file holds. Raises FactsError, in one sentence, where it is no tally, spoilt or of other rules."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
        told = json.loads((table.schema.metadata or {})[_NAME])
        rules, digest = told["rules"], told.pop("digest")
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise FactsError(f"{path.name} is not a tally, or it is spoilt.") from wrong
    if rules != COUNTING_RULES:
        raise FactsError(f"{path.name} is counted by the rules {rules}; this program counts by {COUNTING_RULES}.")
    try:
        days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("start", "end")}
        given = GivenTally(Provenance(**{**told, **days}), Tally(in_order(_frame(table))))
    except (ValueError, KeyError, TypeError) as wrong:
        raise FactsError(f"{path.name} is not a tally, or it is spoilt.") from wrong
    if digest != _digest(given.tally.rows) or not _can_be(given.tally.rows):
        raise FactsError(f"{path.name} is spoilt: its counts are not those that were written.")
    return given


def _frame(table: "pa.Table") -> pd.DataFrame:
    if table.column_names != list(_COLUMNS):
        raise ValueError
    frame: pd.DataFrame = table.to_pandas()
    return frame


def _digest(rows: pd.DataFrame) -> str:
    return hashlib.sha256(rows.to_csv(index=False).encode()).hexdigest()


def _can_be(rows: pd.DataFrame) -> bool:
    """Whether counts are counts, and each cell stands once."""
    numbers = rows[[*ADDED, *LARGEST]].to_numpy()
    sound = (numbers >= 0).all() and (rows["count"] <= rows["nobs"]).all()
    return (
        bool(sound) and not rows.duplicated(list(KEYS)).any() and bool(np.isin(rows["kind"], ("quarter", WHOLE)).all())
    )
