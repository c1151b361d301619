# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How far numbers move to the recommended one, and whether stated confidence is earned."""

import numpy as np
import pandas as pd
import pytest

import reports
from reports.measures.advice import weight_of_advice
from reports.measures.calibration import calibration_error, observed_correctness


def hours(*rows: tuple[float | None, float, float], people: str = "pq") -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "own_number": [own for own, _recommended, _decided in rows],
            "own_judgement": [None if own is None else f"{own:g}" for own, _recommended, _decided in rows],
            "recommended_number": [recommended for _own, recommended, _decided in rows],
            "recommended": [f"{recommended:g}" for _own, recommended, _decided in rows],
            "decided_number": [decided for _own, _recommended, decided in rows],
            "decided": [f"{decided:g}" for _own, _recommended, decided in rows],
            "caseworker": [people[place % len(people)] for place in range(len(rows))],
        }
    )
    return reports.check(frame.assign(model_version="1", response=None))


def test_the_weight_is_the_part_of_the_way_that_was_gone() -> None:
    found = weight_of_advice(hours((2, 4, 3), (2, 4, 4), (2, 4, 2)))
    row = found["weight_of_advice"].iloc[0]
    assert row["rate"] == pytest.approx((0.5 + 1 + 0) / 3)
    assert row["nobs"] == 3
    assert np.isnan(row["count"])
    assert found["weight_clipped"]["count"].iloc[0] == 0


def test_the_weight_is_undefined_where_both_said_the_same_and_where_nobody_judged() -> None:
    assert weight_of_advice(hours((4, 4, 3), (None, 4, 4))) == {}


def test_going_beyond_the_advice_or_away_from_it_is_clipped_and_counted() -> None:
    found = weight_of_advice(hours((2, 4, 6), (2, 4, 1), (2, 4, 3)))
    assert found["weight_of_advice"]["rate"].iloc[0] == pytest.approx((1 + 0 + 0.5) / 3)
    assert (found["weight_clipped"]["count"].iloc[0], found["weight_clipped"]["nobs"].iloc[0]) == (2, 3)


def test_the_interval_of_the_weight_depends_on_the_seed_and_not_on_who_is_who() -> None:
    rows = [(2.0, 4.0, 2 + (place * place % 17) / 8) for place in range(60)]
    twelve = "abcdefghijkl"
    ends = [lowest(hours(*rows, people=people)) for people in (twelve, twelve[::-1])]
    assert ends[0] == ends[1]
    assert lowest(hours(*rows, people=twelve), seed=5) != ends[0]


def lowest(frame: pd.DataFrame, **seed: int) -> float:
    return float(weight_of_advice(frame, **seed)["weight_of_advice"]["low"].iloc[0])


def confident(*rows: tuple[float, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["confidence", "right"])
    right = np.where(frame["right"], "a", "b")
    return reports.check(
        frame.drop(columns="right").assign(
            model_version="1",
            recommended="a",
            decided="a",
            right_option=right,
            caseworker=[f"p{place % 6}" for place in range(len(frame))],
        )
    )


def test_the_calibration_error_weighs_each_band_by_its_records() -> None:
    frame = confident(*[(0.55, place < 4) for place in range(10)], *[(0.95, place < 27) for place in range(30)])
    bands = observed_correctness(frame)
    assert bands["rate"].tolist() == pytest.approx([0.4, 0.9])
    assert bands["confidence"].tolist() == pytest.approx([0.55, 0.95])
    error = calibration_error(frame).iloc[0]
    assert error["rate"] == pytest.approx(0.25 * 0.15 + 0.75 * 0.05)
    assert error["nobs"] == 40


def test_a_machine_that_is_as_often_right_as_it_says_has_no_calibration_error() -> None:
    assert calibration_error(confident(*[(0.8, place < 8) for place in range(10)]))["rate"].iloc[0] == pytest.approx(0)


def test_without_right_answers_nothing_is_said_of_confidence() -> None:
    frame = confident((0.8, True)).assign(right_option=pd.Categorical([None]))
    assert calibration_error(frame).empty
