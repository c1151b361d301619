# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""All reports that a board can ask for of a made-up log, read as equations over kinds of records."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

import reports
from tests.reports.disclosure.attackers import K, feasible

DAYS = {"2026-Q2": date(2026, 6, 15), "2026-Q3": date(2026, 8, 15)}
PLACES = ("town", "village", "farm", "islet")
SYSTEMS = ("hours", "control")
PERIODS = (*DAYS, "all")
EVERY = tuple(itertools.product(PERIODS, (*SYSTEMS, None)))
# Of two quarters or systems one follows from the whole and the other, so that little is lost without its reports.
FEWER = (("2026-Q2", None), ("all", SYSTEMS[0]), ("all", None))
Kind = tuple[Any, ...]
Weight = Callable[[Kind], float]  # how often a record of a kind is counted in a figure
Told = dict["Figure", float]


class Figure(NamedTuple):
    """A sum of records: of a quarter or all, a system or all, a place or all, each kind with its weight."""

    quarter: str
    system: str | None
    place: str | None
    weights: tuple[float, ...]


@dataclass(frozen=True)
class Family:
    """Tables that count the same records.

    `kinds` are all that a record can be, `kind_of` says which each row of the facts is (None: none of them). `counts`
    has by table, measure and value (of a code, a response; else empty) the weights of `count` and `nobs`, either of
    which may be None. `protects` are what must not be placed too well; `by_place` says if there are figures by place.
    """

    kinds: tuple[Kind, ...]
    kind_of: Callable[[pd.DataFrame], Sequence[Kind | None]]
    counts: Mapping[tuple[str, str, str], tuple[Weight | None, Weight | None]]
    protects: tuple[Weight, ...]
    by_place: bool = True

    @property
    def places(self) -> tuple[str, ...]:
        return PLACES if self.by_place else ("",)

    @property
    def atoms(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(itertools.product(DAYS, SYSTEMS, self.places))

    def weights(self, weight: Weight) -> tuple[float, ...]:
        return tuple(float(weight(kind)) for kind in self.kinds)

    def row(self, figure: Figure) -> npt.NDArray[np.float64]:
        """How often each atom, which is a quarter, system and place with a kind, is in the figure."""
        quarter, system, place, weights = figure
        chosen = [quarter in (q, "all") and system in (s, None) and place in (p, None) for q, s, p in self.atoms]
        return np.outer(np.array(chosen, dtype=float), weights).ravel()

    def truth(self, facts: pd.DataFrame) -> npt.NDArray[np.float64]:
        """How many records are in each atom."""
        at = {(*atom, kind): n for n, (atom, kind) in enumerate(itertools.product(self.atoms, self.kinds))}
        places = facts["group_place"].astype(str) if self.by_place else itertools.repeat("")
        found = np.zeros(len(at))
        for quarter, system, place, kind in zip(
            facts["quarter"], facts["system"], places, self.kind_of(facts), strict=False
        ):
            if kind is not None:
                found[at[quarter, system, place, kind]] += 1
        return found

    def everywhere(self, weight: Weight) -> Iterator[Figure]:
        """The figure in every report, and in every place where there are figures by place."""
        weights = self.weights(weight)
        for quarter, system in EVERY:
            for place in (None, *(PLACES if self.by_place else ())):
                yield Figure(quarter, system, place, weights)


def board_reports(
    facts: pd.DataFrame, owners: Mapping[str, str], asked: Iterable[tuple[str, str | None]]
) -> dict[tuple[str, str | None], reports.Report]:
    """The reports of these quarters (or all) and systems (or all)."""
    found = {}
    for quarter, system in asked:
        day = DAYS.get(quarter)
        start, end = (day, day) if day else (min(DAYS.values()), max(DAYS.values()))
        found[quarter, system] = reports.trends(facts, start=start, end=end, system=system, by=["place"], owners=owners)
    return found


def told(family: Family, asked: Mapping[tuple[str, str | None], reports.Report]) -> Told:
    """What the reports tell of the family's records, also by the rows that they lack."""
    found: Told = {}
    for (quarter, system), report in asked.items():
        there = set()
        for table, row in _rows(report):
            value = str(row["value"]) if row["dimension"] in ("code", "owner", "response") else ""
            key = (table, str(row["measure"]), value)
            weights = family.counts.get(key)
            if weights and row["dimension"] in (*_WHOLE, "quarter", "group_place"):
                at = _place(quarter, system, row)
                there.add((key, at))
                for weight, number in zip(weights, _numbers(row), strict=True):
                    if weight and number is not None:
                        found[Figure(*at, family.weights(weight))] = number
        for key, at in _without_a_row_if_empty(family, quarter, system):
            size = family.counts[key][0 if key[0] == "reasons" else 1]
            if size and (key, at) not in there:
                found[Figure(*at, family.weights(size))] = 0.0
    return found


def _without_a_row_if_empty(
    family: Family, quarter: str, system: str | None
) -> Iterator[tuple[tuple[str, str, str], tuple[str, str | None, str | None]]]:
    """The rows, by table, measure and value, and by place, that a report has if any record is counted in them."""
    for key in family.counts:
        table, measure, value = key
        if table == "oversight" or (table == "reasons" and value):
            yield from ((key, (quarter, one, None)) for one in ((system,) if system else SYSTEMS))
        elif table == "reliance" or measure.startswith("right_when"):
            yield key, (quarter, system, None)
        elif table == "by_group_place":
            yield from ((key, (quarter, system, place)) for place in PLACES)


_WHOLE = ("overall", "system", "code", "owner", "response", "excluded")


def _rows(report: reports.Report) -> Iterator[tuple[str, dict[str, Any]]]:
    for cause, count in report.excluded.items():
        yield "excluded", {"dimension": "excluded", "value": cause, "measure": cause, "count": count, "nobs": None}
    for table in report.tables:
        for values in table.rows:
            yield table.name, dict(zip(table.columns, values, strict=True))


def _place(quarter: str, system: str | None, row: Mapping[str, Any]) -> tuple[str, str | None, str | None]:
    own, _, rest = str(row["value"]).rpartition("/")
    if row["dimension"] == "quarter":
        return rest, own or system, None
    if row["dimension"] == "group_place":
        return quarter, own or system, rest
    if row["dimension"] == "system":
        return quarter, str(row["value"]), None
    named = row.get("system")
    return quarter, str(named) if named in SYSTEMS else system, None


def _numbers(row: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """The count, or the share times the records where there is none, and the records."""
    count, nobs = (None if row[name] is None else float(row[name]) for name in ("count", "nobs"))
    if count is None and nobs is not None and row.get("rate") is not None:
        count = round(float(row["rate"]) * nobs, 3)
    return count, nobs


def naively(family: Family, truth: npt.NDArray[np.float64]) -> Told:
    """What the reports would tell if only figures of one to four records hid."""
    found: Told = {}
    for weights in family.counts.values():
        count, nobs = weights
        for figure in family.everywhere(count if nobs is None else nobs):  # type: ignore[arg-type]
            size = float(family.row(figure) @ truth)
            if not 0 < size < K:
                found[figure] = size
                if count:
                    of_it = figure._replace(weights=family.weights(count))
                    found[of_it] = float(family.row(of_it) @ truth)
    return found


def placed_too_well(family: Family, shown: Told, truth: npt.NDArray[np.float64]) -> Iterator[Figure]:
    """The protected figures of one to four records that what shows places within fewer than five."""
    matrix, sums = np.array([family.row(one) for one in shown]), np.array(list(shown.values()))
    wanted = {figure for weight in family.protects for figure in family.everywhere(weight)}
    small = sorted(
        (one for one in wanted if 0 < family.row(one) @ truth < K), key=lambda one: tuple(str(part) for part in one)
    )
    if not small:
        return
    aims = np.array([family.row(one) for one in small])
    # Atoms that are counted alike are one unknown.
    alike = np.unique(np.vstack([matrix, aims]), axis=1)
    matrix, aims = alike[: len(matrix)], alike[len(matrix) :]
    for figure, aim in zip(small, aims, strict=True):
        whole = np.column_stack([np.vstack([matrix, aim]), np.r_[np.zeros(len(matrix)), -1.0]])
        low, high = feasible(whole, np.r_[sums, 0.0], whole.shape[1] - 1)
        if high - low < K - 1e-6:
            yield figure
