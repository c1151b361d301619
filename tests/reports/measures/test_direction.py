# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Which way decisions go: the exact sign test, what clustering takes from it, and what is said of it."""

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import reports
from reports.measures.direction import asymmetry
from reports.report import Section
from tests.reports.logs import log


def ways(*people: tuple[int, int, int], group: str = "all", system: str = "hours") -> pd.DataFrame:
    """A log in which each person decides more, the same and less so many times."""
    rows = [
        (f"p{number}", way)
        for number, counts in enumerate(people)
        for way, count in zip((1, 0, -1), counts, strict=True)
        for _ in range(count)
    ]
    frame = pd.DataFrame(rows, columns=["caseworker", "direction"]).assign(model_version="1", recommended="a")
    decided = np.where(frame["direction"] == 0, "a", "b")
    return frame.assign(decided=decided, group_kind=group, system=system, team="north")


def direction_of(report: reports.Report) -> Section:
    return next(section for section in report.sections if section.key == "direction")


def rows_of(report: reports.Report) -> list[dict[str, Any]]:
    table = next(one for one in json.loads(report.to_json())["tables"] if one["name"] == "direction")
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


@pytest.mark.parametrize(("more", "less"), [(1, 1), (2, 0), (9, 3), (30, 14), (200, 150)])
def test_more_against_less_is_the_exact_sign_test(more: int, less: int) -> None:
    people = [(more // 2, 5, less - less // 2), (more - more // 2, 5, less // 2)]
    row = asymmetry(reports.check(ways(*people))).iloc[0]
    assert (row["count"], row["nobs"]) == (more, more + less)
    assert row["p_value"] == pytest.approx(stats.binomtest(more, more + less).pvalue)
    assert row["p_value_clustered"] >= row["p_value"]


def test_the_clustered_test_and_the_clustered_interval_say_the_same() -> None:
    for seed in range(30):
        random = np.random.default_rng(seed)
        people = [tuple(random.multinomial(40, [part, 0.5, 0.5 - part])) for part in random.uniform(0.15, 0.45, 9)]
        row = asymmetry(reports.check(ways(*people))).iloc[0]
        leaves_out_half = row["low_clustered"] > 0.5 or row["high_clustered"] < 0.5
        assert leaves_out_half == (row["p_value_clustered"] < 0.05) or row["p_value"] >= 0.05


def test_a_skew_that_few_people_make_is_not_called_more_than_chance() -> None:
    few = reports.trends(reports.check(ways(*[(40, 20, 0)] * 2, *[(5, 50, 8)] * 6)), edition="full")
    (row,) = (row for row in rows_of(few) if row["measure"] == "asymmetry" and row["dimension"] == "overall")
    assert row["p_value"] < 0.001  # the plain test alone would convict
    assert row["p_adjusted"] > 0.05
    assert "få sagsbehandlere" in direction_of(few).sentences[0]
    all_alike = reports.trends(reports.check(ways(*[(14, 40, 5)] * 8)), edition="full")
    assert "er mere, end tilfældigheder kan forklare" in direction_of(all_alike).sentences[0]
    even = reports.trends(reports.check(ways(*[(9, 40, 9)] * 8)), edition="full")
    assert "kan være tilfældig" in direction_of(even).sentences[0]


def test_each_system_goes_its_own_way_in_its_own_words_and_no_sum_of_them_is_judged() -> None:
    parts = [ways(*[(14, 40, 5)] * 8), ways(*[(5, 40, 14)] * 8, system="control")]
    facts = reports.check(pd.concat(parts, ignore_index=True))
    scales = {"hours": ("mere hjælp", "mindre hjælp"), "control": ("mere kontrol", "mindre kontrol")}
    report = reports.trends(facts, edition="full", scales=scales)
    control, hours = direction_of(report).sentences
    assert control.startswith("control: ")
    assert "gik mod mindre kontrol, er mere, end" in control
    assert "gik mod mere hjælp, er mere, end" in hours
    assert not [row for row in rows_of(report) if row["value"] == "overall" and row["measure"] == "asymmetry"]


def test_the_tests_of_the_page_are_corrected_together() -> None:
    facts = reports.check(log(weeks=8, teams=1, caseworkers=10))
    rows = rows_of(reports.trends(facts, edition="full"))
    found = [row for row in rows if row["measure"] == "asymmetry"]
    given = [row["p_value_clustered"] for row in found]
    assert len(given) > 4
    oracle = stats.false_discovery_control(given, method="bh")
    assert [row["p_adjusted"] for row in found] == pytest.approx(list(oracle))
    assert all(row["p_adjusted"] is None for row in rows if row["measure"] == "more")


def test_the_public_edition_has_no_p_values_because_they_would_undo_its_rounding() -> None:
    facts = reports.check(log(weeks=4, teams=1, systems=("hours",)))
    assert all("p_value" not in row for row in rows_of(reports.trends(facts, edition="public")))
