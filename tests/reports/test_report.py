# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The finished reports: form, words, periods, and that no figure is about a person."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

import reports
from tests.reports.logs import log

NOW = date(2026, 11, 23)
RATES = [
    "dimension", "value", "measure", "count", "nobs", "rate", "low", "high",
    "nobs_effective", "low_clustered", "high_clustered", "suppressed",
]  # fmt: skip


@pytest.fixture(scope="module")
def made_up() -> pd.DataFrame:
    return log(jump=("control", 16, 0.5))


@pytest.fixture(scope="module")
def week(made_up: pd.DataFrame) -> reports.Report:
    names = {"team": {"team-0": "Modtagelsen"}, "system": {"hours": "Timeforslag", "control": "Undringssager"}}
    ledger = reports.LedgerState(9360, "cm9vdA==")
    return reports.weekly(reports.check(made_up), team="team-0", week="2026-W47", now=NOW, names=names, ledger=ledger)


@pytest.fixture(scope="module")
def editions(made_up: pd.DataFrame) -> dict[str, reports.Report]:
    """The report of the whole log in each edition."""
    facts = reports.check(made_up)
    return {name: reports.trends(facts, edition=name, now=NOW) for name in ("full", "board", "public")}


def texts(report: reports.Report) -> str:
    cells = [" ".join(line) for one in report.sections for grid in one.grids for line in grid.lines]
    sentences = [sentence for one in report.sections for sentence in one.sentences]
    return "\n".join([report.title, report.subtitle, *report.headline, *sentences, *cells])


@pytest.mark.parametrize("edition", ["full", "board", "public"])
def test_the_data_have_the_promised_form(editions: dict[str, reports.Report], edition: str) -> None:
    data = json.loads(editions[edition].to_json())
    keys = ["report", "period", "system", "team", "edition", "ledger", "excluded", "method", "tables"]
    assert list(data) == keys
    assert data["ledger"] == {"size": None, "root": None}
    for table in data["tables"]:
        assert set(table) == {"name", "columns", "rows"}
        assert table["columns"][: len(RATES)] == RATES
        assert all(len(row) == len(table["columns"]) for row in table["rows"])


def test_the_weekly_data_name_week_team_and_ledger(week: reports.Report) -> None:
    data = json.loads(week.to_json())
    assert data["period"] == {"week": "2026-W47", "from": "2026-11-16", "to": "2026-11-22"}
    assert (data["report"], data["team"], data["edition"]) == ("weekly", "team-0", "team")
    assert data["ledger"]["size"] == 9360
    rows = next(table for table in data["tables"] if table["name"] == "weeks")["rows"]
    assert rows[-1][:3] == ["week", "2026-W47", "override_rate"]
    assert max(row[1] for row in rows) == "2026-W47"


def test_the_week_is_told_in_words_that_a_team_lead_can_use(week: reports.Report) -> None:
    assert week.title == "Modtagelsen: uge 47, 2026"
    said = texts(week)
    assert "Undringssager: version 2.0 tog over i uge 38." in said
    assert any("Det er uden for almindelige udsving." in one for one in week.headline if "Undringssager" in one)
    assert any("Det er almindelige udsving" in one for one in week.headline if "Timeforslag" in one)
    assert "Det siger ikke, om niveauet er rigtigt." in week.headline
    assert "Tallene står ved logpost 9.360." in said


def test_a_team_of_four_gets_no_report_of_its_own_and_one_of_five_does() -> None:
    four = reports.weekly(reports.check(log(caseworkers=4)), team="team-0", week="2026-W47")
    assert four.headline == ("Teamet er for lille til sin egen rapport.",)
    assert four.tables == ()
    assert four.excluded == {}
    assert reports.weekly(reports.check(log(caseworkers=5)), team="team-0", week="2026-W47").tables


def test_what_comes_after_the_week_changes_nothing_in_its_report(made_up: pd.DataFrame) -> None:
    facts = reports.check(made_up)
    until = reports.check(made_up[made_up["decided_on"] < "2026-10-05"])
    ours, theirs = (reports.weekly(one, team="team-0", week="2026-W40").to_json() for one in (facts, until))
    assert ours == theirs


def permuted(frame: pd.DataFrame) -> pd.DataFrame:
    """The same log in which the people of each team have changed names."""
    random = np.random.default_rng(5)
    other = frame.copy()
    for _, rows in frame.groupby("team"):
        people = rows["decider"].unique()
        swap = dict(zip(people, random.permutation(people), strict=True))
        other.loc[rows.index, "decider"] = rows["decider"].map(swap)
    assert not other["decider"].equals(frame["decider"])
    return other


def test_who_is_who_within_a_team_changes_no_byte_of_any_report(
    made_up: pd.DataFrame, editions: dict[str, reports.Report]
) -> None:
    ours, theirs = (reports.check(one) for one in (made_up, permuted(made_up)))
    for edition, report in editions.items():
        assert report.to_json() == reports.trends(theirs, edition=edition, now=NOW).to_json()
    assert reports.weekly(ours, team="team-1", week="2026-W47") == reports.weekly(
        theirs, team="team-1", week="2026-W47"
    )


def test_moving_decisions_between_people_does_change_the_report(
    made_up: pd.DataFrame, editions: dict[str, reports.Report]
) -> None:
    moved = made_up.assign(decider=np.random.default_rng(5).permutation(made_up["decider"]))
    assert editions["full"].to_json() != reports.trends(reports.check(moved), edition="full", now=NOW).to_json()


