# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Figures show what their tables have released and nothing else, say it in words, and fit into any page."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pandas as pd
import pytest

import reports
from reports.charts import theme as charts_theme
from reports.charts.drawing import png, svg_of_document, svg_of_page
from reports.charts.kinds import short_labels
from reports.report import Chart, ChartKind, Table
from tests.reports.logs import log

NOW = date(2026, 11, 23)


@pytest.fixture(scope="module")
def made_up() -> pd.DataFrame:
    return log(jump=("control", 16, 0.5))


@pytest.fixture(scope="module")
def week(made_up: pd.DataFrame) -> reports.Report:
    return reports.weekly(reports.check(made_up), team="team-0", week="2026-W47", now=NOW)


@pytest.fixture(scope="module")
def board(made_up: pd.DataFrame) -> reports.Report:
    return reports.trends(reports.check(made_up), now=NOW)


def charts(report: reports.Report) -> dict[str, Chart]:
    return {chart.key: chart for section in report.sections for chart in section.charts}


def points_of(chart: Chart) -> list[Any]:
    return list(chart.rows)


def rows_of(report: reports.Report, name: str) -> list[dict[str, Any]]:
    table: Table = next(one for one in report.tables if one.name == name)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_every_kind_of_figure_is_in_the_reports_and_each_key_once(week: reports.Report, board: reports.Report) -> None:
    assert {chart.kind for report in (week, board) for chart in charts(report).values()} == set(ChartKind) - {
        ChartKind.FUNNEL  # it takes ten units
    }
    for report in (week, board):
        assert len(charts(report)) == sum(len(section.charts) for section in report.sections)


def test_the_control_chart_has_the_limits_that_signal(week: reports.Report) -> None:
    drawn = points_of(charts(week)["weeks-control"])
    table = [row for row in rows_of(week, "weeks") if row["system"] == "control"]
    assert [row[0] for row in drawn] == [row["value"] for row in table]
    for point, row in zip(drawn, table, strict=True):
        judged = row["state"] in ("ordinary", "unusual", "unusual_four_weeks")
        assert point[2:5] == (
            (row["lower_limit"], row["upper_limit"], row["baseline_rate"]) if judged else (None, None, None)
        )
        rate, lower, upper = point[1:4]
        outside = judged and row["nobs"] and not lower < rate < upper
        assert (point[5] == "week") == bool(outside)
    assert {row[5] for row in drawn} >= {"", "week"}
    assert [row[6] for row in drawn if row[6]] == ["version 2.0"]


def test_an_empty_week_is_empty_and_not_nought(made_up: pd.DataFrame) -> None:
    days = pd.to_datetime(made_up["decided_on"])
    gone = made_up[~days.between("2026-08-03", "2026-08-09")]
    report = reports.weekly(reports.check(gone), team="team-0", week="2026-W47", now=NOW)
    point = next(row for row in charts(report)["weeks-hours"].rows if row[0] == "2026-W32")
    assert point[1:5] == (None, None, None, None)
    assert "Uger uden et tal, der kan vises: 1." in charts(report)["weeks-hours"].description


def test_reasons_stand_in_the_order_of_their_counts(board: reports.Report) -> None:
    counts = [float(str(row[2])) for row in charts(board)["departed-hours"].rows if row[2] is not None]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) > 1


def test_systems_are_never_set_side_by_side(board: reports.Report) -> None:
    assert "by-system" not in charts(board)
    assert "by-quarter" in charts(board)


def test_every_figure_says_in_words_what_it_shows(week: reports.Report, board: reports.Report) -> None:
    for report in (week, board):
        for chart in charts(report).values():
            assert chart.caption.endswith(".")
            assert chart.description.endswith(".")
            assert any(letter.isdigit() for letter in chart.description)
    said = charts(week)["weeks-control"].description
    assert "Uden for almindelige udsving: uge" in said
    assert "Version 2.0 tog over i uge 38." in said


def test_figures_share_no_id_and_hold_no_style_script_or_address(week: reports.Report, board: reports.Report) -> None:
    drawn = [svg_of_page(chart) for report in (week, board) for chart in charts(report).values()]
    assert len(drawn) > 10
    for text in drawn:
        assert not re.search(r"style=|<style|<script|href=|\son\w+=|font-family", text)
        assert re.match(r'<svg [^>]*role="img" aria-label="[^"]+"', text)
        assert re.findall(r'(?:role|aria-[a-z]+)="', text.split(">", 1)[1]) == []
    weeks = [svg_of_page(chart) for chart in charts(week).values()]
    ids = [set(re.findall(r'\bid="([^"]+)"', text)) for text in weeks]
    assert not any(one & other for one, other in combinations(ids, 2))


