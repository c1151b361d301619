# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Groups within like cases: what the crude comparison gets wrong, and what the pooled one must agree with."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

import reports
from reports.measures.adjusted import odds_ratio


def simpson() -> pd.DataFrame:
    """Two options; within each, both groups are overridden alike; the groups meet the options unequally often."""
    parts = []
    for option, rate, sizes in (("easy", 0.1, {"a": 900, "b": 100}), ("hard", 0.5, {"a": 100, "b": 900})):
        for group, size in sizes.items():
            over = np.arange(size) < rate * size
            parts.append(
                pd.DataFrame(
                    {
                        "recommended": option,
                        "decided": np.where(over, "other", option),
                        "group_kind": group,
                        "caseworker": [f"p{place % 40}" for place in range(size)],
                    }
                )
            )
    return reports.check(pd.concat(parts, ignore_index=True).assign(model_version="1", system="s"))


def test_what_the_mix_of_cases_explains_is_no_difference_between_groups() -> None:
    crude = reports.difference(simpson(), "group_kind")["rate"]
    assert crude["b"] > 0.3
    adjusted = odds_ratio(simpson(), "group_kind").loc["b"]
    assert adjusted["rate"] == pytest.approx(1.0)
    assert adjusted["low_clustered"] < 1 < adjusted["high_clustered"]
    assert adjusted["p_adjusted"] == pytest.approx(1.0)


def test_the_pooled_odds_agree_with_the_library_over_the_same_tables() -> None:
    random = np.random.default_rng(3)
    size = 4000
    frame = pd.DataFrame(
        {
            "recommended": random.choice(["x", "y", "z"], size),
            "group_kind": random.choice(["a", "b"], size, p=[0.3, 0.7]),
            "caseworker": random.integers(0, 30, size),
            "system": random.choice(["s", "t"], size),
            "model_version": "1",
        }
    )
    over = random.random(size) < np.where(frame["group_kind"] == "a", 0.3, 0.2)
    frame["decided"] = np.where(over, "other", frame["recommended"])
    tables = [
        np.array([[(part & over).sum(), (part & ~over).sum()] for part in (inside & group, inside & ~group)], float)
        for system in ("s", "t")
        for option in ("x", "y", "z")
        for inside in [((frame["system"] == system) & (frame["recommended"] == option)).to_numpy()]
        for group in [(frame["group_kind"] == "a").to_numpy()]
    ]
    oracle = StratifiedTable(tables)
    row = odds_ratio(reports.check(frame), "group_kind").loc["a"]
    assert row["rate"] == pytest.approx(oracle.oddsratio_pooled)
    assert (row["low"], row["high"]) == pytest.approx(oracle.oddsratio_pooled_confint())
    assert row["low_clustered"] <= row["low"]
    assert row["high"] <= row["high_clustered"]


def test_a_group_that_never_meets_the_same_cases_as_the_others_cannot_be_compared() -> None:
    frame = simpson()
    apart = frame[(frame["recommended"] == "easy") == (frame["group_kind"] == "a")]
    assert odds_ratio(apart, "group_kind")["rate"].isna().all()


def test_relabelling_the_groups_only_moves_the_rows() -> None:
    frame = simpson().assign(group_kind=lambda rows: rows["group_kind"].cat.rename_categories({"a": "z"}))
    first, second = odds_ratio(simpson(), "group_kind"), odds_ratio(frame, "group_kind")
    pd.testing.assert_frame_equal(
        first.rename(index={"a": "z"}).sort_index(),
        second.sort_index(),
        check_index_type=False,
        check_categorical=False,
    )


def test_the_report_says_when_a_difference_between_groups_is_one_between_cases() -> None:
    sentences = [text for section in reports.trends(simpson()).sections for text in section.sentences]
    assert any("Blandt sager med samme anbefaling er forskellen ikke større" in text for text in sentences)
    same_cases = simpson()[["decided", "group_kind", "response"]].assign(
        model_version="1", recommended="easy", caseworker=[f"p{place % 40}" for place in range(2000)]
    )
    same_cases["decided"] = np.where(same_cases["response"] == "overridden", "other", "easy")
    mixed = reports.check(same_cases)
    stands = [text for section in reports.trends(mixed).sections for text in section.sentences]
    assert any("også mellem sager med samme anbefaling" in text for text in stands)
