# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Cells of a report: which rows fall in which, and the sums over people that bound and cluster them.

A caseworker is a cluster inside a cell and never a cell: what leaves here are sums over people.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from reports.measures.intervals import clustered, critical, wilson
from reports.measures.people import People, merged
from reports.vocabulary import NotADimension

Integers: TypeAlias = npt.NDArray[np.int64]
Numbers: TypeAlias = npt.NDArray[np.int64 | np.float64]
Truths: TypeAlias = npt.NDArray[np.bool_]
Sums: TypeAlias = dict[str, npt.NDArray[np.float64]]

RATE_COLUMNS = ("count", "nobs", "rate", "low", "high", "nobs_effective", "low_clustered", "high_clustered")
PEOPLE_COLUMNS = ("deciders", "dominated")
DOMINANCE = 0.6
ONE_PERSONS_GROUP = 0.8
PEOPLE_OR_CASES = frozenset(
    {
        "caseworker",
        "decider",
        "case_reference",
        "recommendation_id",
        "decision_id",
        "cluster",
        "user",
        "author",
    }
)


class Cells(NamedTuple):
    """The cell number of each row, and the label of each cell."""

    codes: Integers
    labels: "pd.Index[Any]"


def cells_by(frame: pd.DataFrame, by: Sequence[str]) -> Cells:
    """The cells of the columns in `by` that occur, in sorted order; one cell ``overall`` without any.

    Raises KeyError for a column that is not there and NotADimension for one that stands for people or
    cases: by its name, or because most of its groups (or rows) mostly hold one caseworker.
    """
    cells = fixed_cells(frame, by)
    if by:
        _refuse_people(cells, frame["decider"].to_numpy(), by)
    return cells


def fixed_cells(frame: pd.DataFrame, by: Sequence[str]) -> Cells:
    """Cells as `cells_by` gives them, for the fixed partitions (weeks, systems) that are never people."""
    if not by:
        return Cells(np.zeros(len(frame), dtype=np.int64), pd.Index(["overall"], name="overall"))
    for name in by:
        if name in PEOPLE_OR_CASES:
            raise NotADimension(f"{name}: the caseworker is a cluster, not a dimension; a case is not one either")
        if name not in frame.columns:
            raise KeyError(f"no column {name}")
    joint = np.zeros(len(frame), dtype=np.int64)
    levels: list[pd.Index[Any]] = []
    for name in by:
        codes, values = sorted_codes(frame[name])
        joint = joint * len(values) + codes
        levels.append(values)
    seen, codes = np.unique(joint, return_inverse=True)
    if len(by) == 1:
        labels = levels[0].take(seen).rename(by[0])
    else:
        parts = np.unravel_index(seen, [len(level) for level in levels])
        labels = pd.MultiIndex.from_arrays(
            [level.take(part) for level, part in zip(levels, parts, strict=True)], names=list(by)
        )
    return Cells(codes.astype(np.int64), labels)


def rates(cells: Cells, people: People, events: Mapping[str, Truths]) -> dict[str, pd.DataFrame]:
    """For each event its rate in each cell, every given row being one observation.

    Each frame is indexed by the cells' labels and has `RATE_COLUMNS` (95 % intervals, Wilson) and
    `PEOPLE_COLUMNS`: how many caseworkers, and whether one of them has over 60 %.
    """
    found = sums(cells.codes, len(cells.labels), people, events)
    return {name: rate_frame(part, cells.labels) for name, part in found.items()}


def sums(codes: Integers, size: int, people: People, events: Mapping[str, Truths]) -> dict[str, Sums]:
    """For each event the sums, per cell, that its rate, its intervals and the cell rules follow from.

    `codes` has the cell (0 to `size` - 1) of each row. Over the caseworkers j of a cell: `nobs` N, `count` X,
    `deciders` k, `largest` max n, `squares` Σn², `products` Σnx, `count_squares` Σx², and of the rows with the
    event alone `event_deciders` and `event_largest`. A cell with several parts of the people has them as
    `people.merged` bounds them.
    """
    if people.parts is not None:
        return _sums_of_parts(codes, size, people, people.parts, events)
    pairs = _pairs(codes, size, people.codes)
    shared = _people(pairs, size)
    return {name: shared | _of_event(pairs, size, event) for name, event in events.items()}


