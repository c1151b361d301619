# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A figure over several quarters hides where what it is made of hides in one; alone it would have shown."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

import reports
from reports.measures.cells import RATE_COLUMNS
from reports.measures.intervals import benjamini_hochberg
from reports.tables import effect_table
from reports.tables.concealing import _with_complements, _with_macros, without_hidden_codes
from reports.tables.groups import ADJUSTED, differences_table
from reports.tables.outcomes import oversight_table
from tests.reports.logs import log

NOW = date(2027, 2, 1)
EARLY = "2026-06-29"  # the first day of the third quarter's weeks


def half_a_year() -> pd.DataFrame:
    frame = log(weeks=18, teams=3, per_week=30, systems=("hours",), seed=3)
    place = np.random.default_rng(3).choice(["town", "village", "farm"], len(frame), p=[0.5, 0.3, 0.2])
    return frame.assign(groups=[f'{{"place": "{name}"}}' for name in place], place=place)


def released(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """A table of the board's report over both quarters."""
    report = reports.trends(frame.drop(columns="place"), now=NOW)
    return next(pd.DataFrame(table.rows, columns=table.columns) for table in report.tables if table.name == name)


def hides(table: pd.DataFrame, value: str, measure: str) -> bool:
    row = table[(table["value"] == value) & (table["measure"] == measure)]
    assert len(row) == 1
    return bool(row["suppressed"].iloc[0])


def test_the_direction_of_a_group_is_not_compared_where_it_is_hidden_in_a_quarter() -> None:
    frame = half_a_year()
    some = (frame["place"] == "farm") & (frame["decided_on"] < EARLY)
    kept = frame.index[some][:3]
    frame.loc[some & ~frame.index.isin(kept), "direction"] = np.nan
    alone = differences_table(reports.check(frame.drop(columns="place")), ["group_place"], "board")
    assert not hides(alone, "farm", "direction_difference")
    table = released(frame, "differences")
    assert hides(table, "farm", "direction_difference")
    assert not hides(table, "farm", "difference")


def test_p_values_are_corrected_over_the_comparisons_that_show() -> None:
    frame = half_a_year()
    some = (frame["place"] == "farm") & (frame["decided_on"] < EARLY)
    kept = frame.index[some][:3]
    frame.loc[some & ~frame.index.isin(kept), "direction"] = np.nan
    table = released(frame, "differences")
    assert table["suppressed"].any()
    family = table[table["measure"] != ADJUSTED]
    values = family["p_value"].astype(float)
    assert values[family["suppressed"].astype(bool)].isna().all()
    expected = benjamini_hochberg(values)
    np.testing.assert_allclose(family["p_adjusted"].astype(float), expected)


def test_the_outermost_bands_are_not_compared_where_one_hides_in_a_quarter() -> None:
    frame = half_a_year()
    unsure = (frame["confidence"] < 0.5) & (frame["decided_on"] < EARLY)
    frame.loc[frame.index[unsure][3:], "confidence"] = 0.99
    alone = oversight_table(reports.check(frame.drop(columns="place")), "board")
    assert not hides(alone, "hours", "band_difference")
    assert hides(released(frame, "oversight"), "hours", "band_difference")


@pytest.fixture
def with_withheld() -> pd.DataFrame:
    frame = half_a_year()
    withheld = np.random.default_rng(5).random(len(frame)) < 0.2
    rare = (frame["place"] == "farm") & (frame["decided_on"] < EARLY)
    withheld &= ~rare.to_numpy() | frame.index.isin(frame.index[rare & withheld][:3])
    frame.loc[withheld, ["shown", "state", "response"]] = [False, "withheld", None]
    return frame


def test_the_effect_in_a_group_hides_where_it_is_hidden_in_a_quarter(with_withheld: pd.DataFrame) -> None:
    alone = effect_table(reports.check(with_withheld.drop(columns="place")), ["group_place"], "board")
    assert not hides(alone, "farm", "difference")
    table = released(with_withheld, "effect_of_showing")
    assert hides(table, "farm", "difference")
    assert table["suppressed"].sum() >= 2


def test_each_dimension_adds_up_to_the_total_by_itself() -> None:
    rows = [("overall", "overall"), *(("group_a", name) for name in "xyz"), *(("group_b", name) for name in "pq")]
    table = pd.DataFrame(rows, columns=["dimension", "value"]).assign(measure="difference")
    one_in_each = _with_complements(table, (table["value"].isin(["x", "p"])).to_numpy())
    assert table.loc[one_in_each, "value"].tolist() == ["overall", "x", "p"]
    only_the_total = _with_complements(table, (table["value"] == "overall").to_numpy())
    assert table.loc[only_the_total, "value"].tolist() == ["overall", "x", "p"]
    two = (table["value"].isin(["x", "y"])).to_numpy()
    assert (_with_complements(table, two) == two).all()


def test_a_mean_over_caseworkers_hides_with_the_share_that_it_is_the_mean_of() -> None:
    table = pd.DataFrame(
        {"value": ["overall", "overall", "hours", "hours"], "measure": ["rair", "rair_macro", "rair", "rair_macro"]}
    )
    hidden = np.array([False, False, True, False])
    assert _with_macros(table, hidden).tolist() == [False, False, True, True]


def test_a_sign_that_leaves_cases_out_hides_with_the_code_that_it_leaves_out() -> None:
    signs = pd.DataFrame({"value": "hours", "measure": ["reason_repeat", "quick_followed", "catch_all_codes"]})
    signs = signs.assign(**dict.fromkeys(RATE_COLUMNS, 7.0), suppressed=False)
    reasons_told = pd.DataFrame({"dimension": "code", "system": "hours", "value": ["A1", "F1"], "suppressed": False})
    shown = without_hidden_codes(signs, reasons_told)
    hidden = without_hidden_codes(signs, reasons_told.assign(suppressed=reasons_told["value"] == "A1"))
    assert shown["suppressed"].tolist() == [False, False, False]
    assert hidden["suppressed"].tolist() == [True, True, False]
    assert hidden["nobs"].isna().tolist() == [True, True, False]
