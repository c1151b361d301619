# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Small counts of what is left out: not told, and not to be had by subtraction from what is told."""

import json
from datetime import date, timedelta
from functools import cache
from typing import Any

import pandas as pd
import pytest

import reports
from reports.tables import left_out
from tests.reports.logs import answer, log

WEEK = "2026-W47"
LAST_WEEK = "2026-11-16"


def week_log(*, manual: int = 0, not_shown: int = 0, not_answered: int = 0) -> pd.DataFrame:
    """A log of one team and system whose last week has so many rows of each kind among its 60."""
    frame = log(teams=1, systems=("hours",))
    rows = frame.index[frame["decided_on"] >= LAST_WEEK]
    kinds = {
        "manual": rows[:manual],
        "not_answered": rows[20 : 20 + not_answered],
        "not_shown": rows[40 : 40 + not_shown],
    }
    frame.loc[kinds["manual"], "source"] = "manual"
    for kind in ("not_answered", "not_shown"):
        answer(frame, kinds[kind], [None] * len(kinds[kind]))
        frame.loc[kinds[kind], "decider"] = None
    frame.loc[kinds["not_shown"], "shown"] = False
    return frame


@cache
def weekly(**counts: int) -> reports.Report:
    """The report of the week; made once for all that look at it."""
    return reports.weekly(reports.check(week_log(**counts)), team="team-0", week=WEEK)


def responses(report: reports.Report, table: str = "responses") -> dict[str, dict[str, Any]]:
    """The rows of a table of one value, by measure."""
    found = next(one for one in json.loads(report.to_json())["tables"] if one["name"] == table)
    rows = [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
    return {row["measure"]: row for row in rows}


def lines(report: reports.Report, key: str) -> dict[str, str]:
    """The first figure of each line of a section's first grid."""
    section = next(one for one in report.sections if one.key == key)
    return {line[0]: line[1] for line in section.grids[0].lines}


@pytest.mark.parametrize(("count", "told"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_one_to_four_registered_by_hand_are_hidden(count: int, told: int | None) -> None:
    report = weekly(manual=count)
    assert json.loads(report.to_json())["excluded"]["manual"] == told
    sections = [section for section in report.sections if section.key == "excluded"]
    words = {line[0]: line[1] for section in sections for grid in section.grids for line in grid.lines}
    label = "registreret manuelt (andel besvaret kendes ikke)"
    assert words.get(label) == {0: None, 1: "skjult", 4: "skjult", 5: "5"}[count]


def test_the_full_edition_tells_small_counts_and_the_public_one_rounds_them() -> None:
    frame = week_log(manual=2, not_answered=3)
    facts = reports.check(frame[frame["decided_on"] >= LAST_WEEK])
    found = {edition: reports.trends(facts, edition=edition).excluded for edition in ("full", "board", "public")}
    assert (found["full"]["manual"], found["full"]["not_answered"]) == (2, 3)
    assert (found["board"]["manual"], found["board"]["not_answered"]) == (None, None)
    assert (found["public"]["manual"], found["public"]["not_answered"]) == (0, 5)


@pytest.mark.parametrize("counts", [(0, 2), (2, 0), (2, 3), (3, 10), (10, 3), (4, 4)])
@pytest.mark.parametrize("table", ["responses", "by_system", "by_model_version"])
def test_a_small_count_of_left_out_does_not_follow_from_coverage(counts: tuple[int, int], table: str) -> None:
    not_shown, not_answered = counts
    report = weekly(not_shown=not_shown, not_answered=not_answered)
    rows = responses(report, table)
    assert rows["override_rate"]["nobs"] == 60 - not_shown - not_answered
    assert rows["coverage"]["suppressed"] is True
    assert {rows["coverage"][name] for name in ("count", "nobs", "rate", "low", "high")} == {None}
    if table == "responses":
        small = 0 < not_answered < 5
        assert rows["seen_unanswered"]["suppressed"] is small
        assert (rows["seen_unanswered"]["nobs"] is None) is small


@pytest.mark.parametrize("counts", [(0, 0), (0, 5), (7, 0), (6, 6)])
def test_coverage_shows_where_nothing_small_follows_from_it(counts: tuple[int, int]) -> None:
    not_shown, not_answered = counts
    report = weekly(not_shown=not_shown, not_answered=not_answered)
    rows = responses(report)
    assert (rows["coverage"]["count"], rows["coverage"]["nobs"]) == (60 - not_shown - not_answered, 60)
    assert (rows["seen_unanswered"]["count"], rows["seen_unanswered"]["nobs"]) == (not_answered, 60 - not_shown)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0), "Alle 60 anbefalinger er besvaret."),
        ((0, 10), "Af 60 anbefalinger er 50 besvaret (83,3\N{NO-BREAK SPACE}%)."),
        ((0, 3), "Færre end 5 af de viste anbefalinger mangler svar."),
        ((2, 10), "Af 58 viste anbefalinger er 48 besvaret (82,8\N{NO-BREAK SPACE}%)."),
        ((2, 0), "Alle 58 viste anbefalinger er besvaret."),
    ],
)
def test_the_headline_says_how_many_were_answered_as_closely_as_it_may(counts: tuple[int, int], said: str) -> None:
    not_shown, not_answered = counts
    frame = week_log(not_shown=not_shown, not_answered=not_answered)
    report = reports.weekly(reports.check(frame), team="team-0", week=WEEK)
    assert report.headline[1] == said
    last = reports.trends(reports.check(frame[frame["decided_on"] >= LAST_WEEK]))
    assert last.headline[1] == said


