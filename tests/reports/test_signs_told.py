# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The section on whether the recommendation is checked: what it asks, and how much of it can be shown."""

from datetime import date

import pandas as pd
import pytest

import reports
from reports.report import Section
from reports.sections.oversight import oversight_section
from reports.wording import Words
from tests.reports.logs import log


@pytest.fixture(scope="module")
def week() -> reports.Report:
    return reports.weekly(reports.check(log()), team="team-0", week="2026-W47", now=date(2026, 11, 23), language="en")


def table_of(report: reports.Report) -> pd.DataFrame:
    table = next(table for table in report.tables if table.name == "oversight")
    return pd.DataFrame(table.rows, columns=list(table.columns))


def section_of(report: reports.Report) -> Section:
    return next(section for section in report.sections if section.key == "oversight")


def test_the_week_shows_the_signs_of_each_system_and_not_its_answers_again(week: reports.Report) -> None:
    grids = section_of(week).grids
    assert len(grids) == 2
    labels = [line[0] for line in grids[0].lines]
    assert "The same text was used before" in labels
    assert "Overridden" not in labels


def test_where_signs_hide_the_section_says_how_many_show(week: reports.Report) -> None:
    table = table_of(week)
    signs = table[~table["measure"].str.endswith("_rate")]
    hidden = signs.assign(suppressed=[number < 3 for number in range(len(signs))])
    said = oversight_section(Words("en"), hidden, []).sentences
    assert f"This rests on the signs that can be shown: {len(signs) - 3} of {len(signs)}." in said
    all_shown = oversight_section(Words("en"), signs.assign(suppressed=False), []).sentences
    assert not [sentence for sentence in all_shown if "can be shown" in sentence]


def test_where_every_sign_hides_there_is_no_table_of_them(week: reports.Report) -> None:
    table = table_of(week)
    section = oversight_section(Words("en"), table.assign(suppressed=True), ["Is there time?"])
    assert section.sentences == ("Is there time?", "There are too few to show whether the recommendation is checked.")
    assert not section.grids
    assert oversight_section(Words("en"), pd.DataFrame({"suppressed": []}), []).sentences
