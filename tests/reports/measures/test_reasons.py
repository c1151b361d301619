# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Reasons: shares by code and owner, what is missing, and what is new."""

from datetime import date

import pandas as pd

import reports
from reports.measures.reasons import new_codes
from tests.reports.logs import answer, log

OWNERS = {"D1": "data", "D2": "data", "F1": "practice"}
FIRST, LAST = date(2026, 10, 26), date(2026, 11, 16)


def with_new_code(deciders: list[str], before: bool = False) -> pd.DataFrame:
    frame = log(teams=1, systems=("hours",))
    for decider in deciders:
        at = frame[(frame["decider"] == decider) & (frame["decided_on"] >= "2026-11-02")].index[:1]
        answer(frame, at, ["overridden"])
        frame.loc[at, "reason_code"] = "R1"
    if before:
        at = frame[frame["decided_on"] >= "2026-09-14"].index[:1]
        answer(frame, at, ["overridden"])
        frame.loc[at, "reason_code"] = "R1"
    return reports.check(frame)


def test_codes_and_owners_are_shares_of_the_departures_and_codes_of_the_followed_too() -> None:
    facts = reports.check(log(systems=("hours",)))
    table = reports.reasons(facts, owners=OWNERS).droplevel("system")
    departed = table.xs("share_of_departed", level="measure")
    counts, rates = dict(departed["count"].items()), dict(table["rate"].items())
    assert sum(counts["code", code] for code in OWNERS) == departed["nobs"].iloc[0]
    assert counts["owner", "data"] == counts["code", "D1"] + counts["code", "D2"]
    assert counts["owner", "data"] + counts["owner", "practice"] == departed["nobs"].iloc[0]
    assert rates["code", "A1", "share_of_accepted"] == 1


def test_a_past_decision_without_a_code_is_counted_as_missing_and_its_text_as_given() -> None:
    frame = pd.DataFrame(
        {
            "model_version": "1",
            "recommended": "a",
            "decided": ["b", "b", "b"],
            "reason": ["because", " ", None],
            "reason_code": [None, None, "D1"],
        }
    )
    facts = reports.check(frame)
    table = reports.reasons(facts).droplevel("system")
    assert dict(table["count"].items())["code", "missing", "share_of_departed"] == 2
    report = reports.trends(facts, edition="full")
    rows = next(one for one in report.tables if one.name == "reasons")
    (given,) = [dict(zip(rows.columns, row, strict=True)) for row in rows.rows if "reason_given" in row]
    assert (given["count"], given["nobs"]) == (1, 3)


def test_what_lacks_a_code_is_told_of_its_own_system_where_another_has_codes() -> None:
    frame = pd.DataFrame({"system": ["hours"] * 2 + ["control"] * 3, "reason_code": ["D1"] * 2 + [None] * 3})
    frame = frame.assign(model_version="1", recommended="a", decided="b")
    report = reports.trends(reports.check(frame), edition="full", language="en")
    said = [one for section in report.sections for one in section.sentences if "no reason code" in one]
    assert said == ["control: 3 of 3 overridden or partly followed have no reason code."]


def test_a_code_of_three_caseworkers_not_used_for_twelve_weeks_is_new() -> None:
    assert new_codes(with_new_code(["team-0/1", "team-0/2", "team-0/3"]), FIRST, LAST) == {("hours", "R1")}


def test_a_code_of_two_caseworkers_or_used_before_is_not_new() -> None:
    assert not new_codes(with_new_code(["team-0/1", "team-0/2"]), FIRST, LAST)
    assert not new_codes(with_new_code(["team-0/1", "team-0/2", "team-0/3"], before=True), FIRST, LAST)


def test_nothing_is_new_in_a_system_that_is_new_itself() -> None:
    frame = reports.check(log(weeks=4))
    assert not new_codes(frame, date(2026, 5, 25), date(2026, 6, 15))


def test_a_new_reason_under_five_shows_its_name_and_no_count() -> None:
    report = reports.weekly(with_new_code(["team-0/1", "team-0/2", "team-0/3"]), team="team-0", week="2026-W47")
    assert any("Ny årsag i hours: R1" in sentence for sentence in report.headline)
    assert not any("R1" in sentence and " 3 " in sentence for one in report.sections for sentence in one.sentences)


def test_rare_codes_are_hidden_and_common_ones_are_not() -> None:
    frame = log(weeks=20, systems=("hours",))
    frame.loc[frame[frame["response"] == "overridden"].index[:3], "reason_code"] = "T2"
    table = next(one for one in reports.trends(reports.check(frame)).tables if one.name == "reasons")
    rows = {row[1]: dict(zip(table.columns, row, strict=True)) for row in table.rows}
    assert rows["T2"]["suppressed"] is True
    assert rows["T2"]["count"] is None
    assert rows["D1"]["suppressed"] is False
