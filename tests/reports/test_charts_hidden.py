# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is hidden has no mark on a figure, and each figure stands where it belongs."""

import re

import numpy as np

import reports
from reports.charts import Shown, count_chart
from reports.wording import Words
from tests.reports.logs import log
from tests.reports.test_charts import NOW, charts, rows_of


def test_what_is_hidden_in_the_table_is_on_no_figure() -> None:
    frame = log(weeks=20, systems=("hours",))
    places = np.array(["town", "country", "coast", "forest"])[frame.index % 4]
    frame["groups"] = [f'{{"place": "{"island" if at in (9, 1013) else places[at]}"}}' for at in frame.index]
    report = reports.trends(reports.check(frame))
    hidden = {str(row["value"]) for row in rows_of(report, "by_group_place") if row["suppressed"]}
    assert "island" in hidden
    found = charts(report)
    lines = {str(row[0]): row[1:] for row in found["by-group_place"].rows}
    assert {label for label, line in lines.items() if line[1] is None} == hidden
    assert all(lines[label] == ("skjult", None, None, None) for label in hidden)
    islands = [row for row in found["direction-group_place"].rows if "island" in str(row[0])]
    assert islands
    assert all(row[2] is None for row in islands)
    assert not re.search(r"island: \d", " ".join(chart.description for chart in found.values()))
    full = reports.trends(reports.check(frame), edition="full")
    assert next(row for row in charts(full)["by-group_place"].rows if row[0] == "island")[2] is not None


def test_hidden_reasons_have_no_bar_and_the_caption_says_how_many_they_are() -> None:
    lines = [Shown("Rules", "9", 9.0), Shown("Data", "hidden"), Shown("Wishes", "31", 31.0), Shown("Other", "hidden")]
    chart = count_chart(Words("en"), "reasons", "Reasons", lines)
    assert chart is not None
    assert [row[0] for row in chart.rows] == ["Wishes", "Rules"]
    assert "2 lines are hidden" in chart.caption
    assert "2 lines are hidden" in chart.description
    assert "hidden" not in (count_chart(Words("en"), "reasons", "Reasons", lines[::2]) or chart).caption


def test_the_direction_of_a_group_stands_in_the_section_of_the_group() -> None:
    frame = log(weeks=16, systems=("hours",))
    frame["groups"] = ["{}" if at % 7 == 0 else f'{{"place": "{("town", "coast")[at % 2]}"}}' for at in frame.index]
    sections = {section.key: section for section in reports.trends(reports.check(frame), now=NOW).sections}
    drawn = {key: {chart.key: chart for chart in sections[key].charts} for key in ("direction", "by_group_place")}
    assert {row[0] for row in drawn["by_group_place"]["direction-group_place"].rows} >= {"coast", "town"}
    assert not {row[0] for row in drawn["direction"]["direction"].rows} & {"coast", "town"}
