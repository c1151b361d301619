# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Signs of rubber-stamping at the level of a workflow: what counts, what is left out, and when nothing is said."""

from typing import Any

import pandas as pd
import pytest

import reports
from reports.measures.oversight import FEWEST_IN_A_BAND, confidence_is_ignored, signs
from tests.reports.logs import log

PLAIN: dict[str, Any] = {
    "model_version": "1",
    "recommended": "a",
    "decided": "a",
    "time_bucket": "lt10s",
    "reason_code": "A9",
    "reason_given": True,
    "reason_repeat": False,
}


def counts(*rows: dict[str, Any]) -> dict[str, list[int]]:
    frame = reports.check(pd.DataFrame([PLAIN | row for row in rows]))
    return {name: [int(t["count"].iloc[0]), int(t["nobs"].iloc[0])] for name, t in signs(frame).items()}


def test_quick_answers_are_counted_among_followed_and_among_overridden() -> None:
    over = {"decided": "b", "reason_code": "D1"}
    found = counts({}, {"time_bucket": "gt2min"}, over, over | {"time_bucket": "30-120s"}, over)
    assert found["quick_followed"] == [1, 2]
    assert found["quick_overridden"] == [2, 3]
    assert "quick_difference" in found


@pytest.mark.parametrize(
    "left_out",
    [{"reason_code": "A1"}, {"reason_code": "A4"}, {"own_judgement": "a"}, {"time_bucket": "unknown"}],
)
def test_a_case_that_may_well_be_answered_at_once_is_no_sign(left_out: dict[str, Any]) -> None:
    assert counts({}, left_out)["quick_followed"] == [1, 1]


def test_a_repeated_text_is_a_sign_except_where_the_case_is_plain() -> None:
    again = {"reason_repeat": True}
    assert counts({}, again, again | {"reason_code": "A4"})["reason_repeat"] == [1, 2]


def test_catch_all_codes_and_doubt_are_counted_on_their_own_side() -> None:
    over = {"decided": "b"}
    found = counts(
        {"reason_code": "A5"},
        {},
        over | {"reason_code": "F1"},
        over | {"reason_code": "X5"},
        over | {"reason_code": "X9"},
    )
    assert found["catch_all_codes"] == [2, 3]
    assert found["doubt_followed"] == [1, 2]
    assert found["doubt_departed"] == [1, 3]


def test_confidence_counts_as_ignored_only_when_the_interval_is_narrow() -> None:
    assert confidence_is_ignored({"low_clustered": -0.03, "high_clustered": 0.04})
    assert not confidence_is_ignored({"low_clustered": -0.2, "high_clustered": 0.21})
    assert not confidence_is_ignored({"low_clustered": 0.03, "high_clustered": 0.09})


def test_the_outermost_bands_with_enough_records_are_compared() -> None:
    made_up = log(weeks=12, teams=1, systems=("hours",)).assign(confidence=0.95)
    made_up.loc[made_up.index < FEWEST_IN_A_BAND, "confidence"] = 0.2
    row = signs(reports.check(made_up))["band_difference"].iloc[0]
    assert row["nobs"] == FEWEST_IN_A_BAND
    made_up.loc[0, "confidence"] = 0.95
    assert "band_difference" not in signs(reports.check(made_up))
