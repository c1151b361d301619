# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Reading and checking the table of facts: files, databases, labels, dates."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import create_engine, text

import reports
from reports.facts.labels import as_labels
from reports.vocabulary import FactsError
from tests.reports.logs import log


def frame(**columns: object) -> pd.DataFrame:
    size = max(len(values) for values in columns.values() if isinstance(values, list))
    base = {"model_version": ["1"] * size, "recommended": ["a"] * size}
    return reports.check(pd.DataFrame(base | columns))


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_file_is_read_with_comma_or_semicolon_and_the_text_none_is_a_value(tmp_path: Path, separator: str) -> None:
    lines = [
        ["model_version", "recommended", "decided", "group_home", "group_work"],
        ["1.10", "a", "b", "None", ""],
        ["1.1", "a", "a", "NA", "0.0"],
    ]
    file = tmp_path / "log.csv"
    file.write_text("\n".join(separator.join(line) for line in lines), encoding="utf-8-sig")
    facts = reports.read(file)
    assert facts["group_home"].tolist() == ["None", "NA"]
    assert facts["group_work"].tolist() == ["unknown", "0"]
    assert facts["model_version"].tolist() == ["1.10", "1.1"]
    assert facts["response"].tolist() == ["overridden", "accepted"]


def test_zero_is_one_label_however_it_is_written() -> None:
    labels = as_labels(
        pd.Series([0, 0.0, "0", "0.0", " 0 ", None, float("nan"), pd.NA, ""], dtype=object), missing="unknown"
    )
    assert labels.tolist() == ["0"] * 5 + ["unknown"] * 4


@pytest.mark.parametrize("decided", ["1500.50", "1500.5", "1500,5", "1500,50"])
def test_a_number_is_the_same_number_however_it_is_written(decided: str) -> None:
    facts = frame(recommended=["1500.5", "1500.5"], decided=[decided, "1500.51"])
    assert facts["response"].tolist() == ["accepted", "overridden"]


@pytest.mark.parametrize(("time", "day"), [("2026-11-23T23:30+01", 23), ("2026-11-23T23:30Z", 24)])
def test_an_offset_may_be_whole_hours(time: str, day: int) -> None:
    assert frame(decided_at=[time])["decided_on"].dt.day.tolist() == [day]


def test_parquet_and_a_database_give_the_same_facts_as_the_frame(tmp_path: Path) -> None:
    made_up = log(weeks=3, teams=1, per_week=20)
    made_up.to_parquet(tmp_path / "log.parquet")
    address = f"sqlite:///{tmp_path / 'log.db'}"
    engine = create_engine(address)
    with engine.begin() as connection:
        made_up.assign(decided_on=made_up["decided_on"].dt.date).to_sql("stored", connection, index=False)
        connection.execute(text("CREATE VIEW decision_facts AS SELECT * FROM stored"))
    engine.dispose()
    expected = reports.trends(reports.check(made_up), edition="full").to_json()
    for source in (tmp_path / "log.parquet", address):
        assert reports.trends(reports.read(source), edition="full").to_json() == expected


def test_groups_come_from_json_and_a_group_that_a_row_lacks_is_unknown() -> None:
    facts = frame(groups=['{"home": "alone"}', '{"home": 0.0, "age": "old"}', None])
    assert facts["group_home"].tolist() == ["alone", "0", "unknown"]
    assert facts["group_age"].tolist() == ["unknown", "old", "unknown"]
    assert "groups" not in facts


@pytest.mark.parametrize(
    ("moment", "week", "quarter"),
    [
        ("2026-03-29T00:30:00+01:00", date(2026, 3, 23), "2026-Q1"),  # the night the clock goes forward
        ("2026-10-25T22:59:00Z", date(2026, 10, 19), "2026-Q4"),  # the night it goes back: still Sunday
        ("2026-10-25T23:01:00Z", date(2026, 10, 26), "2026-Q4"),  # Monday in Copenhagen
        ("2026-01-04T23:30:00Z", date(2026, 1, 5), "2026-Q1"),
        ("2025-12-31T12:00:00", date(2025, 12, 29), "2026-Q1"),  # its Thursday is New Year's Day
        ("2027-01-01", date(2026, 12, 28), "2026-Q4"),  # week 53
        ("2026-06-14 23:30", date(2026, 6, 8), "2026-Q2"),  # local time is taken as it stands
        ("2026-06-14T23:30+00:00", date(2026, 6, 15), "2026-Q2"),
    ],
)
def test_a_row_belongs_to_the_iso_week_in_copenhagen_and_the_quarter_of_its_thursday(
    moment: str, week: date, quarter: str
) -> None:
    facts = frame(decided=["a"], decided_at=[moment])
    assert facts["week"].iloc[0].date() == week
    assert facts["quarter"].iloc[0] == quarter


