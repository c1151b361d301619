# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Made-up logs in which anything that a board's report counts is rare in one quarter and system or another."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

import reports
from tests.reports.disclosure.every_report import DAYS, PLACES, SYSTEMS
from tests.reports.logs import answer, log

OWNERS = {"A1": "caseworker", "A5": "caseworker", "D1": "data", "D2": "data", "F1": "system", "X5": "system"}
RATES = (0.0, 0.004, 0.012, 0.05, 0.3)  # of some 150 records in a quarter and system


def every_log(seed: int, per_week: int = 20) -> pd.DataFrame:
    """Half a year of two systems; how common a thing is differs by quarter and system."""
    frame = log(weeks=18, teams=2, per_week=per_week, seed=seed)
    random = np.random.default_rng(seed)
    place = random.choice(PLACES, len(frame), p=[0.6, 0.35, 0.045, 0.005])
    early = (frame["decided_on"] < "2026-06-29").to_numpy()

    def some(rates: tuple[float, ...] = RATES) -> npt.NDArray[np.bool_]:
        chance = random.choice(rates, (len(DAYS), len(SYSTEMS)))
        each = chance[early.astype(int), (frame["system"] == SYSTEMS[0]).astype(int)]
        return np.asarray(random.random(len(frame)) < each)

    results = random.choice(["upheld", "changed", "remitted"], len(frame))
    frame = frame.assign(
        groups=[f'{{"place": "{name}"}}' for name in place],
        own_judgement=frame["own_judgement"].where(some()),
        right_option=frame["right_option"].where(some()),
        result=pd.Series(results).where(some()),
        direction=frame["direction"].where(~some()),
        time_bucket=np.where(some(), np.where(some(), "lt10s", "gt2min"), "unknown"),
        reason_given=~some(),
        reason_repeat=some(),
    )
    followed = (frame["response"] == "accepted").to_numpy()
    frame.loc[followed & some(), "reason_code"] = "A5"
    frame.loc[~followed & some((0.1, 0.5)), "reason_code"] = "X5"
    frame.loc[some(), "reason_code"] = None
    _leave_out(frame, some)
    return reports.check(frame)


def _leave_out(frame: pd.DataFrame, some: Callable[..., npt.NDArray[np.bool_]]) -> None:
    """Nothing; some rows are registered by hand, never shown, or never answered."""
    few = RATES[:4]
    for name in ("manual", "not_answered", "not_shown", "closed", "withdrawn"):
        rows = frame.index[some(few) & (frame["state"] == "answered") & (frame["source"] != "manual")]
        if name == "manual":
            frame.loc[rows, "source"] = "manual"
            continue
        answer(frame, rows, [None] * len(rows))
        frame.loc[rows, ["decider", "decided", "direction", "own_judgement", "right_option", "result"]] = None
        if name == "not_shown":
            frame.loc[rows, "shown"] = False
        elif name != "not_answered":
            frame.loc[rows, "state"] = name
