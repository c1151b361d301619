# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The funnel of teams, and the bands of the system's own confidence, as figure, words and table."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

import reports
from reports.charts.drawing import png, svg_of_document
from reports.report import Chart, ChartKind, Section
from tests.reports.logs import log

NOW = date(2026, 11, 23)
ODD = "team-9"


def teams(many: int = 12) -> pd.DataFrame:
    """One system in many teams of growing size, one of which overrides next to nothing."""
    parts = []
    for number in range(many):
        name = f"team-{number}"
        rate = 0.02 if name == ODD else 0.16 + 0.01 * (number % 4)
        part = log(weeks=18, teams=1, systems=("hours",), per_week=8 + 3 * number, rate=rate, seed=number)
        parts.append(part.assign(team=name, decider=part["decider"].str.replace("team-0", name)))
    return reports.check(pd.concat(parts, ignore_index=True))


def section(report: reports.Report, key: str) -> Section:
    return next(one for one in report.sections if one.key == key)


@pytest.fixture(scope="module")
def board() -> reports.Report:
    return reports.trends(teams(), now=NOW)


@pytest.fixture(scope="module")
def chart(board: reports.Report) -> Chart:
    (found,) = section(board, "funnel").charts
    return found


def test_the_team_that_lies_outside_is_named_in_words_table_and_figure(board: reports.Report, chart: Chart) -> None:
    said = section(board, "funnel")
    assert [sentence for sentence in said.sentences if "uden for de ydre grænser" in sentence]
    assert ODD in said.sentences[0]
    lines = {line[0]: line[-1] for line in said.grids[0].lines}
    assert len(lines) == 12
    assert {name for name, told in lines.items() if told == "uden for de ydre"} == {ODD}
    assert chart.kind is ChartKind.FUNNEL
    assert f"Uden for de ydre grænser: {ODD}." in chart.description
    assert f">{ODD}<" in svg_of_document(chart)
    assert ">team-3<" not in svg_of_document(chart)


def test_the_limits_on_the_figure_are_those_that_the_table_signals_by(board: reports.Report, chart: Chart) -> None:
    table = next(one for one in board.tables if one.name == "funnel")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    names = ("value", "nobs", "rate", "low_95", "high_95", "low_99.8", "high_99.8")
    assert [row[:-1] for row in chart.rows] == [tuple(row[name] for name in names) for row in rows]
    outside = [not row["low_99.8"] <= row["rate"] <= row["high_99.8"] for row in rows]  # type: ignore[operator]
    assert [row[-1] == "outer" for row in chart.rows] == outside


def test_under_ten_teams_give_neither_funnel_nor_figure() -> None:
    said = section(reports.trends(teams(9), now=NOW), "funnel")
    assert not said.grids
    assert "Kan ikke beregnes" in said.sentences[0]


def test_ten_kinds_of_recommendation_make_a_funnel_of_case_types() -> None:
    frame = log(weeks=18, teams=2, systems=("hours",))
    random = np.random.default_rng(3)
    kinds = random.choice([f"kind-{number}" for number in range(11)], len(frame))
    overridden = frame["response"] == "overridden"
    frame = frame.assign(recommended=kinds, decided=np.where(overridden, "none", kinds), direction=None)
    said = section(reports.trends(reports.check(frame), now=NOW), "funnel")
    assert [grid.chart.key for grid in said.grids if grid.chart] == ["funnel-recommended"]
    assert "Alle 11 slags anbefalinger ligger inden for" in said.sentences[0]


def test_confidence_bands_stand_in_their_order_with_their_intervals(board: reports.Report) -> None:
    chart, _right = section(board, "by_confidence_band").charts
    assert chart.kind is ChartKind.BANDS
    assert [str(row[0])[:2] for row in chart.rows] == ["0–", "50", "60", "70", "80", "90"]
    drawn = svg_of_document(chart)
    assert str(chart.rows[0][1]).partition(" (")[0] in drawn
    assert all(row[3] < row[2] < row[4] for row in chart.rows)  # type: ignore[operator]


def test_a_band_that_hides_has_no_mark() -> None:
    frame = log(weeks=18, teams=2, systems=("hours",))
    frame["confidence"] = np.array([0.55, 0.65, 0.75, 0.85])[frame.index % 4]
    frame.loc[frame.index[:3], "confidence"] = 0.99
    (chart,) = section(reports.trends(reports.check(frame), now=NOW), "by_confidence_band").charts
    hidden = [row for row in chart.rows if row[2] is None]
    assert "90" in [str(row[0])[:2] for row in hidden]
    assert all(row[3] is None and row[4] is None for row in hidden)
    assert 2 <= len(hidden) < len(chart.rows)
    assert "for få" not in svg_of_document(chart)
    assert png(chart).startswith(b"\x89PNG")