def test_an_unanswered_row_takes_the_week_it_was_shown_in_else_issued() -> None:
    facts = frame(shown_at=["2026-05-06", None, None], issued_at=["2026-04-01", "2026-04-01", None])
    assert facts["week"].tolist()[:2] == [pd.Timestamp("2026-05-04"), pd.Timestamp("2026-03-30")]
    assert pd.isna(facts["week"].iloc[2])
    assert facts["state"].tolist() == ["waiting"] * 3


def test_a_decision_without_showing_is_withheld_and_a_lone_response_is_taken() -> None:
    facts = frame(shown=["no", "yes", "yes"], decided=["a", None, None], response=[None, "accepted", "overridden"])
    assert facts["state"].tolist() == ["withheld", "answered", "answered"]
    assert facts["decided"].tolist()[1] == "a"
    assert pd.isna(facts["decided"].iloc[2])


def test_the_decided_option_was_right_where_a_result_upheld_it() -> None:
    facts = frame(decided=["b", "b", "b"], result=["upheld", "changed", "upheld"], right_option=[None, None, "c"])
    assert facts["right_option"].iloc[0] == "b"
    assert pd.isna(facts["right_option"].iloc[1])
    assert facts["right_option"].iloc[2] == "c"


def test_who_decided_becomes_a_number_and_a_missing_one_is_minus_one() -> None:
    facts = frame(caseworker=["Anna", None, "Bo", "Anna"])
    assert facts["decider"].tolist() == [0, -1, 1, 0]
    assert not facts.astype(str).isin(["Anna", "Bo"]).any().any()


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        ({"response": ["agreed"]}, "response"),
        ({"decided_at": ["yesterday"]}, "decided_at"),
        ({"confidence": ["high"]}, "confidence"),
        ({"shown": ["perhaps"]}, "shown"),
        ({"state": ["lost"]}, "state"),
        ({"source": ["hearsay"]}, "source"),
        ({"confidence": ["1.234,5"]}, "confidence"),
        ({"confidence": ["75"]}, "confidence"),
        ({"confidence": ["-0.1"]}, "confidence"),
        ({"decided_at": ["2026-11-23T10+"]}, "decided_at"),
        ({"groups": ['{"place": ["town"]}']}, "groups"),
        ({"groups": ["{alone}"]}, "groups"),
        ({"groups": ["[1]"]}, "groups"),
    ],
)
def test_what_cannot_be_understood_is_named(columns: dict[str, list[str]], named: str) -> None:
    with pytest.raises(FactsError, match=named):
        frame(**columns)


def test_words_are_read_as_the_import_reads_them() -> None:
    facts = frame(
        shown=["ja", "Nej", "SAND", "falsk"],
        confidence=["0,50", " 0.602 ", "", None],
        decided=["a", "a", "b", "a"],
        response=["Accepted", None, "OVERRIDDEN", None],
        source=["Manual", "api", "import", None],
    )
    assert facts["shown"].tolist() == [True, False, True, False]
    assert facts["confidence"].tolist()[:2] == [0.5, 0.602]
    assert facts["confidence"].isna().tolist()[2:] == [True, True]
    assert facts["response"].tolist()[0] == "accepted"
    assert facts["source"].tolist()[0] == "manual"


@pytest.mark.parametrize(("response", "decided"), [("accepted", "b"), ("overridden", "a")])
def test_a_response_that_the_options_contradict_is_refused(response: str, decided: str) -> None:
    with pytest.raises(FactsError, match=f"column response: {response}"):
        frame(response=[response], decided=[decided])


def test_numbers_that_differ_may_be_accepted_and_another_option_may_be_partly() -> None:
    facts = frame(
        recommended=["4.5", "4,5", "a", "a"],
        decided=["5", "4,75", "b", None],
        response=["accepted", "accepted", "partly_accepted", "overridden"],
    )
    assert facts["response"].tolist() == ["accepted", "accepted", "partly_accepted", "overridden"]
    with pytest.raises(FactsError, match="column response: accepted"):
        frame(recommended=["4.5"], decided=["refused"], response=["accepted"])


def test_a_table_without_the_needed_columns_is_refused() -> None:
    with pytest.raises(FactsError, match="model_version, recommended"):
        reports.check(pd.DataFrame({"decided": ["a"]}))


def test_a_checked_frame_passes_unchanged() -> None:
    facts = frame(decided=["a", "b"])
    assert reports.check(facts) is facts