def test_no_name_or_text_of_a_person_is_in_any_report(made_up: pd.DataFrame) -> None:
    marked = made_up.assign(reason="CANARY-TEXT", case_reference="CANARY-CASE", caseworker="CANARY")
    for report in (
        reports.trends(reports.check(marked), edition="full"),
        reports.weekly(reports.check(marked), team="team-0", week="2026-W47"),
    ):
        everything = report.to_json() + texts(report)
        assert "CANARY" not in everything
        assert "team-0/" not in everything


def test_the_board_sees_whole_quarters_and_not_the_open_one(made_up: pd.DataFrame) -> None:
    report = reports.trends(reports.check(made_up), start=date(2026, 8, 1), now=NOW)
    assert dict(report.period) == {"from": "2026-06-29", "to": "2026-09-27"}
    assert report.excluded["open_quarter"] == 8 * 6 * 60
    quarters = {row[1] for table in report.tables if table.name == "by_quarter" for row in table.rows}
    assert quarters == {"hours/2026-Q3", "control/2026-Q3"}


def test_the_full_edition_sees_whole_weeks(made_up: pd.DataFrame) -> None:
    report = reports.trends(
        reports.check(made_up), start=date(2026, 11, 4), end=date(2026, 11, 11), edition="full", now=NOW
    )
    assert dict(report.period) == {"from": "2026-11-02", "to": "2026-11-15"}
    assert next(iter(report.tables)).rows[0][4] == 2 * 6 * 60


def test_no_grid_repeats_the_heading_over_it_and_a_subtitle_begins_with_a_capital(
    editions: dict[str, reports.Report], week: reports.Report
) -> None:
    report = editions["board"]
    for section in (*report.sections, *week.sections):
        assert section.heading not in {grid.caption for grid in section.grids}
    assert any(grid.caption for section in report.sections for grid in section.grids)
    assert report.subtitle.startswith("Alle systemer, 30.3.2026–27.9.2026, ")


def test_age_groups_come_in_the_order_of_their_first_number() -> None:
    ages = ["3-5", "13-17", "0-2", "unknown", "under 18", "18-64", "65+"]
    frame = log(weeks=20, systems=("hours",))
    frame["groups"] = [f'{{"age": "{ages[place % len(ages)]}"}}' for place in range(len(frame))]
    table = next(one for one in reports.trends(reports.check(frame)).tables if one.name == "by_group_age")
    found = list(dict.fromkeys(row[1] for row in table.rows))
    assert found == ["0-2", "3-5", "13-17", "under 18", "18-64", "65+", "unknown"]


def test_groups_can_be_limited_with_or_without_their_prefix(made_up: pd.DataFrame) -> None:
    facts = reports.check(made_up.assign(group_place="town"))
    for name in ("place", "group_place"):
        names = {table.name for table in reports.trends(facts, by=[name], edition="full").tables}
        assert "by_group_place" in names
        assert "by_group_household" not in names


def test_an_almost_always_followed_system_becomes_a_question_about_time() -> None:
    facts = reports.check(log(rate=0.005, systems=("hours",)))
    weekly = reports.weekly(facts, team="team-0", week="2026-W47")
    assert "anbefalingen følges næsten altid" in texts(weekly)
    assert "anbefalingen følges næsten altid" in texts(reports.trends(facts))
    assert "anbefalingen følges næsten altid" not in texts(
        reports.trends(reports.check(log(weeks=20, systems=("hours",))))
    )


def test_a_group_difference_in_direction_alone_is_found_and_told_in_the_systems_own_words() -> None:
    frame = log(weeks=20)
    alone = frame["groups"].str.contains("alone")
    departed = (frame["response"] == "overridden") & (frame["system"] == "hours")
    up = np.where(alone, frame.index % 4 > 0, frame.index % 4 == 0)
    frame.loc[departed, "direction"] = np.where(up, 1, -1)[departed]
    names = {"system": {"hours": "Timeforslag"}, "group_household": {"alone": "bor alene"}}
    report = reports.trends(reports.check(frame), names=names, scales={"hours": ("mere hjælp", "mindre hjælp")})
    said = texts(report)
    assert (
        "Timeforslag, bor alene: når beslutningen er en anden end anbefalingen, går den oftere mod mere hjælp" in said
    )
    assert "procentpoint fra de øvrige" not in said
    assert "control, alone: når" not in said


def test_no_overrides_under_a_hundred_records_are_not_called_never() -> None:
    facts = reports.check(log(weeks=4, teams=2, per_week=20, systems=("hours",), rate=0))
    report = reports.weekly(facts, team="team-0", week="2026-W25")
    assert any("20 beslutninger er for få til at sige, at det aldrig sker" in one for one in report.headline)


def test_an_empty_log_gives_a_report_that_says_so() -> None:
    facts = reports.check(pd.DataFrame({"model_version": [], "recommended": []}))
    for edition in ("full", "board", "public"):
        report = reports.trends(facts, edition=edition, now=NOW)
        assert report.headline == ("Ingen anbefalinger er besvaret.",)
        json.loads(report.to_json())


def test_the_english_report_has_no_danish_word(made_up: pd.DataFrame) -> None:
    facts = reports.check(made_up)
    for report in (
        reports.weekly(facts, team="team-0", week="2026-W47", language="en"),
        reports.trends(facts, language="en"),
    ):
        danish = {"fraveget", "anbefalingen", "ikke", "uge", "kvartal", "af", "og"}
        assert not danish & set(texts(report).lower().split())
