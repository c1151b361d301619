# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a page says is true of what hides, too, and one of a thing is told as one."""

import re

import pandas as pd
import pytest

import reports
from reports.sections.reasons import top_sentences
from reports.wording import SENTENCES, Words
from tests.reports.logs import answer, log

WEEK = "2026-W23"
BETRAY = "vises ikke, fordi det ville røbe et lille antal"
HIDDEN = "skjult"


def two_systems(hours: int, control: int) -> reports.Report:
    """The week of a team in which so many of each system's recommendations were shown and not answered."""
    frame = log(weeks=2, teams=1, per_week=30)
    last = frame["decided_on"] >= "2026-06-01"
    for system, number in (("hours", hours), ("control", control)):
        rows = frame.index[last & (frame["system"] == system)][:number]
        frame.loc[rows, "shown_on"] = frame.loc[rows, "decided_on"]
        answer(frame, rows, [None] * number)
        frame.loc[rows, "decided_on"] = None
    return reports.weekly(reports.check(frame), team="team-0", week=WEEK)


def shown(report: reports.Report, measure: str) -> list[object]:
    """What the tables of the week show of a measure."""
    names = ("responses", "by_system", "by_model_version")
    tables = [table for table in report.tables if table.name in names]
    return [row[table.columns.index("count")] for table in tables for row in table.rows if row[2] == measure]


def test_a_week_in_which_nothing_of_one_system_was_shown_has_its_report() -> None:
    frame = log(weeks=2, teams=1, per_week=30)
    rows = frame.index[(frame["decided_on"] >= "2026-06-01") & (frame["system"] == "control")]
    frame.loc[rows, "issued_on"] = frame.loc[rows, "decided_on"]
    frame.loc[rows, "shown"] = False
    answer(frame, rows, [None] * len(rows))
    frame.loc[rows, "decided_on"] = None
    report = reports.weekly(reports.check(frame), team="team-0", week=WEEK)
    assert report.headline[0].startswith("I uge 23")


def test_a_few_missing_answers_of_one_system_hide_all_that_would_tell_of_them() -> None:
    report = two_systems(2, 6)
    assert report.excluded["not_answered"] is None
    assert shown(report, "coverage") == [None] * 5
    assert shown(report, "seen_unanswered") == [None]
    excluded = next(one for one in report.sections if one.key == "excluded")
    assert excluded.grids[0].lines == (("ikke besvaret", HIDDEN),)
    assert f"Hvor mange anbefalinger der mangler svar, {BETRAY}." in report.headline
    assert not any("ærre end 5" in said for said in report.headline)


def test_missing_answers_show_where_there_are_enough_of_each_system_or_none() -> None:
    for hours, control in ((6, 7), (0, 8)):
        report = two_systems(hours, control)
        assert report.excluded["not_answered"] == hours + control
        assert None not in shown(report, "coverage")


def test_fewer_than_five_are_called_so_where_they_are() -> None:
    report = two_systems(2, 1)
    assert "Færre end 5 af de viste anbefalinger mangler svar." in report.headline


def reasons(*counts: int | None) -> pd.DataFrame:
    """A released table of codes among forty departures, None where hidden."""
    rows = [("hours", "code", f"D{n}", "share_of_departed", count) for n, count in enumerate(counts)]
    table = pd.DataFrame(rows, columns=["system", "dimension", "value", "measure", "count"])
    hidden = table["count"].isna()
    table["count"] = table["count"].astype(float)
    nobs = pd.Series(40.0, table.index).mask(hidden)
    figures = dict.fromkeys(("rate", "low", "high", "low_clustered", "high_clustered"), table["count"] / 40)
    return table.assign(nobs=nobs, suppressed=hidden, **figures)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((22, 18), "den hyppigste årsag til at fravige"),
        ((20, 10, None, None), "den hyppigste årsag til at fravige"),
        ((12, 10, None, None), "blandt de årsager til at fravige eller følge delvist, der kan vises"),
    ],
)
def test_a_reason_is_the_commonest_only_where_no_hidden_one_can_be(counts: tuple[int | None, ...], said: str) -> None:
    assert said in top_sentences(Words("da"), reasons(*counts), {})[0]


@pytest.mark.parametrize(("asked", "told"), [(12, 12), (26, 26)])
def test_the_weeks_of_the_baseline_are_those_that_it_has(asked: int, told: int) -> None:
    facts = reports.check(log(weeks=30, teams=1, systems=("hours",)))
    report = reports.weekly(facts, team="team-0", week="2026-W25", baseline_weeks=asked)
    assert any("for få uger" in said for said in report.headline)
    later = reports.weekly(facts, team="team-0", week="2026-W47", baseline_weeks=asked)
    table = next(one for one in later.tables if one.name == "weeks")
    assert {row[table.columns.index("baseline_weeks")] for row in table.rows} - {None} == {told}
    if asked == 26:
        assert any(f"måles over {told} uger" in said for said in later.headline)


def test_the_last_period_of_a_long_year_counts_its_five_weeks() -> None:
    frame = log(weeks=40, teams=1, per_week=30, rate=0.06, systems=("hours",))
    frame["decided_on"] += pd.Timedelta(weeks=24)  # from week 46, so that week 53 is in the first three periods
    table = reports.weeks(reports.check(frame)).reset_index()
    assert {label[5] for label in table["week"]} == {"P"}
    assert set(table.loc[table["state"] == "baseline", "baseline_weeks"]) == {13}


def test_one_of_a_thing_is_told_as_one_and_more_as_more() -> None:
    danish, english = Words("da"), Words("en")
    values = {"count": "1", "rate": "", "span": "", "week": "uge 1"}
    assert "1 af 1 beslutning:" in danish.say("overridden_week", nobs="1", **values)
    assert "1 af 20 beslutninger:" in danish.say("overridden_week", nobs="20", **values)
    assert danish.say("received_all", nobs="1") == "Den ene anbefaling er besvaret."
    assert english.say("received_all", nobs="1") == "The one recommendation was answered."
    assert danish.say("some_hidden", hidden=1, groups=1) == "I 1 af 1 gruppe er tallene skjult."
    told = danish.say("follow_ups_counts", open="1", done="0", dropped="1")
    assert told.endswith("1 åben, 0 afsluttede og 1 opgivet.")


COUNTED = re.compile(r"\{(count|nobs|groups|units|number|size)\} ([a-zæøå]+er|[a-z]+s)\b")
UNBENT = {"sikkerhedsinterval", "er", "følges", "sager", "was", "is", "has"}


def test_no_sentence_counts_a_noun_that_has_only_its_plural() -> None:
    found = {
        key: match[2]
        for key, pair in SENTENCES.items()
        for text in pair
        for match in COUNTED.finditer(text)
        if match[2] not in UNBENT
    }
    assert set(found) <= {"latest_weeks", "funnel_inside", "funnel_inside_recommended"}  # 53, and ten or more