def test_an_id_in_a_drawing_gets_the_name_of_its_figure(week: reports.Report) -> None:
    from reports.charts import drawing as charts_drawing

    chart = replace(charts(week)["responses"], key="with an id")
    whole = charts_drawing._bare
    try:
        charts_drawing._bare = lambda _chart: '<svg><clipPath id="clip0"/><g clip-path="url(#clip0)"/></svg>'  # type: ignore[assignment]
        text = svg_of_page(chart)
    finally:
        charts_drawing._bare = whole
    assert 'id="chart-with-an-id-clip0"' in text
    assert 'clip-path="url(#chart-with-an-id-clip0)"' in text


def test_numbers_on_figures_are_danish_in_danish_and_english_in_english(made_up: pd.DataFrame) -> None:
    facts = reports.check(made_up)
    danish, english = (
        svg_of_document(charts(reports.trends(facts, language=language, now=NOW))["by-quarter"])
        for language in ("da", "en")
    )
    assert re.search(r"\d+,\d\N{NO-BREAK SPACE}% \(", danish)
    assert re.search(r">\d+\N{NO-BREAK SPACE}%<", danish)
    assert re.search(r"\d+\.\d% \(", english)
    assert re.search(r">\d+%<", english)


def test_the_same_figure_is_drawn_once_and_always_the_same(week: reports.Report) -> None:
    from reports.charts import drawing as charts_drawing

    chart = replace(charts(week)["responses"], caption="Ny.")
    before = charts_drawing._bare.cache_info()
    first = svg_of_document(chart)
    assert svg_of_document(replace(chart)) == first
    after = charts_drawing._bare.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 1)
    charts_drawing._bare.cache_clear()
    assert svg_of_document(chart) == first
    assert png(chart).startswith(b"\x89PNG")


def test_colours_stay_apart_in_grey() -> None:
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for one, other in combinations(charts_theme.WAYS, 2):
        assert abs(lightness(one) - lightness(other)) > 0.2
    assert abs(lightness(charts_theme.MAIN) - lightness(charts_theme.FIELD)) > 0.4
    assert abs(lightness("#e41a1c") - lightness("#377eb8")) < 0.2  # a red and a blue that differ in hue alone


def test_a_report_without_its_figures_loads_no_drawing_library() -> None:
    code = (
        "import sys, json, reports; from tests.reports.logs import log; "
        "r = reports.weekly(reports.check(log(weeks=4)), team='team-0', week='2026-W25'); "
        "assert any(s.charts for s in r.sections); "
        "print(json.dumps([n for n in ('altair', 'vl_convert', 'typst', 'xlsxwriter') if n in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def lines_drawn(labels: list[str]) -> Chart:
    """A figure of intervals with these labels, one line each."""
    rows = tuple((label, "10 % (5–15 %)", 0.1, 0.05, 0.15) for label in labels)
    return Chart("made-up", ChartKind.INTERVALS, "da", "caption", "description", rows)


LONG = "Undringssager om boligforhold og samlivsforhold i hele kommunen, version"


@pytest.mark.parametrize(
    "labels",
    [
        [f"{LONG} 2026/03", f"{LONG} 2026/04"],
        ["a" * 90 + "b" * 40, "a" * 91 + "b" * 40],
        ["Ingen hjælp", "Ingen hjælp"],
    ],
)
def test_labels_that_begin_alike_keep_a_line_each(labels: list[str]) -> None:
    drawn = svg_of_document(lines_drawn(labels))
    heights = set(re.findall(r"<text[^>]*translate\([\d.]+,([\d.]+)\)[^>]*>10 % ", drawn))
    assert len(heights) == len(labels)
    assert len({*short_labels(["kort", *dict.fromkeys(labels)])}) == 1 + len({*labels})


def test_a_version_with_a_slash_of_its_own_keeps_it_and_a_system_before_it_is_named() -> None:
    one = reports.check(log(weeks=3, teams=1, systems=("hours",)).assign(model_version="2026/03"))
    several = reports.check(log(weeks=3, teams=1).assign(model_version="2026/03"))
    for facts, labels in ((one, {"2026/03"}), (several, {"Timer 2026/03", "control 2026/03"})):
        report = reports.trends(facts, edition="full", names={"system": {"hours": "Timer"}})
        (section,) = (section for section in report.sections if section.key == "by_model_version")
        assert {line[0] for line in section.grids[0].lines} == labels
