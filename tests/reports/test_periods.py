# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Weeks, four-week periods and quarters, and how a wanted period is widened."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.periods import (
    Period,
    four_weeks,
    last_closed_four_weeks,
    last_closed_twelve_weeks,
    monday,
    open_from,
    parse_week,
    quarter_label,
    quarter_weeks,
    week_label,
    widen,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@settings(deadline=None)
@given(DAYS)
def test_a_week_label_is_read_back(day: date) -> None:
    assert parse_week(week_label(day)) == monday(day)


@pytest.mark.parametrize(
    "label", ["2026-47", "W47", "2026-W54", "2026-W²", "week 3", "", "0001-W01", "1969-W52", "2201-W02", "9999-W52"]
)
def test_what_is_no_week_or_none_of_our_time_is_refused_in_one_sentence(label: str) -> None:
    with pytest.raises(ValueError, match="not an ISO week such as 2026-W47, of the years 1970 to 2200"):
        parse_week(label)


@pytest.mark.parametrize("day", [date.min, date(1969, 12, 31), date(2201, 1, 1), date.max])
@pytest.mark.parametrize("whole_quarters", [True, False])
def test_a_period_outside_our_time_is_refused_in_one_sentence(day: date, *, whole_quarters: bool) -> None:
    for start, end in ((day, None), (None, day)):
        with pytest.raises(ValueError, match="in the years 1970 to 2200"):
            widen(start, end, whole_quarters=whole_quarters)


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2200, 12, 31)])
def test_the_first_and_the_last_day_of_our_time_are_taken(day: date) -> None:
    for whole_quarters in (True, False):
        assert widen(day, day, whole_quarters=whole_quarters).start is not None
    assert parse_week(week_label(day)) == monday(day)


@settings(deadline=None)
@given(DAYS)
def test_every_week_is_in_its_quarter_and_quarters_follow_each_other(day: date) -> None:
    first, last = quarter_weeks(quarter_label(monday(day)))
    assert first <= monday(day) <= last
    assert quarter_label(first - timedelta(7)) != quarter_label(first) == quarter_label(last)
    assert quarter_label(last + timedelta(7)) != quarter_label(last)


@settings(deadline=None)
@given(DAYS)
def test_every_week_is_in_one_four_week_period_and_a_closed_one_is_over(day: date) -> None:
    first, last = four_weeks(monday(day))
    assert first <= monday(day) <= last
    assert (last - first).days in (21, 28)
    assert last_closed_four_weeks(monday(day))[1] <= monday(day)


def test_twelve_weeks_are_three_whole_periods() -> None:
    found = [week_label(week) for week in last_closed_twelve_weeks(parse_week("2026-W47"))]
    assert found == ["2026-W33", "2026-W44"]


def test_week_53_belongs_to_the_last_period_and_the_last_quarter_of_its_year() -> None:
    week = parse_week("2026-W53")
    assert [week_label(one) for one in four_weeks(week)] == ["2026-W49", "2026-W53"]
    assert quarter_label(week) == "2026-Q4"


def test_a_period_is_widened_to_whole_weeks_or_quarters() -> None:
    start, end = date(2026, 8, 12), date(2026, 8, 20)
    assert widen(start, end, whole_quarters=False) == Period(date(2026, 8, 10), date(2026, 8, 23))
    assert widen(start, end, whole_quarters=True) == Period(date(2026, 6, 29), date(2026, 9, 27))
    third = Period(date(2025, 6, 30), date(2025, 9, 28))  # 30 September is a day of a week of the fourth
    assert widen(date(2025, 7, 1), date(2025, 9, 30), whole_quarters=True) == third
    assert widen(None, None, whole_quarters=True) == Period(None, None)
    with pytest.raises(ValueError, match="ends before"):
        widen(end, start, whole_quarters=False)


def test_the_open_quarter_begins_with_its_first_week() -> None:
    assert open_from(date(2026, 11, 23), whole_quarters=True) == date(2026, 9, 28)
    assert open_from(date(2026, 11, 25), whole_quarters=False) == date(2026, 11, 23)
