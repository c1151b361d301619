# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Is the recommendation checked? Signs of it at the level of a workflow, never of a person.

Each is a question to time, staffing and the code list; none says that anybody did wrong.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from reports.facts import check
from reports.facts.coarsening import with_bands
from reports.measures.cells import Truths, fixed_cells, rates
from reports.measures.people import people_of
from reports.measures.rates import eligible, minus
from reports.vocabulary import Response

QUICK = "lt10s"
TIMED = ("lt10s", "10-30s", "30-120s", "gt2min")
PLAIN_CASES = ("A1", "A4")  # agreeing at once is what one would expect of these
CATCH_ALL = ("F1", "X9")
DOUBT = {"doubt_followed": ("A5", True), "doubt_departed": ("X5", False)}
CODES_COUNTED = {"catch_all_codes": CATCH_ALL} | {name: (code,) for name, (code, _followed) in DOUBT.items()}
# The codes that a sign tells of, because it counts them or leaves their cases out.
CODES_TOLD = CODES_COUNTED | dict.fromkeys(
    ("quick_followed", "quick_overridden", "quick_difference", "reason_repeat"), PLAIN_CASES
)
CATCH_ALL_LIMIT, CATCH_ALL_WEEKS = 0.25, 12
BAND_MARGIN, FEWEST_IN_A_BAND = 0.05, 100


def signs(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Tables of rates of one row, ``overall``, by name; a sign that cannot be computed is left out.

    `quick_followed`, `quick_overridden`: answered in under 10 s, among the followed and the overridden whose time is
    known, without own judgement first and without codes A1 and A4; `quick_difference`: the first minus the second.
    `reason_repeat`: the text was used before, without A1 and A4. `catch_all_codes`: F1 or X9 among departures.
    `doubt_followed`, `doubt_departed`: A5 among the followed, X5 among departures. `band_difference`: override rate in
    the lowest minus the highest confidence band. Meant for the rows of one system: systems do not compare.
    """
    rows = eligible(check(frame))
    found = _quick(rows) | _bands(rows)
    plain = rows["reason_code"].isin(PLAIN_CASES)
    followed = (rows["response"] == Response.ACCEPTED.value).to_numpy()
    code = rows["reason_code"]
    for name, among, event in (
        ("reason_repeat", ~plain.to_numpy() & rows["reason_given"].to_numpy(), rows["reason_repeat"].to_numpy()),
        ("catch_all_codes", ~followed, code.isin(CATCH_ALL).to_numpy()),
        *((name, followed == side, (code == word).to_numpy()) for name, (word, side) in DOUBT.items()),
    ):
        if among.any():
            found[name] = _share(rows, among, event)
    return found


def confidence_is_ignored(row: Mapping[str, float]) -> bool:
    """Whether a `band_difference` row says that confidence makes no difference: its interval lies within ±5 points.

    A wide interval is no such evidence.
    """
    return row["low_clustered"] > -BAND_MARGIN and row["high_clustered"] < BAND_MARGIN


def _share(rows: pd.DataFrame, among: npt.NDArray[np.bool_], event: npt.NDArray[np.bool_]) -> pd.DataFrame:
    part = rows[among]
    return rates(fixed_cells(part, ()), people_of(part), {"share": event[among]})["share"]


def _quick(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    timed = rows["time_bucket"].isin(TIMED) & rows["own_judgement"].isna() & ~rows["reason_code"].isin(PLAIN_CASES)
    quick: Truths = (rows["time_bucket"] == QUICK).to_numpy()
    found = {}
    for name, response in (("quick_followed", Response.ACCEPTED), ("quick_overridden", Response.OVERRIDDEN)):
        among = (timed & (rows["response"] == response.value)).to_numpy()
        if among.any():
            found[name] = _share(rows, among, quick)
    if len(found) == 2:
        found["quick_difference"] = minus(*found.values())
    return found


def _bands(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The difference between the outermost bands that have a hundred records each."""
    banded = with_bands(rows)
    overridden = (rows["response"] == Response.OVERRIDDEN.value).to_numpy()
    sizes = banded["confidence_band"].value_counts(sort=False)
    enough = [band for band in banded["confidence_band"].cat.categories if sizes[band] >= FEWEST_IN_A_BAND]
    if len(enough) < 2:
        return {}
    lowest, highest = (
        _share(rows, (banded["confidence_band"] == band).to_numpy(), overridden) for band in (enough[0], enough[-1])
    )
    return {"band_difference": minus(lowest, highest)}
