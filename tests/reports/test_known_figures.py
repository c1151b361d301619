# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Real decisions: every figure that is known to be right comes out of the report."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reports

Row = dict[str, Any]
Find = Callable[[str, str, str], Row]


def finder(report: reports.Report) -> Find:
    """Look a row up in the JSON of a report, as an outside check would."""
    data = json.loads(report.to_json())

    def find(table: str, value: str, measure: str) -> Row:
        found = next(one for one in data["tables"] if one["name"] == table)
        rows = [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
        (match,) = [row for row in rows if row["value"] == value and row["measure"] == measure]
        return match

    return find


@pytest.fixture(scope="module")
def cards(shared_data: Path) -> Find:
    return finder(reports.trends(reports.read(shared_data / "cards.csv"), edition="full"))


@pytest.fixture(scope="module")
def copilot(shared_data: Path) -> Find:
    return finder(reports.trends(reports.read(shared_data / "copilot.csv"), edition="full"))


@pytest.mark.parametrize(
    ("table", "value", "measure", "count", "nobs"),
    [
        ("responses", "overall", "override_rate", 2608, 16872),
        ("by_recommended", "Red", "override_rate", 1095, 8594),
        ("by_recommended", "Black", "override_rate", 1513, 8278),
        ("by_model_version", "level_A", "override_rate", 600, 2400),
        ("by_model_version", "level_B", "override_rate", 326, 2448),
        ("by_model_version", "level_BP", "override_rate", 342, 2400),
        ("by_model_version", "level_B_cal", "override_rate", 1000, 7248),
        ("by_model_version", "level_C", "override_rate", 340, 2376),
        ("reliance", "overall", "initial_disagreement", 4230, 16872),
        ("reliance", "overall", "switch_fraction", 1946, 4230),
        ("reliance", "overall", "switched_away", 324, 12642),
        ("reliance", "overall", "rair", 1342, 2770),
        ("reliance", "overall", "rsr", 856, 1460),
        ("results", "overall", "right_when_accepted", 10683, 14264),
        ("results", "overall", "right_when_overridden", 962, 2608),
    ],
)
def test_the_cards_give_the_known_counts(
    cards: Find, table: str, value: str, measure: str, count: int, nobs: int
) -> None:
    row = cards(table, value, measure)
    assert (row["count"], row["nobs"]) == (count, nobs)
    assert row["rate"] == pytest.approx(count / nobs)
    assert row["low"] < row["rate"] < row["high"]
    assert row["suppressed"] is False


@pytest.mark.parametrize(("measure", "rate"), [("rair_macro", 0.4754), ("rsr_macro", 0.5614)])
def test_the_cards_give_the_known_means_over_deciders(cards: Find, measure: str, rate: float) -> None:
    row = cards("reliance", "overall", measure)
    assert row["rate"] == pytest.approx(rate, abs=5e-5)
    assert row["count"] is None
    assert row["low"] < row["rate"] < row["high"]


@pytest.mark.parametrize(
    ("table", "value", "measure", "count", "nobs"),
    [
        ("responses", "overall", "override_rate", 710, 1096),
        ("responses", "overall", "accept_rate", 386, 1096),
        ("responses", "overall", "coverage", 1096, 1151),
        ("responses", "overall", "seen_unanswered", 55, 1151),
        ("by_group_copilot_use", "Never", "override_rate", 318, 458),
        ("by_group_copilot_use", "Every day", "override_rate", 130, 232),
        ("by_system", "copilot", "coverage", 1096, 1151),
    ],
)
def test_copilot_gives_the_known_counts(
    copilot: Find, table: str, value: str, measure: str, count: int, nobs: int
) -> None:
    row = copilot(table, value, measure)
    assert (row["count"], row["nobs"]) == (count, nobs)


def test_clustered_and_plain_intervals_are_the_known_ones(cards: Find, copilot: Find) -> None:
    known = {
        cards: (2.715, (0.1458, 0.1638), (0.1492, 0.1601)),
        copilot: (4.40, (0.583, 0.708), (0.619, 0.676)),
    }
    for find, (effect, clustered, plain) in known.items():
        row = find("responses", "overall", "override_rate")
        assert row["nobs"] / row["nobs_effective"] == pytest.approx(effect, abs=0.005)
        assert (row["low_clustered"], row["high_clustered"]) == pytest.approx(clustered, abs=6e-4)
        assert (row["low"], row["high"]) == pytest.approx(plain, abs=6e-4)


def test_the_spread_between_deciders_is_the_known_one(cards: Find, copilot: Find) -> None:
    assert cards("spread", "overall", "icc")["rate"] == pytest.approx(0.075, abs=5e-4)
    assert copilot("spread", "overall", "icc")["rate"] == pytest.approx(0.048, abs=5e-4)


def test_two_systems_in_one_report_keep_their_figures_apart(shared_data: Path) -> None:
    import pandas as pd

    frames = [
        pd.read_csv(shared_data / name, dtype="str", keep_default_na=False, na_values=[""])
        for name in ("cards.csv", "copilot.csv")
    ]
    both = finder(reports.trends(reports.check(pd.concat(frames)), edition="full"))
    assert both("by_model_version", "card-colour/level_A", "override_rate")["count"] == 600
    assert both("by_recommended", "Red", "override_rate")["nobs"] == 8594
    assert both("by_system", "copilot", "override_rate")["nobs"] == 1096
    assert both("reliance", "card-colour", "rair")["nobs"] == 2770


def test_an_interval_for_ages_survives_as_a_label_and_a_missing_age_is_unknown(cards: Find) -> None:
    assert cards("by_group_age", "[40, 50]", "override_rate")["nobs"] == 3504
    assert cards("by_group_age", "unknown", "override_rate")["nobs"] == 96


@pytest.mark.parametrize("edition", ["board", "public"])
def test_the_groups_of_three_and_four_programmers_are_hidden(shared_data: Path, edition: str) -> None:
    find = finder(reports.trends(reports.read(shared_data / "copilot.csv"), edition=edition))
    for value in ("A few times a week", "Less than once a month", "Every day"):
        row = find("by_group_copilot_use", value, "override_rate")
        assert row["suppressed"] is True
        assert {row[name] for name in ("count", "nobs", "rate", "low", "high", "nobs_effective")} == {None}
    assert find("by_group_copilot_use", "Never", "override_rate")["suppressed"] is False


def test_the_same_groups_show_in_the_full_edition(copilot: Find) -> None:
    assert copilot("by_group_copilot_use", "A few times a week", "override_rate")["nobs"] == 150


def test_what_cannot_be_computed_has_no_rows_and_says_why(shared_data: Path) -> None:
    report = reports.trends(reports.read(shared_data / "copilot.csv"))
    tables = {table.name: table.rows for table in report.tables}
    assert not any(tables[name] for name in ("reliance", "results", "effect_of_showing", "direction"))
    sentences = [sentence for section in report.sections for sentence in section.sentences]
    assert sum(sentence.startswith("Kan ikke beregnes, fordi") for sentence in sentences) == 5
