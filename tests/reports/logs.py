# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Made-up logs of decisions to compute reports from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

FIRST_MONDAY = date(2026, 5, 25)  # the Monday of week 22
OPTIONS = ("less", "middle", "more")


def log(
    *,
    weeks: int = 26,
    teams: int = 3,
    caseworkers: int = 8,
    per_week: int = 60,
    rate: float = 0.2,
    systems: tuple[str, ...] = ("hours", "control"),
    jump: tuple[str, int, float] | None = None,
    seed: int = 1,
) -> pd.DataFrame:
    """Decisions in the columns of a facts table: per team and system about `per_week` a week.

    `jump` is (system, week number from 0, new rate): there the system changes version and its rate.
    """
    random = np.random.default_rng(seed)
    parts = [
        _series(random, f"team-{team}", system, weeks, caseworkers, per_week, rate, jump)
        for team in range(teams)
        for system in systems
    ]
    return pd.concat(parts, ignore_index=True)


def answer(frame: pd.DataFrame, rows: Any, responses: Sequence[str | None]) -> None:
    """Give the rows these responses, and options that say the same; without any they are waiting."""
    recommended = frame.loc[rows, "recommended"]
    others = recommended.map({"less": "middle", "middle": "more", "more": "less"})
    given = pd.Series(list(responses), index=recommended.index, dtype=object)
    frame.loc[rows, "response"] = given
    decided = recommended.where(given == "accepted", others.where(given == "overridden"))
    frame.loc[rows, "decided"] = decided
    frame.loc[rows, "state"] = np.where(given.notna(), "answered", "waiting")


def _series(
    random: np.random.Generator,
    team: str,
    system: str,
    weeks: int,
    caseworkers: int,
    per_week: int,
    rate: float,
    jump: tuple[str, int, float] | None,
) -> pd.DataFrame:
    size = weeks * per_week
    week = np.repeat(np.arange(weeks), per_week)
    jumped = week >= jump[1] if jump and jump[0] == system else np.zeros(size, dtype=bool)
    overridden = random.random(size) < np.where(jumped, jump[2] if jump else rate, rate)
    recommended = random.integers(0, len(OPTIONS), size)
    decided = np.where(overridden, (recommended + random.integers(1, len(OPTIONS), size)) % 3, recommended)
    day = pd.Timestamp(FIRST_MONDAY) + pd.to_timedelta(7 * week + random.integers(0, 5, size), unit="D")
    names = np.array(OPTIONS)
    return pd.DataFrame(
        {
            "system": system,
            "model_version": np.where(jumped, "2.0", "1.4"),
            "team": team,
            "decider": [f"{team}/{number}" for number in random.integers(0, caseworkers, size)],
            "source": "api",
            "decided_on": day,
            "shown": True,
            "state": "answered",
            "confidence": random.random(size).round(2),
            "recommended": names[recommended],
            "own_judgement": names[random.integers(0, 3, size)],
            "decided": names[decided],
            "response": np.where(overridden, "overridden", "accepted"),
            "direction": np.sign(decided - recommended),
            "reason_code": np.where(overridden, random.choice(["D1", "D2", "F1"], size), "A1"),
            "reason_given": True,
            "right_option": names[random.integers(0, 3, size)],
            "groups": random.choice(['{"household": "alone"}', '{"household": "together"}', "{}"], size),
        }
    )
