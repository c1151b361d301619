# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the pages tell a team lead on Monday and a board: the run of weeks, and what to ask."""

from datetime import date

import pandas as pd
import pytest

import reports
from tests.reports.logs import log

NOW = date(2026, 11, 23)


@pytest.fixture(scope="module")
def made_up() -> pd.DataFrame:
    return log(jump=("control", 16, 0.5))


@pytest.fixture(scope="module")
def week(made_up: pd.DataFrame) -> reports.Report:
    return reports.weekly(reports.check(made_up), team="team-0", week="2026-W47", now=NOW)


def test_the_board_sees_the_run_of_weeks_of_each_system_with_its_changes_of_version(made_up: pd.DataFrame) -> None:
    report = reports.trends(reports.check(made_up), now=NOW)
    section = next(section for section in report.sections if section.key == "weeks")
    assert "control: version 2.0 tog over i uge 38." in section.sentences
    assert [chart.key for chart in section.charts] == ["weeks-control", "weeks-hours"]
    assert [len(grid.headings) for grid in section.grids] == [5, 5]
    assert all(len(line) == 5 for grid in section.grids for line in grid.lines)
    public = reports.trends(reports.check(made_up), now=NOW, edition="public")
    assert "weeks" not in {section.key for section in public.sections}


def test_an_unusual_week_comes_with_what_to_ask_and_an_ordinary_one_without(week: reports.Report) -> None:
    asked = "Spørg teamet, hvad der er anderledes: sagerne, reglerne, data eller systemet. Begynd med årsagerne."
    assert asked in week.headline
    ordinary = reports.weekly(reports.check(log()), team="team-0", week="2026-W47", now=NOW)
    assert any("almindelige udsving omkring" in sentence for sentence in ordinary.headline)
    assert asked not in ordinary.headline
