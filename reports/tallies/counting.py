# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How a tally is counted: every measure in every fixed partition, with `numpy.bincount` on codes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from reports.facts import group_columns
from reports.facts.coarsening import with_bands, without_numbers
from reports.measures.cells import Integers, Sums, Truths, sorted_codes, sums
from reports.measures.direction import DIRECTIONS
from reports.measures.people import People
from reports.measures.rates import RESPONSE_OF, awaited, eligible, no_people
from reports.measures.reasons import KINDS, MISSING
from reports.periods import four_weeks_label, week_label

ALL = "*"  # every team, system or version together
UNDATED = "undated"
OVERALL = "overall"
REASON_CODE = "reason_code"
KEYS = ("kind", "period", "team", "system", "model_version", "dimension", "value", "measure")
ADDED = ("count", "nobs", "deciders", "squares", "products", "count_squares", "event_deciders")
LARGEST = ("largest", "event_largest")
PERIODS = ("week", "four_weeks", "quarter")
DIMENSIONS = ("recommended", "confidence_band", "time_bucket")
UNCLUSTERED = frozenset({"coverage", "seen_unanswered"})  # an unanswered recommendation has no caseworker


class _Labels(NamedTuple):
    """The code of each row and the names of the codes."""

    codes: Integers
    names: npt.NDArray[Any]


class _Family(NamedTuple):
    """Measures with one denominator: the places of the rows they count among, and which of these each counts.

    `known` are the rows whose caseworker is known, None for all of them.
    """

    places: Integers
    events: dict[str, Truths]
    known: Truths | None = None


class Partition(NamedTuple):
    """A kind of period, the axes that it is split by (team, system, model_version), and a dimension or None."""

    kind: str
    axes: tuple[str, ...]
    dimension: str | None


def fixed_partitions(facts: pd.DataFrame) -> list[Partition]:
    """Every partition of a tally; a citizen group that stands for people is no dimension."""
    return [
        Partition(kind, (*team, *system), dimension)
        for kind in PERIODS
        for team in (("team",), ())
        for system in (("system", "model_version"), ("system",), ())
        for dimension in (None, *DIMENSIONS, *no_people(facts, group_columns(facts)))
    ]


def counted(facts: pd.DataFrame, partitions: Sequence[Partition]) -> pd.DataFrame:
    """The rows of a tally of checked facts: `KEYS` as text, sums over people as numbers, in no order."""
    facts = without_numbers(with_bands(facts.reset_index(drop=True)))
    dimensions = {one.dimension for one in partitions if one.dimension}
    labels = _periods(facts) | {name: _labels(facts[name]) for name in {"team", "system", "model_version", *dimensions}}
    whole = [one for one in partitions if one.dimension is None]
    deciders = facts["decider"].to_numpy()
    found = [part for family in _families(facts) for part in _counted(family, labels, deciders, partitions)]
    found += [part for family in _reasons(facts) for part in _counted(family, labels, deciders, whole)]
    columns = (*KEYS, *ADDED, *LARGEST)
    rows = pd.DataFrame({name: np.concatenate([part[name] for part in found]) if found else [] for name in columns})
    return rows.astype({**dict.fromkeys(KEYS, "str"), **dict.fromkeys((*ADDED, *LARGEST), np.int64)})


def _periods(facts: pd.DataFrame) -> dict[str, _Labels]:
    """Each kind of period; a row without a date is in the period ``undated`` of each kind."""
    codes, weeks = pd.factorize(facts["week"], sort=True)
    mondays = [week.date() for week in pd.DatetimeIndex(weeks)]
    quarters = facts["quarter"].astype(object)
    found = {"quarter": _labels(quarters.where(quarters.notna(), UNDATED))}
    for kind, label in (("week", week_label), ("four_weeks", four_weeks_label)):
        names = np.array([*(label(day) for day in mondays), UNDATED], dtype=object)
        found[kind] = _labels(pd.Series(names[codes]))
    return found


def _labels(values: "pd.Series[Any]") -> _Labels:
    codes, names = sorted_codes(values)
    return _Labels(codes, np.asarray(names.astype(str), dtype=object))


