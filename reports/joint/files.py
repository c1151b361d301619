# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A tally as a file that another municipality can add to its own: counts of quarters, no team, no week and no person.

Cells of few records are in it, because sums need them; so it goes to whoever makes the joint report and is not
published.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from reports.disclosure import FEWEST_CASEWORKERS, Edition
from reports.facts.dating import REACH
from reports.periods import Period, open_from, quarter_weeks, widen
from reports.tallies import Tally, in_order
from reports.tallies.counting import ADDED, ALL, KEYS, LARGEST, OVERALL, REASON_CODE, UNDATED
from reports.vocabulary import FactsError

if TYPE_CHECKING:
    import pyarrow as pa

COUNTING_RULES = 2
FEWEST = FEWEST_CASEWORKERS[Edition.BOARD]
_NOT_GIVEN = ("time_bucket",)
_NAME = b"caseworker_tally"
_COLUMNS = (*KEYS, *ADDED, *LARGEST)


@dataclass(frozen=True)
class Provenance:
    """Whose counts they are, of which days, and where the ledger stood.

    `names` are display names by kind, `scales` each system's words for more and less.
    """

    municipality: str
    start: date | None
    end: date | None
    size: int | None = None
    root: str | None = None
    rules: int = COUNTING_RULES
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    scales: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class GivenTally:
    """A tally of whole quarters with where it comes from."""

    provenance: Provenance
    tally: Tally


def tally_to_give(
    quarters: Tally, *, start: date | None = None, end: date | None = None, now: date | None = None
) -> tuple[Tally, Period]:
    """The counts of all teams together in the closed quarters of a period, by default of all; and the period.

    `quarters` is a tally by quarter; `start` and `end` are widened to whole quarters. What sums over few caseworkers
    would tell of each of them is not in it (`as_one_person`, `with_company`).
    """
    rows = quarters.rows
    asked = {label for label in rows["period"].unique() if is_asked(str(label), start, end, now)}
    of_version = rows["model_version"] != ALL
    wanted = (rows["team"] == ALL) & ~rows["dimension"].isin(_NOT_GIVEN) & rows["period"].isin(asked)
    wanted &= ~of_version | ((rows["dimension"] == OVERALL) & (rows["system"] != ALL))
    # Codes are told by system alone: those of all systems or of one version would tell of the few in another.
    wanted &= (rows["dimension"] != REASON_CODE) | ((rows["system"] != ALL) & ~of_version)
    return Tally(in_order(with_company(as_one_person(rows[wanted])))), _period_of(asked, start, end, now)


def as_one_person(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the sums of under five caseworkers as if they were one: those could be solved for each of them.

    Counts stay, and the cell hides more readily. Who had a response is needed of codes alone.
    """
    rows = rows.copy()
    few = rows["deciders"].between(1, FEWEST - 1)
    one = {
        "deciders": 1,
        "largest": rows["nobs"],
        "squares": rows["nobs"] ** 2,
        "products": rows["nobs"] * rows["count"],
        "count_squares": rows["count"] ** 2,
    }
    for name, value in one.items():
        rows[name] = rows[name].mask(few, value)
    code = rows["dimension"] == REASON_CODE
    rare = code & rows["event_deciders"].between(1, FEWEST - 1)
    of_one = {
        "event_deciders": 1,
        "event_largest": rows["count"],
        "products": rows["count"] * rows["largest"],
        "count_squares": rows["count"] ** 2,
    }
    for name, value in of_one.items():
        rows[name] = rows[name].mask(rare, value)
    rows.loc[~code, ["event_deciders", "event_largest"]] = 0
    return rows


def with_company(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, in which no code of few people has sums that follow from those of the others.

    Everybody's codes add up to their decisions of the kind, so Σnx over the codes is Σn², and of two codes also
    Σ(n-x)² is the other's Σx². So where a code stands as one person's, the rarest that does not stands with sums that
    its own counts give: with X events of k people, at most L of one, Σx² is at most XL, and Σnx at least Σx², which is
    at least X²/k (Cauchy-Schwarz). Σ(x-pn)² is then no less than it was, and the interval no narrower.
    """
    rows = rows.copy()
    codes = rows[(rows["dimension"] == REASON_CODE) & (rows["value"] != ALL)]
    for _kind, part in codes.groupby([name for name in KEYS if name != "value"], sort=True):
        rest = part[part["event_deciders"] >= FEWEST]
        if len(rest) == len(part) or rest.empty:
            continue
        at = rest.sort_values(["count", "value"], kind="stable").index[0]
        count, people, largest = (rest[name][at] for name in ("count", "event_deciders", "event_largest"))
        rows.loc[at, ["products", "count_squares"]] = (count**2 // people, count * largest)
    return rows


def is_asked(label: str, start: date | None, end: date | None, now: date | None) -> bool:
    """Whether a quarter is closed and in the period, which is widened; what has no date is in one without bounds.

    A quarter that lies further back than a date can (`dating.REACH`) never is.
    """
    if label == UNDATED:
        return start is None and end is None
    wanted, (first, last) = widen(start, end, whole_quarters=True), quarter_weeks(label)
    closed = now is None or first < open_from(now, whole_quarters=True)
    possible = now is None or first >= now - REACH
    return possible and closed and (wanted.start or first) <= first and last <= (wanted.end or last)


def _period_of(labels: set[str], start: date | None, end: date | None, now: date | None) -> Period:
    wanted, weeks = widen(start, end, whole_quarters=True), [quarter_weeks(one) for one in labels if one != UNDATED]
    first = wanted.start or min((one[0] for one in weeks), default=None)
    last = wanted.end or max((one[1] + timedelta(days=6) for one in weeks), default=None)
    if now and last:
        last = min(last, open_from(now, whole_quarters=True) - timedelta(days=1))
    return Period(first, last)


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
        raise FactsError(
            f"{path.name} is counted by the rules {rules}; this program counts by {COUNTING_RULES}. Ask for a new one."
        )
    try:
        days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("start", "end")}
        told["scales"] = {system: (more, less) for system, (more, less) in told["scales"].items()}
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
    return bool(sound) and not rows.duplicated(list(KEYS)).any() and bool((rows["kind"] == "quarter").all())
