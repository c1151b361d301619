# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Results for accepted and overridden side by side, after a fixed follow-up, and the bound on unseen harm."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

import reports
from reports.measures.calibration import calibration_error
from reports.measures.outcomes import followed_up, override_deficit, overturned, right_rates
from reports.measures.reliance import reliance

OLD, YOUNG = "2026-01-12", "2026-10-05"
NOW = date(2026, 11, 20)


def decided(*rows: tuple[str, str | None, str, int]) -> pd.DataFrame:
    """A checked log of (response, result, day) so many times each."""
    spread = [row[:3] for row in rows for _ in range(row[3])]
    frame = pd.DataFrame(spread, columns=["response", "result", "decided_on"])
    people = [f"p{place % 7}" for place in range(len(frame))]
    return reports.check(
        frame.assign(model_version="1", recommended="a", caseworker=people, shown=True, decided=None, state="answered")
    )


@pytest.fixture
def settled() -> pd.DataFrame:
    return decided(
        ("accepted", None, OLD, 80),
        ("accepted", "upheld", OLD, 15),
        ("accepted", "changed", OLD, 3),
        ("accepted", "remitted", OLD, 2),
        ("overridden", None, OLD, 30),
        ("overridden", "upheld", OLD, 8),
        ("overridden", "annulled", OLD, 2),
        ("overridden", "changed", YOUNG, 50),
    )


def counts(frame: pd.DataFrame) -> dict[str, dict[str, tuple[int, int]]]:
    """Count and denominator of each measure, by response."""
    return {
        name: {str(value): (int(row["count"]), int(row["nobs"])) for value, row in table.iterrows()}
        for name, table in overturned(frame, NOW).items()
    }


def test_overturned_is_counted_per_decision_and_per_settled_complaint_for_both_responses(settled: pd.DataFrame) -> None:
    found = counts(settled)
    assert found["overturned_per_decision"] == {"accepted": (5, 100), "overridden": (2, 40)}
    assert found["overturned_per_settled"] == {"accepted": (5, 20), "overridden": (2, 10)}
    assert found["remitted_per_decision"] == {"accepted": (2, 100), "overridden": (0, 40)}


def test_decisions_younger_than_half_a_year_pend_and_cannot_make_a_quarter_look_bad_or_good(
    settled: pd.DataFrame,
) -> None:
    rows, pending = followed_up(settled, NOW)
    assert (len(rows), pending) == (140, 50)
    assert followed_up(settled, None)[1] == 0
    young_too = counts(settled.assign(decided_on=pd.Timestamp(OLD), quarter="2026-Q1"))
    assert young_too["overturned_per_decision"]["overridden"] == (52, 90)


def test_what_is_followed_up_grows_by_whole_quarters_never_by_a_day() -> None:
    days = pd.date_range("2026-01-05", "2026-05-29", freq="D").strftime("%Y-%m-%d")
    frame = decided(*(("accepted", "upheld", day, 2) for day in days))
    followed = [len(followed_up(frame, date(2026, 9, 1) + timedelta(days=day))[0]) for day in range(90)]
    assert set(followed) == {0, 2 * 84}  # the twelve weeks of the first quarter, from 28 September on
    assert followed.index(2 * 84) == 27


def test_the_board_is_told_how_many_decisions_pend(settled: pd.DataFrame) -> None:
    report = reports.trends(settled, now=date(2027, 2, 1), language="da")
    section = next(one for one in report.sections if one.key == "results")
    assert "50 nyere beslutninger er ikke talt med endnu." in " ".join(section.sentences)
    pending = next(table for table in report.tables if table.name == "results")
    row = next(row for row in pending.rows if row[pending.columns.index("measure")] == "old_enough")
    assert dict(zip(pending.columns, row, strict=True))["count"] == 140


def test_the_difference_between_overridden_and_accepted_is_newcombes(settled: pd.DataFrame) -> None:
    row = overturned(settled, NOW)["overturned_difference"].iloc[0]
    assert row["rate"] == pytest.approx(2 / 40 - 5 / 100)
    oracle = confint_proportions_2indep(2, 40, 5, 100, compare="diff", method="newcomb")
    assert (row["low"], row["high"]) == pytest.approx(oracle)


def test_nothing_is_said_of_results_where_none_is_known() -> None:
    assert overturned(decided(("accepted", None, OLD, 10)), NOW) == {}


def test_the_cards_give_the_documented_bound_below_the_truth(shared_data: Path) -> None:
    cards = reports.read(shared_data / "cards.csv")
    row = override_deficit(cards).iloc[0]
    assert row["rate"] == pytest.approx(0.1147, abs=5e-5)
    wrong_and_followed = (cards["recommended"].astype(str) != cards["right_option"].astype(str)) & (
        cards["response"] == "accepted"
    )
    truth = wrong_and_followed.mean()
    assert truth == pytest.approx(0.2122, abs=5e-5)
    assert row["rate"] <= truth
    assert row["low_clustered"] < row["low"] < row["rate"] < row["high"] < row["high_clustered"]
    assert override_deficit(decided(("accepted", None, OLD, 10))).empty


def known(*rows: tuple[str, str | None, str | None, int]) -> pd.DataFrame:
    """A checked log of (decided, right option, result, how many); ``a`` is always recommended, with a confidence."""
    spread = [row[:3] for row in rows for _ in range(row[3])]
    frame = pd.DataFrame(spread, columns=["decided", "right_option", "result"])
    people = [f"p{place % 7}" for place in range(len(frame))]
    return reports.check(frame.assign(model_version="1", recommended="a", confidence=0.8, caseworker=people))


COMPLAINTS = (("a", None, "upheld", 30), ("b", None, "upheld", 20), ("a", "b", "changed", 9), ("b", "a", "changed", 9))


def test_a_right_option_that_only_a_result_tells_of_says_nothing_of_how_often_people_are_right() -> None:
    facts = known(*COMPLAINTS)
    assert facts["right_option"].notna().all()  # so each of these would otherwise have a figure
    assert right_rates(facts) == {}
    assert reliance(facts).empty
    assert calibration_error(facts).empty
    assert override_deficit(facts).empty


def test_right_options_known_by_themselves_are_counted_without_those_of_results() -> None:
    found = right_rates(known(*COMPLAINTS, ("a", "a", None, 12), ("a", "b", None, 8), ("b", "b", None, 7)))
    assert {name: (table["count"].iloc[0], table["nobs"].iloc[0]) for name, table in found.items()} == {
        "right_when_accepted": (12, 20),
        "right_when_overridden": (7, 7),
    }


def test_the_report_says_why_right_and_wrong_cannot_be_counted() -> None:
    def said(facts: pd.DataFrame) -> str:
        (section,) = (one for one in reports.trends(facts, edition="full").sections if one.key == "results")
        return " ".join(section.sentences)

    assert "kan ikke beregnes, fordi det rigtige svar kun kendes fra klager" in said(
        known(*COMPLAINTS).assign(decided_on=pd.Timestamp(OLD))
    )
    assert "kan ikke beregnes, fordi" not in said(known(("a", "a", None, 12), ("b", "a", None, 8)))
