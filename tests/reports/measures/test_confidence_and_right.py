# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How sure the system said it was, beside how often it was right: figures, sentences, and when they hide."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reports
from reports.report import Section
from reports.tables.calibration import all_or_nothing, calibration_table
from tests.reports.logs import log


@pytest.fixture(scope="module")
def cards(shared_data: Path) -> reports.Report:
    return reports.trends(reports.read(shared_data / "cards.csv"), edition="full")


def rows_of(report: reports.Report) -> list[dict[str, Any]]:
    table = next(one for one in json.loads(report.to_json())["tables"] if one["name"] == "calibration")
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def bands_of(report: reports.Report) -> Section:
    return next(section for section in report.sections if section.key == "by_confidence_band")


def test_the_cards_give_their_share_of_right_recommendations_by_band(cards: reports.Report, shared_data: Path) -> None:
    raw = pd.read_csv(shared_data / "cards.csv")
    right = raw["recommended"] == raw["right_option"]
    place = np.searchsorted([0.5, 0.6, 0.7, 0.8, 0.9], raw["confidence"], side="right")
    known = {number: (int(right[place == number].sum()), int((place == number).sum())) for number in np.unique(place)}
    found = [row for row in rows_of(cards) if row["measure"] == "recommendation_right"]
    assert [(row["count"], row["nobs"]) for row in found] == list(known.values())
    error = sum(abs(right[place == number].sum() - raw["confidence"][place == number].sum()) for number in known)
    (overall,) = (row for row in rows_of(cards) if row["measure"] == "calibration_error")
    assert overall["rate"] == pytest.approx(error / len(raw))


def test_the_section_on_confidence_says_how_often_the_system_was_right_and_draws_it(cards: reports.Report) -> None:
    section = bands_of(cards)
    assert "Når systemet var mindst sikkert" in section.sentences[0]
    assert "(ECE)" in section.sentences[1]
    assert {chart.key for chart in section.charts} == {"by-confidence_band", "calibration"}
    assert len({len(row) for chart in section.charts for row in chart.rows}) == 1


def test_without_right_answers_the_section_says_why() -> None:
    report = reports.trends(reports.check(log(weeks=3, teams=1).assign(right_option=None)), edition="full")
    assert rows_of(report) == []
    assert "kan ikke beregnes, fordi det rigtige svar ikke er kendt" in bands_of(report).sentences[0]


@pytest.fixture(scope="module")
def some_known() -> pd.DataFrame:
    """Two quarters; in the first the right answer is known for three of the surest cases and many others."""
    frame = log(weeks=12, teams=2, systems=("hours",))
    early, surest = frame["decided_on"] < "2026-06-29", frame["confidence"] >= 0.9
    few = frame.index[early & surest][:3]
    return reports.check(
        frame.assign(right_option=frame["right_option"].where(~(early & surest) | frame.index.isin(few)))
    )


def test_all_of_it_hides_where_one_band_of_one_quarter_must(some_known: pd.DataFrame) -> None:
    both = calibration_table(some_known, "board")
    assert both["suppressed"].all()
    assert both[["count", "nobs", "rate", "confidence"]].isna().all(axis=None)
    late = some_known[some_known["quarter"] == "2026-Q3"]
    early = some_known[some_known["quarter"] == "2026-Q2"]
    assert not calibration_table(late, "board")["suppressed"].any()
    assert calibration_table(early, "board")["suppressed"].all()
    # Were only the one band of the one quarter hidden, both quarters less the late one would give it.
    assert not calibration_table(some_known, "full")["suppressed"].any()


def test_a_band_whose_own_row_hides_takes_all_of_it_along() -> None:
    frame = log(weeks=18, teams=2, systems=("hours",))
    frame["confidence"] = np.array([0.55, 0.65, 0.75, 0.85])[frame.index % 4]
    shown = reports.trends(reports.check(frame))
    assert len(bands_of(shown).charts) == 2
    frame.loc[frame.index[:3], "confidence"] = 0.99  # too few to be shown, and no right answer is known for them
    frame.loc[frame.index[:3], "right_option"] = None
    hidden = reports.trends(reports.check(frame))
    assert {row["suppressed"] for row in rows_of(hidden)} == {True}
    assert {row["nobs"] for row in rows_of(hidden)} == {None}
    assert "kan ikke vises" in bands_of(hidden).sentences[0]


def test_one_hidden_row_empties_the_table_but_in_full() -> None:
    table = pd.DataFrame({"dimension": "d", "value": ["a", "b"], "measure": "m", "rate": [0.1, 0.2]})
    table = table.assign(suppressed=[True, False])
    assert all_or_nothing(table, "board")["rate"].isna().all()
    assert all_or_nothing(table, "full") is table


def test_the_public_edition_has_no_such_table() -> None:
    report = reports.trends(reports.check(log(weeks=4, teams=1, systems=("hours",))), edition="public")
    assert "calibration" not in {table.name for table in report.tables}