def _sums_of_parts(
    codes: Integers, size: int, people: People, parts_of: Integers, events: Mapping[str, Truths]
) -> dict[str, Sums]:
    seen, places = np.unique(parts_of, return_inverse=True)
    by_part = sums(codes * len(seen) + places, size * len(seen), People(people.codes), events)
    found = {}
    for name, flat in by_part.items():
        parts = {key: values.reshape(size, len(seen)) for key, values in flat.items()}
        several = (parts["nobs"] > 0).sum(axis=1) > 1
        whole = merged(parts)
        found[name] = {key: np.where(several, whole[key], parts[key].sum(axis=1)) for key in parts}
    return found


def rate_frame(found: Sums, labels: "pd.Index[Any]") -> pd.DataFrame:
    """A frame of rates, as `rates` gives it, from the sums of each label."""
    count, nobs = found["count"], found["nobs"]
    low, high = wilson(count, nobs, critical())
    effective, low_clustered, high_clustered = clustered(found)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = count / nobs
    values = (count.astype(int), nobs.astype(int), rate, low, high, effective, low_clustered, high_clustered)
    table = dict(zip(RATE_COLUMNS, values, strict=True))
    people = {"deciders": found["deciders"].astype(int), "dominated": found["largest"] > DOMINANCE * nobs}
    return pd.DataFrame(table | people, index=labels)


class _Pairs(NamedTuple):
    """The occurring pairs of cell and caseworker: the pair of each row, and cell and size of each pair."""

    of_row: Integers
    cell: Integers
    size: Integers


def _pairs(codes: Integers, size: int, deciders: Integers) -> _Pairs:
    width = int(deciders.max(initial=-1)) + 2
    joint = codes * width + deciders + 1
    span = size * width
    if span > 8 * len(joint) + 1000:
        seen, of_row, sizes = np.unique(joint, return_inverse=True, return_counts=True)
        return _Pairs(of_row, seen // width, sizes)
    counts = np.bincount(joint, minlength=span)
    seen = np.flatnonzero(counts)
    place = np.zeros(span, dtype=np.int64)
    place[seen] = np.arange(len(seen))
    return _Pairs(place[joint], seen // width, counts[seen])


def _people(pairs: _Pairs, size: int) -> Sums:
    largest = np.zeros(size)
    np.maximum.at(largest, pairs.cell, pairs.size)
    return {
        "nobs": np.bincount(pairs.cell, pairs.size, minlength=size),
        "deciders": np.bincount(pairs.cell, minlength=size).astype(float),
        "squares": np.bincount(pairs.cell, pairs.size**2, minlength=size),
        "largest": largest,
    }


def _of_event(pairs: _Pairs, size: int, event: Truths) -> Sums:
    events = np.bincount(pairs.of_row[event], minlength=len(pairs.cell)).astype(float)
    largest = np.zeros(size)
    np.maximum.at(largest, pairs.cell, events)
    return {
        "count": np.bincount(pairs.cell, events, minlength=size).astype(float),
        "products": np.bincount(pairs.cell, events * pairs.size, minlength=size).astype(float),
        "count_squares": np.bincount(pairs.cell, events**2, minlength=size).astype(float),
        "event_deciders": np.bincount(pairs.cell[events > 0], minlength=size).astype(float),
        "event_largest": largest,
    }


def sorted_codes(values: "pd.Series[Any]") -> "tuple[Integers, pd.Index[Any]]":
    """The code of each value in the sorted order of the values that occur or could, and these; missing as unknown."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes = values.cat.codes.to_numpy().astype(np.int64)
        names = values.cat.categories
        if (codes < 0).any():
            names = names.append(pd.Index(["unknown"]))
            codes = np.where(codes < 0, len(names) - 1, codes)
        return codes, names
    found, distinct = pd.factorize(values, sort=True)
    if (found < 0).any():
        distinct = pd.Index(distinct).astype(object).append(pd.Index(["unknown"]))
        found = np.where(found < 0, len(distinct) - 1, found)
    return found.astype(np.int64), pd.Index(distinct)


def _refuse_people(cells: Cells, deciders: Integers, by: Sequence[str]) -> None:
    if len(cells.labels) < 2 or len(np.unique(deciders)) < 2:
        return
    pairs = _pairs(cells.codes, len(cells.labels), deciders)
    shared = _people(pairs, len(cells.labels))
    one = shared["largest"] > ONE_PERSONS_GROUP * shared["nobs"]
    if one.mean() > 0.5 or shared["nobs"][one].sum() > 0.5 * shared["nobs"].sum():
        raise NotADimension(f"{', '.join(by)}: most of these groups hold one caseworker")
