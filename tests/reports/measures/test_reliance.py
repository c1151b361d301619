# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Reliance: the truth table, the denominators, and what is left out."""

import itertools

import numpy as np
import pandas as pd
import pytest

import reports
from reports.measures.outcomes import right_rates
from reports.measures.reliance import reliance
from tests.reports.logs import log


def facts(rows: list[tuple[str | None, str, str, str | None]], people: list[str] | None = None) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["own_judgement", "recommended", "decided", "right_option"])
    return reports.check(frame.assign(model_version="1", caseworker=people or ["p"] * len(rows)))


def measured(frame: pd.DataFrame, seed: int = 1) -> dict[str, dict[str, float]]:
    rows = reliance(frame, seed=seed).reset_index().to_dict("records")
    return {str(row["measure"]): {str(name): row[name] for name in row} for row in rows}


def counts(frame: pd.DataFrame) -> dict[str, list[int]]:
    """Count and denominator of each measure that has a count."""
    rows = measured(frame).items()
    return {name: [int(row["count"]), int(row["nobs"])] for name, row in rows if "macro" not in name}


# own judgement, recommendation, decision (right is always "a"): who counts, and who did it
TRUTH = {
    ("a", "a", "a"): {"initial_disagreement": 0, "switched_away": 0},
    ("a", "a", "b"): {"initial_disagreement": 0, "switched_away": 1},
    ("a", "b", "a"): {"initial_disagreement": 1, "switch_fraction": 0, "rsr": 1},
    ("a", "b", "b"): {"initial_disagreement": 1, "switch_fraction": 1, "rsr": 0},
    ("b", "a", "a"): {"initial_disagreement": 1, "switch_fraction": 1, "rair": 1},
    ("b", "a", "b"): {"initial_disagreement": 1, "switch_fraction": 0, "rair": 0},
    ("b", "b", "a"): {"initial_disagreement": 0, "switched_away": 1},
    ("b", "b", "b"): {"initial_disagreement": 0, "switched_away": 0},
}


@pytest.mark.parametrize("case", list(TRUTH))
def test_each_line_of_the_truth_table_counts_where_it_should(case: tuple[str, str, str]) -> None:
    found = counts(facts([(*case, "a")]))
    assert found == {name: [count, 1] for name, count in TRUTH[case].items()}


def test_the_whole_truth_table_adds_up() -> None:
    found = counts(facts([(b, r, d, "a") for b, r, d in itertools.product("ab", repeat=3)]))
    assert found["initial_disagreement"] == [4, 8]
    assert found["switch_fraction"] == [2, 4]
    assert found["switched_away"] == [2, 4]
    assert found["rair"] == [1, 2]
    assert found["rsr"] == [1, 2]  # over all four wrong recommendations it would have been 1 of 4


def test_a_move_to_a_third_option_is_no_switch() -> None:
    found = counts(facts([("b", "a", "c", "c")]))
    assert found["switch_fraction"] == [0, 1]
    assert "rair" not in found


def test_without_own_judgement_there_is_only_over_and_under_reliance() -> None:
    found = counts(facts([(None, "a", "a", "b"), (None, "a", "b", "b"), (None, "a", "b", "a"), (None, "a", "a", None)]))
    assert found == {"over_reliance": [1, 2], "under_reliance": [1, 1]}


def test_the_mean_over_deciders_leaves_out_who_never_met_such_a_case() -> None:
    moved, stood, other = ("b", "a", "a", "a"), ("b", "a", "b", "a"), ("a", "a", "a", "a")
    frame = facts([moved, moved, stood, stood, other], ["p", "p", "p", "q", "r"])
    macro = measured(frame)["rair_macro"]
    assert macro["rate"] == pytest.approx((2 / 3 + 0) / 2)
    assert macro["nobs"] == 2
    assert np.isnan(macro["count"])


def test_the_bootstrap_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    frame = reports.check(log(weeks=6))
    first, again, other = (measured(frame, seed=seed)["rair_macro"]["low"] for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_nothing_is_made_up_where_nothing_is_known() -> None:
    assert reliance(facts([(None, "a", "b", None)])).empty
    assert right_rates(facts([(None, "a", "b", None)])) == {}


def test_numbers_have_no_equality_and_are_left_out() -> None:
    frame = facts([("4.5", "4", "4", "4")]).assign(recommended_number=4.0)
    assert reliance(frame).empty


def test_showing_makes_the_difference_between_shown_and_withheld() -> None:
    made_up = log(weeks=10, systems=("hours",), rate=0.1)
    withheld = made_up.index % 5 == 0
    made_up.loc[withheld, ["shown", "state", "response"]] = [False, "withheld", None]
    made_up.loc[withheld, "decided"] = np.where(
        made_up.index[withheld] % 2, made_up.loc[withheld, "recommended"], "other"
    )
    row = reports.effect_of_showing(reports.check(made_up)).iloc[0]
    assert row["rate"] == pytest.approx(0.9 - 0.5, abs=0.03)
    assert row["low_clustered"] < row["rate"] < row["high_clustered"]
    assert reports.effect_of_showing(reports.check(log(weeks=2))).empty
