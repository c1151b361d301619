# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the board's and the public edition hide: decided once for each quarter, whatever filter is asked for.

A report of one system, of all, or of several quarters shows sums of the same fixed cells. So it is enough
that nothing hidden follows from all the fixed cells together, and that a figure over several quarters shows
only where it shows in each of them: no two reports then differ by something hidden.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from reports.disclosure import SMALLEST, Edition, hidden, tells_of_response
from reports.disclosure.audit import Line
from reports.disclosure.complementary import Cell, protected
from reports.measures.reasons import MISSING, reasons
from reports.tallies import rates_of
from reports.tallies.counting import ALL, OVERALL, UNDATED, Partition, counted

ANSWERS = ("override_rate", "partly_rate", "accept_rate", "coverage")
DIRECTIONS = ("more", "less", "same")
TELLING = ("override_rate", "same", "waits")  # all or none of these in a small group tells of its people
VERSION = "model_version"
WEEK = "week"


class Place(NamedTuple):
    """A fixed cell of a quarter: a system (or all), and a value of a dimension."""

    system: str
    dimension: str
    value: str


@dataclass
class HiddenCells:
    """The fixed cells of some quarters that hide, by what they are cells of."""

    answers: set[Place] = field(default_factory=set)
    coverage: set[Place] = field(default_factory=set)
    seen: set[Place] = field(default_factory=set)
    direction: set[Place] = field(default_factory=set)
    reasons: set[tuple[str, str, str, str]] = field(default_factory=set)  # system, dimension, value, measure
    nested: set[tuple[str, str, str]] = field(default_factory=set)  # as `nested_cells.Nested`
    left_out: set[tuple[str, str]] = field(default_factory=set)  # system (or all), why
    quarters: set[tuple[str, str, bool]] = field(default_factory=set)  # system, quarter, whether only its coverage

    def add(self, other: "HiddenCells", quarter: str) -> None:
        """Nothing; what hides in the quarter hides in the whole."""
        self.answers |= other.answers
        self.coverage |= other.coverage
        self.seen |= other.seen
        self.direction |= other.direction
        self.reasons |= other.reasons
        for places, only_coverage in ((other.answers, False), (other.coverage, True)):
            self.quarters |= {(one.system, quarter, only_coverage) for one in places if one.dimension == OVERALL}


def hidden_cells(
    rows: pd.DataFrame, dimensions: Sequence[str], owners: Mapping[str, str] | None, edition: str
) -> HiddenCells:
    """What hides in a report of these rows: those of all systems in the quarters of the report."""
    found = HiddenCells()
    quarters = rows["quarter"].astype(object).where(rows["quarter"].notna(), UNDATED)
    for quarter in sorted(quarters.unique()):
        found.add(hidden_in(rows[quarters == quarter], dimensions, owners, edition), str(quarter))
    return found


def hidden_in(
    rows: pd.DataFrame, dimensions: Sequence[str], owners: Mapping[str, str] | None, edition: str
) -> HiddenCells:
    """What hides in one period, of which `rows` has the rows of all systems."""
    cells = _cells(rows, dimensions)
    counts = reasons(rows, owners=owners).reset_index()
    counts = counts.assign(primary=hidden(counts, edition, size="count"))
    return hidden_among(cells.assign(primary=primary(cells, edition)), counts, owners, edition)


def hidden_among(
    cells: pd.DataFrame, counts: pd.DataFrame, owners: Mapping[str, str] | None, edition: str
) -> HiddenCells:
    """What hides where these fixed cells (rows of a tally) and counts of reasons are `primary`, which is a column."""
    answers = _protected(cells[cells["measure"].isin(ANSWERS)])
    direction = cells[cells["measure"].isin(DIRECTIONS)]
    places = zip(*(direction[name] for name in Place._fields), strict=True)
    implied = np.array([Place(*place) in answers for place in places], dtype=bool)
    groups = direction["dimension"].str.startswith("group_") | (direction["dimension"] == OVERALL)
    direction = direction.assign(primary=direction["primary"] | implied)[groups]
    rounds = edition == Edition.PUBLIC  # a rounded count of what is left out tells nothing
    return HiddenCells(
        answers=answers,
        coverage=set() if rounds else _protected(_unanswered(cells)),
        seen=set() if rounds else _protected(_seen(cells)),
        direction=_protected(direction),
        reasons=_hidden_reasons(counts, owners),
    )


def primary(cells: pd.DataFrame, edition: str) -> npt.NDArray[np.bool_]:
    """Which rows of a tally hide for their own sake."""
    return hidden(rates_of(cells, ["measure"]).reset_index(drop=True), edition, tells=tells_of_response(cells))


def _cells(rows: pd.DataFrame, dimensions: Sequence[str]) -> pd.DataFrame:
    """Every fixed cell of one quarter with its sums and its place."""
    axes = (("system",), ())
    wanted = [Partition("quarter", one, dimension) for one in axes for dimension in (None, *dimensions)]
    wanted += [Partition("quarter", ("system", "model_version"), None), Partition(WEEK, ("system",), None)]
    return placed(counted(rows, wanted))


