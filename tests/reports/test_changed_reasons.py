# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A reason that is given oftener than in the period before is told, beyond chance and from what shows alone."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

import reports
from reports.report import Report
from reports.weekly.changed_reasons import changed_reasons
from reports.weekly.reason_periods import period_before, team_reasons_table
from tests.reports.logs import log

WEEK = "2026-W47"
OWNERS = {"D1": "data", "D2": "data", "F1": "practice"}


def shifted(rates: tuple[float, float], seed: int = 1, **how: object) -> pd.DataFrame:
    """One team, whose departures have D1 at the first rate before week 33 and at the second after."""
    frame = log(teams=1, per_week=80, rate=0.3, systems=("hours",), seed=seed, **how)  # type: ignore[arg-type]
    departed = frame["response"] == "overridden"
    random = np.random.default_rng(seed)
    later = frame["decided_on"] >= "2026-08-10"
    is_d1 = random.random(len(frame)) < np.where(later, rates[1], rates[0])
    frame.loc[departed, "reason_code"] = np.where(is_d1, "D1", random.choice(["D2", "F1"], len(frame)))[departed]
    return reports.check(frame)


def page(facts: pd.DataFrame) -> Report:
    return reports.weekly(facts, team="team-0", week=WEEK, owners=OWNERS)


def test_a_reason_that_has_grown_is_told_first_with_both_periods_and_its_interval() -> None:
    told = [sentence for sentence in page(shifted((0.1, 0.45))).headline if "er gået fra" in sentence]
    assert len(told) == 1
    assert "»D1«" in told[0]
    assert "(uge 21–32)" in told[0]
    assert "(uge 33–44)" in told[0]


# 5 % are two of forty.
@pytest.mark.parametrize(("logs", "most"), [(8, 2), pytest.param(40, 6, marks=pytest.mark.full)])
def test_chance_alone_is_seldom_told_as_a_change(logs: int, most: int) -> None:
    found = 0
    for seed in range(logs):
        rows = shifted((0.3, 0.3), seed)
        now, before = (
            team_reasons_table(rows, monday, OWNERS)
            for monday in (date(2026, 11, 16), period_before(date(2026, 11, 16)))
        )
        found += bool(changed_reasons(now, before))
    assert found <= most


def test_a_reason_that_is_hidden_in_either_period_is_not_compared() -> None:
    facts = shifted((0.1, 0.45))
    now, before = (
        team_reasons_table(facts, monday, OWNERS) for monday in (date(2026, 11, 16), period_before(date(2026, 11, 16)))
    )
    assert [one.code for one in changed_reasons(now, before)] == ["D1"]
    blank = before.assign(suppressed=before["suppressed"] | (before["value"] == "D1"))
    assert "D1" not in [one.code for one in changed_reasons(now, blank)]


def test_an_unusual_week_stands_beside_its_version_and_its_commonest_reason() -> None:
    facts = reports.check(log(jump=("hours", 18, 0.6), teams=1, systems=("hours",)))
    told = " ".join(page(facts).headline)
    assert "uden for almindelige udsving" in told
    assert "version 2.0 tog over i uge 40" in told
    assert "hyppigste årsag" in told
    assert told.index("version 2.0") < told.index("hyppigste årsag") < told.index("Spørg teamet")
