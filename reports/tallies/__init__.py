# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Counts of fixed periods and partitions that add up: weeks, teams, municipalities; and no person in them.

A row counts one measure in one cell: a period, a team (or all), a system and version (or all), and a value of
one dimension. Besides the counts it keeps the sums over people that the cell rules and the clustered
intervals need (`cells.sums`), and nobody's share of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reports.facts import check
from reports.measures.cells import DOMINANCE, rate_frame
from reports.tallies.counting import ADDED, ALL, KEYS, LARGEST, OVERALL, UNCLUSTERED, counted, fixed_partitions


@dataclass(frozen=True, eq=False)
class Tally:
    """The rows, with the columns `KEYS`, `ADDED` and `LARGEST`, sorted by the keys."""

    rows: pd.DataFrame


def tally(frame: pd.DataFrame) -> Tally:
    """The tally of a table of facts: every fixed period that it touches, for each team and for all.

    Rows without a date are a period of their own. A citizen group that stands for people is no dimension.
    """
    facts = check(frame)
    return Tally(in_order(counted(facts, fixed_partitions(facts))))


def merge(tallies: Iterable[Tally], numbers: type = np.int64) -> Tally:
    """One tally of several: counts and squares add, the largest is the largest of all.

    It equals the tally of all their facts together where nobody decides in two of them (or in one cell of two). Sums
    over people of several quarters are fractions: `numbers` is then float.
    """
    given = list(tallies)
    rows = pd.concat([one.rows for one in given], ignore_index=True)
    grouped = rows.groupby(list(KEYS), observed=True, sort=True)
    added = grouped[list(ADDED)].sum().join(grouped[list(LARGEST)].max()).reset_index()
    return Tally(in_order(_with_whole_denominators(added), numbers))


def _with_whole_denominators(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in which a reason code is measured against every house, also those that never used it."""
    is_code = rows["dimension"] == "reason_code"
    shared = ["nobs", "deciders", "squares", "largest"]
    keys = [key for key in KEYS if key != "value"]
    codes, whole = rows[is_code], rows[is_code & (rows["value"] == ALL)]
    again = codes.drop(columns=shared).merge(whole[[*keys, *shared]], on=keys, validate="many_to_one")
    return pd.concat([rows[~is_code], again], ignore_index=True)


def rates_of(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The rates of rows of a tally of one measure, indexed by their keys `by`, as the measures give them."""
    found = {name: rows[name].to_numpy(dtype=float) for name in (*ADDED, *LARGEST)}
    labels = pd.Index(rows[by[0]], name=by[0]) if len(by) == 1 else pd.MultiIndex.from_frame(rows[list(by)])
    table = rate_frame(found, labels)
    apart = rows["measure"].isin(UNCLUSTERED).to_numpy()
    if apart.any():
        table.loc[apart, ["nobs_effective", "low_clustered", "high_clustered"]] = np.nan
        answered = np.where(rows["measure"] == "coverage", found["count"], found["nobs"] - found["count"])
        table["dominated"] = np.where(apart, found["largest"] > DOMINANCE * answered, table["dominated"])
    return table


def chosen(
    tallied: Tally,
    kind: str,
    *,
    dimension: str = OVERALL,
    team: str = ALL,
    system: str | None = ALL,
    version: str | None = ALL,
) -> pd.DataFrame:
    """The rows of one partition: a kind of period, a dimension, a team; None for each system or version by itself."""
    rows = tallied.rows
    wanted = (rows["kind"] == kind) & (rows["dimension"] == dimension) & (rows["team"] == team)
    wanted &= (rows["system"] != ALL) if system is None else (rows["system"] == system)
    wanted &= (rows["model_version"] != ALL) if version is None else (rows["model_version"] == version)
    return rows[wanted]


def in_order(rows: pd.DataFrame, numbers: type = np.int64) -> pd.DataFrame:
    """The rows of a tally with their columns and types, sorted by the keys."""
    whole = rows[[*KEYS, *ADDED, *LARGEST]]
    whole = whole.astype({**dict.fromkeys(KEYS, "str"), **dict.fromkeys((*ADDED, *LARGEST), numbers)})
    return whole.sort_values(list(KEYS), kind="stable", ignore_index=True)
