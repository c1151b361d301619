# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a row of a file becomes."""

from pathlib import Path

import pytest

from caseworker.context import Context
from caseworker.database import Database
from tests.factories import Town
from tests.interchange.file_cases import DECIDED, WAITING, asked, facts, take_in, values, write


def test_a_decided_row_is_one_answered_recommendation_with_its_reason(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    outcome = take_in(database, context, write(tmp_path / "a.csv", [DECIDED]))
    assert outcome.stored is not None
    assert (outcome.stored.decisions, outcome.stored.unanswered, outcome.stored.errors) == (1, 0, 0)
    (fact,) = facts(database)
    told = {name: fact[name] for name in ("model_version", "recommended", "decided", "response", "direction")}
    assert told == {
        "model_version": "1.0",
        "recommended": "bfu",
        "decided": "tilbud",
        "response": "overridden",
        "direction": -1,
    }
    assert (fact["source"], fact["state"], fact["shown"], fact["time_bucket"]) == ("import", "answered", 1, "10-30s")
    assert (fact["reason_code"], fact["reason_given"], fact["decider"]) == ("C1", 1, "anna")
    assert values(database, "reason") == ["Forældrene tager selv imod hjælp."]
    assert values(database, "decided_at") == ["2026-10-02T07:15:20+00:00"]
    assert values(database, "shown_at") == ["2026-10-02T07:00:00+00:00"], "the showing is kept to the hour"


def test_a_row_without_decision_and_response_waits_and_counts_as_shown(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    outcome = take_in(database, context, write(tmp_path / "a.csv", [{**WAITING, "team": "modtagelsen"}]))
    assert outcome.stored is not None
    assert (outcome.stored.decisions, outcome.stored.unanswered) == (0, 1)
    assert [row.team for row in asked(database, "SELECT team FROM waiting")] == ["modtagelsen"]
    (fact,) = facts(database)
    assert (fact["state"], fact["shown"]) == ("waiting", 1)


def test_an_unanswered_row_that_was_not_shown_has_no_showing(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    take_in(database, context, write(tmp_path / "a.csv", [{**WAITING, "shown": "nej"}]))
    assert asked(database, "SELECT * FROM showings") == []


def test_a_row_with_only_the_response_accepted_decides_what_was_recommended(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    rows = [
        {**DECIDED, "case_reference": "S-1", "decided": "", "response": "accepted"},
        {**DECIDED, "case_reference": "S-2", "decided": "", "response": "overridden"},
    ]
    take_in(database, context, write(tmp_path / "a.csv", rows))
    assert [(fact["decided"], fact["response"], fact["direction"]) for fact in facts(database)] == [
        ("bfu", "accepted", 0),
        (None, "overridden", None),
    ]


def test_own_judgement_comes_before_the_decision_and_leaves_the_time_unknown(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    take_in(database, context, write(tmp_path / "a.csv", [{**DECIDED, "own_judgement": "ingen"}]))
    (fact,) = facts(database)
    assert (fact["own_judgement"], fact["decided"], fact["time_bucket"]) == ("ingen", "tilbud", "unknown")
    (entries,) = asked(database, "SELECT o.entry AS own, d.entry AS decided FROM own_judgements o, decisions d")
    assert entries.own < entries.decided


def test_own_judgement_that_was_never_followed_by_a_showing_is_withheld(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    row = {**DECIDED, "own_judgement": "ingen", "shown": "no", "shown_at": "", "decided": "", "reason_code": ""}
    outcome = take_in(database, context, write(tmp_path / "a.csv", [row]))
    assert outcome.errors == []
    (fact,) = facts(database)
    assert (fact["state"], fact["shown"], fact["response"], fact["decided"]) == ("withheld", 0, None, "ingen")


def test_groups_become_the_data_basis_and_an_empty_one_is_left_out(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    rows = [
        {**DECIDED, "group_age": "[30, 40]", "group_sex": ""},
        {**WAITING, "group_age": "", "group_sex": ""},
    ]
    take_in(database, context, write(tmp_path / "a.csv", rows))
    assert values(database, "basis") == ['{"groups":{"age":"[30, 40]"}}']


def test_results_hang_on_the_decision(database: Database, town: Town, context: Context, tmp_path: Path) -> None:
    row = {**DECIDED, "result": "changed", "right_option": "bfu"}
    outcome = take_in(database, context, write(tmp_path / "a.csv", [row]))
    assert outcome.stored is not None
    assert outcome.stored.results == 1
    (fact,) = facts(database)
    assert (fact["result"], fact["right_option"]) == ("changed", "bfu")


def test_a_past_decision_without_a_reason_is_taken_and_counted_as_missing(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    outcome = take_in(database, context, write(tmp_path / "a.csv", [{**DECIDED, "reason": "", "reason_code": ""}]))
    assert outcome.errors == []
    assert [fact["reason_given"] for fact in facts(database)] == [0]


def test_numbers_of_a_system_of_numbers_are_compared_within_its_tolerance(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    row = {**DECIDED, "model_version": "3.1", "recommended": "4,25", "decided": "4.5"}
    take_in(database, context, write(tmp_path / "a.csv", [row], delimiter=";"), system="timer")
    (fact,) = facts(database)
    assert (fact["recommended_number"], fact["decided_number"], fact["response"]) == (4.25, 4.5, "accepted")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize(("delimiter", "confidence"), [(",", "0.7200"), (";", "0,72"), (";", "0.72")])
def test_commas_semicolons_byte_order_marks_and_decimal_commas_are_understood(
    database: Database, town: Town, context: Context, tmp_path: Path, encoding: str, delimiter: str, confidence: str
) -> None:
    file = write(tmp_path / "a.csv", [{**DECIDED, "confidence": confidence}], delimiter=delimiter, encoding=encoding)
    take_in(database, context, file)
    assert [fact["confidence"] for fact in facts(database)] == [0.72]


def test_a_time_without_offset_is_local_and_a_default_fills_only_what_is_empty(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    rows = [
        {**DECIDED, "case_reference": "S-1", "decided_at": "2026-07-01T00:30", "issued_at": "", "shown_at": ""},
        {**DECIDED, "case_reference": "S-2", "decided_at": "", "issued_at": "", "shown_at": ""},
        WAITING,
    ]
    outcome = take_in(
        database, context, write(tmp_path / "a.csv", rows), defaults={"decided_at": "2026-09-09T12:00:00Z"}
    )
    assert outcome.errors == []
    assert values(database, "decided_at") == ["2026-06-30T22:30:00+00:00", "2026-09-09T12:00:00+00:00"]
    assert {str(fact["decided_on"]) for fact in facts(database)} == {"2026-07-01", "2026-09-09", "None"}


def test_their_column_names_are_mapped(database: Database, town: Town, context: Context, tmp_path: Path) -> None:
    theirs = {"sagsnr": "S-1", "Version": "1.0", "forslag": "bfu"}
    maps = {"case_reference": "sagsnr", "model_version": "Version", "recommended": "forslag"}
    outcome = take_in(database, context, write(tmp_path / "a.csv", [theirs]), maps=maps)
    assert outcome.stored is not None
    assert outcome.stored.unanswered == 1
    assert values(database, "case_reference") == ["S-1"]


def test_the_same_reason_again_within_four_weeks_is_marked_and_later_or_earlier_it_is_not(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    days = ["2026-03-10", "2026-04-07", "2026-05-06", "2026-01-01"]
    rows = [
        {**DECIDED, "case_reference": f"S-{place}", "decided_at": f"{day}T12:00:00Z", "issued_at": "", "shown_at": ""}
        for place, day in enumerate(days)
    ]
    take_in(database, context, write(tmp_path / "a.csv", rows))
    assert [fact["reason_repeat"] for fact in facts(database)] == [0, 1, 0, 0]
    assert [str(row.used_on) for row in asked(database, "SELECT used_on FROM recent_reasons")] == ["2026-05-06"]


def test_danish_letters_in_either_form_are_the_same_row(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    rows = [{**WAITING, "case_reference": "Å-1"}, {**WAITING, "case_reference": "A\u030a-1"}]
    outcome = take_in(database, context, write(tmp_path / "a.csv", rows))
    assert outcome.stored is not None
    assert (outcome.stored.unanswered, outcome.stored.already) == (1, 1)
