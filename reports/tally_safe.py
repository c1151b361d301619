# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a tally that leaves the house must not tell: one person's decisions.

Sums over three or four people can be solved for each of them. So a cell of fewer than five caseworkers is left out:
its row stands, with every number 0, which no counted cell has. With it goes the next smallest cell of the same total,
so that what the others leave of the total is of five or more.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from reports.counting import ADDED, ALL, LARGEST, OVERALL, REASON_CODE, UNCLUSTERED
from reports.direction import DIRECTIONS
from reports.disclosure import FEWEST_CASEWORKERS, SMALLEST, Edition

FEWEST = FEWEST_CASEWORKERS[Edition.BOARD]
FEWEST_EVENTS = 3  # the squares of fewer people's responses are those people's responses
_NUMBERS = [*ADDED, *LARGEST]
_PLACE = ["kind", "period", "team", "system", "model_version", "dimension", "value", "family"]


def without_people(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a tally of all teams with nothing in them that is one person's."""
    rows = rows.reset_index(drop=True)
    rows = rows.assign(family=_family(rows), people=_people(rows))
    gone = _gone(rows)
    rows = _blurred(rows)
    rows.loc[gone, _NUMBERS] = 0
    return rows.drop(columns=["family", "people"])


def is_left_out(rows: pd.DataFrame) -> pd.Series:
    """Which rows of a given tally are cells that were left out."""
    return rows["nobs"] == 0


def _family(rows: pd.DataFrame) -> "pd.Series[str]":
    """Measures of the same decisions; the codes of a kind of response are values of one."""
    measures = rows["measure"].where(~rows["measure"].isin(DIRECTIONS), "direction")
    return measures.where((rows["dimension"] == REASON_CODE) | (measures == "direction"), "answers")


def _people(rows: pd.DataFrame) -> "pd.Series[int]":
    code = (rows["dimension"] == REASON_CODE) & (rows["value"] != ALL)
    return rows["deciders"].where(~code, rows["event_deciders"])


def _gone(rows: pd.DataFrame) -> "pd.Series[bool]":
    """The rows of places with few people, and of those that must go with them."""
    some = rows["people"].where(rows["people"] > 0)
    places = rows.assign(people=some).groupby(_PLACE, sort=True)["people"].min().fillna(0).reset_index()
    gone = (places["people"] > 0) & (places["people"] < FEWEST)
    lines = [list(line) for line in _lines(places)]
    while True:
        before = int(gone.sum())
        for line in lines:
            left = [at for at in line if not gone[at] and places["people"][at] >= FEWEST]
            # One that went along has five or more itself, so a line that has such a one is safe.
            if (
                any(gone[at] for at in line)
                and left
                and not any(gone[at] and places["people"][at] >= FEWEST for at in line)
            ):
                gone[min(left, key=lambda at: (places["people"][at], at))] = True
        if int(gone.sum()) == before:
            break
    found = pd.MultiIndex.from_frame(places.loc[gone, _PLACE])
    return pd.Series(pd.MultiIndex.from_frame(rows[_PLACE]).isin(found), index=rows.index)


def _lines(places: pd.DataFrame) -> Iterator[list[int]]:
    """The places that add up to one total: systems, versions of a system, values of a dimension."""
    one_system, version = places["system"] != ALL, places["model_version"] != ALL
    whole = places["value"].isin([ALL, OVERALL])
    for part, by in (
        (places[one_system & ~version], ["period", "dimension", "value", "family"]),
        (places[version], ["period", "system", "family"]),
        (places[~whole & ~version], ["period", "system", "dimension", "family"]),
    ):
        for _, line in part.groupby(by, sort=True):
            yield list(line.index)


def _blurred(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without the largest share as it is, and without the responses of the few who had one.

    The largest is rounded up. Where one or two people had a response, it counts as if one had them all: the
    interval can only widen. The commonest response of the same decisions would give that away, and follows.
    """
    rows = rows.copy()
    code = rows["dimension"] == REASON_CODE
    up = SMALLEST * np.ceil(rows["largest"] / SMALLEST)
    rows["largest"] = np.minimum(up, rows["nobs"]).astype(np.int64)
    few = (rows["event_deciders"] > 0) & (rows["event_deciders"] < FEWEST_EVENTS) & ~rows["measure"].isin(UNCLUSTERED)
    most = np.minimum(rows["count"], rows["largest"])
    products, squares = (
        (most * rows["largest"]).where(few, rows["products"]),
        (rows["count"] ** 2).where(few, rows["count_squares"]),
    )
    more = (products - rows["products"]).where(~code & few, 0), (squares - rows["count_squares"]).where(~code & few, 0)
    shared = rows["measure"].isin([*DIRECTIONS, "override_rate", "partly_rate", "accept_rate"]) & ~code
    rows["products"], rows["count_squares"] = products, squares
    if (few & shared).any():
        of_place = [rows[name] for name in _PLACE]
        less, other = ((one.where(shared, 0)).groupby(of_place).transform("sum") for one in more)
        common = rows[shared].sort_values("count", kind="stable").groupby(_PLACE).tail(1).index
        rows.loc[common, "products"] = (rows["products"] - less).clip(lower=0)[common]
        rows.loc[common, "count_squares"] = (rows["count_squares"] - 2 * less + other).clip(lower=0)[common]
    apart = rows["measure"].isin(UNCLUSTERED)
    rows.loc[apart, ["squares", "products", "count_squares"]] = 0
    rows.loc[~code, ["event_deciders", "event_largest"]] = 0
    return rows