def placed(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a tally but the reasons, each in its place; a version and a week is a value of its system."""
    table = table[table["dimension"] != "reason_code"].reset_index(drop=True)
    version, week = table["model_version"] != ALL, table["kind"] == WEEK
    table.loc[version, "dimension"] = VERSION
    table.loc[version, "value"] = table.loc[version, "model_version"]
    table.loc[week, "dimension"] = WEEK
    table.loc[week, "value"] = table.loc[week, "period"]
    return table[~week | ((table["period"] != UNDATED) & (table["measure"] == "override_rate"))].reset_index(drop=True)


def _unanswered(cells: pd.DataFrame) -> pd.DataFrame:
    """Each cell of coverage with the recommendations that lack an answer for its records.

    A small count of them hides, and one of those not shown, or shown but unanswered.
    """
    keys = list(Place._fields)
    covered = cells[cells["measure"] == "coverage"].set_index(keys)
    seen = cells[cells["measure"] == "seen_unanswered"].set_index(keys)[["count", "nobs"]]
    shown = seen.reindex(covered.index).fillna(0)  # what was never shown has no such cell
    waits = covered["nobs"] - covered["count"]
    parts = pd.DataFrame({"open": waits, "not_shown": covered["nobs"] - shown["nobs"], "not_answered": shown["count"]})
    small = ((parts > 0) & (parts < SMALLEST)).any(axis=1)
    return covered.assign(measure="waits", nobs=waits, count=np.minimum(waits, 1), primary=small).reset_index()


def _seen(cells: pd.DataFrame) -> pd.DataFrame:
    """Each total of shown recommendations with those that were never answered for its records; a few hide."""
    shown = cells[(cells["measure"] == "seen_unanswered") & (cells["dimension"] == OVERALL)]
    waits = shown["count"]
    return shown.assign(
        measure="waits", nobs=waits, count=np.minimum(waits, 1), primary=(waits > 0) & (waits < SMALLEST)
    )


def _protected(cells: pd.DataFrame) -> set[Place]:
    """The places of cells that hide; the measures of one place hide together."""
    telling = cells["measure"].isin(TELLING)
    grouped = cells.assign(events=cells["count"].where(telling, 0)).groupby(
        list(Place._fields), observed=True, sort=True
    )
    whole = grouped.agg(nobs=("nobs", "min"), events=("events", "sum"), primary=("primary", "any"))
    places = {Place(*key): number for number, key in enumerate(whole.index)}
    given = tuple(
        Cell(int(nobs), int(events), bool(primary))
        for nobs, events, primary in zip(whole["nobs"], whole["events"], whole["primary"], strict=True)
    )
    answer = protected(given, tuple(_lines(places)))
    return {place for place, number in places.items() if answer[number]}


def _lines(places: Mapping[Place, int]) -> Iterator[Line]:
    """All systems over each system, and every system (and all) over the values of each dimension."""
    parts: dict[Place, list[int]] = {}
    for place, number in places.items():
        if place.system != ALL and place.dimension not in (VERSION, WEEK):
            parts.setdefault(place._replace(system=ALL), []).append(number)
        if place.dimension != OVERALL:
            parts.setdefault(Place(place.system, f"{OVERALL}/{place.dimension}", OVERALL), []).append(number)
    for total, numbers in parts.items():
        whole = total._replace(dimension=total.dimension.partition("/")[0]) if "/" in total.dimension else total
        if whole in places:
            yield (places[whole], *numbers)


def _hidden_reasons(table: pd.DataFrame, owners: Mapping[str, str] | None) -> set[tuple[str, str, str, str]]:
    """Codes and owners that hide: the codes of an owner add up to it, and all to the decisions of their kind."""
    found = set()
    for (system, measure), part in table.groupby(["system", "measure"], observed=True, sort=True):
        keys = list(zip(part["dimension"], part["value"], strict=True))
        cells = [Cell(int(n), 1, bool(p)) for n, p in zip(part["count"], part["primary"], strict=True)]
        place = {key: number for number, key in enumerate(keys)}
        cells.append(Cell(int(part["nobs"].iloc[0]), 1, primary=False))
        lines = tuple(_reason_lines(place, owners or {}, len(keys)))
        answer = protected(tuple(cells), lines)
        found |= {(str(system), *key, str(measure)) for key, number in place.items() if answer[number]}
    return found


def _reason_lines(place: Mapping[tuple[str, str], int], owners: Mapping[str, str], total: int) -> Iterator[Line]:
    top = [total]
    codes = [(value, number) for (dimension, value), number in place.items() if dimension == "code"]
    for (dimension, value), number in place.items():
        if dimension == "owner":
            top.append(number)
            yield (number, *(at for code, at in codes if {**owners, MISSING: MISSING}.get(code) == value))
    yield (*top, *(at for code, at in codes if ("owner", owners.get(code, code)) not in place))