def _families(facts: pd.DataFrame) -> Iterator[_Family]:
    rows = eligible(facts)
    answers = {name: (rows["response"] == word.value).to_numpy() for name, word in RESPONSE_OF.items()}
    yield _Family(_places(rows), answers | {"reason_given": rows["reason_given"].to_numpy()})
    ranked = rows[rows["direction"].notna()]
    sign = ranked["direction"].to_numpy()
    yield _Family(_places(ranked), {name: sign == number for name, number in DIRECTIONS.items()})
    received = awaited(facts)
    answered = received["response"].notna().to_numpy()
    yield _Family(_places(received), {"coverage": answered}, answered)
    shown = received["shown"].to_numpy()
    yield _Family(_places(received[shown]), {"seen_unanswered": ~answered[shown]}, answered[shown])


def _reasons(facts: pd.DataFrame) -> Iterator[_Family]:
    """Codes among the decisions of their kind: each code, and all of them, is a measure here and a value in rows."""
    rows = eligible(facts)
    for kind, responses in KINDS.items():
        among = rows[rows["response"].isin(responses)]
        codes = among["reason_code"].astype(object).where(among["reason_code"].notna(), MISSING)
        events = {code: (codes == code).to_numpy() for code in sorted(codes.unique())}
        events[ALL] = np.ones(len(among), dtype=bool)
        yield _Family(_places(among), {f"{kind}/{code}": event for code, event in events.items()})


def _places(rows: pd.DataFrame) -> Integers:
    return rows.index.to_numpy().astype(np.int64)


def _counted(
    family: _Family, labels: dict[str, _Labels], deciders: Integers, partitions: Iterable[Partition]
) -> Iterator[dict[str, npt.NDArray[Any]]]:
    """The family in every partition."""
    if not len(family.places):
        return
    own = {name: _Labels(one.codes[family.places], one.names) for name, one in labels.items()}
    people = deciders[family.places]
    for kind, axes, dimension in partitions:
        by = [kind, *axes, *([dimension] if dimension else [])]
        yield from _cells(family, own, people, by, dimension)


def _cells(
    family: _Family, labels: dict[str, _Labels], deciders: Integers, by: Sequence[str], dimension: str | None
) -> Iterator[dict[str, npt.NDArray[Any]]]:
    joint = np.zeros(len(deciders), dtype=np.int64)
    for name in by:
        joint = joint * len(labels[name].names) + labels[name].codes
    seen, codes = np.unique(joint, return_inverse=True)
    parts = np.unravel_index(seen, [len(labels[name].names) for name in by])
    told = {name: labels[name].names[part] for name, part in zip(by, parts, strict=True)}
    alike = {name: np.full(len(seen), ALL, dtype=object) for name in ("team", "system", "model_version")}
    keys = {
        **alike,
        **told,
        "kind": np.full(len(seen), by[0], dtype=object),
        "period": told[by[0]],
        "dimension": np.full(len(seen), dimension or OVERALL, dtype=object),
        "value": told[dimension] if dimension else np.full(len(seen), OVERALL, dtype=object),
    }
    for measure, found in _sums(family, codes.astype(np.int64), len(seen), deciders).items():
        yield _rows(keys, measure, found)


def _rows(keys: dict[str, npt.NDArray[Any]], measure: str, found: Sums) -> dict[str, npt.NDArray[Any]]:
    name, _, code = measure.partition("/")
    size = len(keys["kind"])
    whole: dict[str, npt.NDArray[Any]] = {**keys, "measure": np.full(size, name, dtype=object), **found}
    if not code:
        return whole
    whole |= {"dimension": np.full(size, REASON_CODE, dtype=object), "value": np.full(size, code, dtype=object)}
    return {key: part[found["count"] > 0] for key, part in whole.items()}


def _sums(family: _Family, codes: Integers, size: int, deciders: Integers) -> dict[str, Sums]:
    """As `cells.sums`; where the unanswered take part, people are those who answered, since only they are known."""
    found = sums(codes, size, People(deciders), family.events)
    if family.known is None:
        return found
    events = {name: event[family.known] for name, event in family.events.items()}
    people = sums(codes[family.known], size, People(deciders[family.known]), events)
    return {name: people[name] | {total: part[total] for total in ("count", "nobs")} for name, part in found.items()}