def test_a_figure_hidden_for_a_small_count_says_so_on_the_page() -> None:
    found = lines(weekly(not_answered=3), "responses")
    assert found["Vist, men ikke besvaret (ud af alle viste)"] == "skjult"
    assert found["Besvaret (ud af alle modtagne)"] == "skjult"
    assert found["Fulgt"].isdigit()


def test_a_value_whose_coverage_alone_is_hidden_is_not_counted_as_hidden_on_the_page() -> None:
    report = weekly(not_answered=3)
    section = next(one for one in report.sections if one.key == "by_system")
    assert not any("skjult" in sentence for sentence in section.sentences)


def two_quarters() -> pd.DataFrame:
    """Two systems in two quarters; in the first, few in one system were never answered, and many in the other."""
    frame = log(weeks=18, teams=2, per_week=20)
    early = frame["decided_on"] < "2026-06-29"
    for system, size in (("hours", 2), ("control", 12)):
        rows = frame.index[early & (frame["system"] == system)][:size]
        answer(frame, rows, [None] * size)
    frame.loc[frame.index[~early][:9], "source"] = "manual"  # all of one system
    frame.loc[frame.index[early & (frame["system"] == "hours")][-3:], "source"] = "manual"
    return reports.check(frame)


QUARTERS = {"2026-Q2": date(2026, 6, 15), "2026-Q3": date(2026, 8, 15)}
PLACES = [(name, system) for name in (*QUARTERS, "all") for system in ("hours", "control", None)]
Told = dict[tuple[str, str | None], dict[str, int | None]]


def board_told(facts: pd.DataFrame) -> Told:
    """What was left out, by cause, in every report that a board can ask for."""
    days = {**QUARTERS, "all": None}
    return {
        (name, system): dict(reports.trends(facts, start=days[name], end=days[name], system=system).excluded)
        for name, system in PLACES
    }


def counted(facts: pd.DataFrame, *, naively: bool) -> Told:
    """The true counts in the same places; without those under five if hidden naively."""
    found: Told = {}
    for name, system in PLACES:
        rows = facts[((facts["quarter"] == name) | (name == "all")) & ((facts["system"] == system) | (system is None))]
        counts = left_out(rows).items()
        found[name, system] = {cause: None if naively and 0 < count < 5 else count for cause, count in counts}
    return found


def found_out(told: Told, truth: Told) -> set[tuple[str, str | None, str]]:
    """Small counts that are told, or follow from the other system or the other quarter."""
    found: set[tuple[str, str | None, str]] = set()
    for (name, system), counts in truth.items():
        for cause, count in counts.items():
            if not count or count >= 5 or name == "all" or system is None:
                continue
            other = {"hours": "control", "control": "hours"}[system]
            rest = next(quarter for quarter in QUARTERS if quarter != name)
            ways = [
                [told[name, system][cause]],
                [told[name, None][cause], told[name, other][cause]],
                [told["all", system][cause], told[rest, system][cause]],
            ]
            if any(None not in way for way in ways):
                found.add((name, system, cause))
    return found


def test_no_small_count_of_left_out_follows_from_another_system_or_quarter() -> None:
    facts = two_quarters()
    truth, naive = counted(facts, naively=False), counted(facts, naively=True)
    assert {("2026-Q2", "hours", "not_answered"), ("2026-Q2", "hours", "manual")} <= found_out(naive, truth)
    board = board_told(facts)
    assert found_out(board, truth) == set()
    assert board["2026-Q3", "hours"]["not_answered"] == 0


def test_the_quarter_that_is_open_is_not_counted_to_the_day() -> None:
    facts = reports.check(log(weeks=22, per_week=7, teams=1))
    days = [date(2026, 10, 19) + timedelta(days=day) for day in range(3)]
    counts = [reports.trends(facts[facts["decided_on"] < pd.Timestamp(day)], now=day).excluded for day in days]
    assert {(count["open_quarter"] or 1) % 5 for count in counts} == {0}
