# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""ISO weeks, fixed four-week periods and quarters, and how a wanted period is widened to whole ones."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2200, 12, 31)
_WEEK_LABEL = re.compile(r"([0-9]{4})-W([0-9]{1,2})")


@dataclass(frozen=True)
class Period:
    """The days a report covers, both ends included; `start` or `end` is None where no date is known."""

    start: date | None
    end: date | None

    def as_data(self) -> dict[str, str | None]:
        """The two dates as ISO text, for the report as data."""
        return {
            "from": self.start.isoformat() if self.start else None,
            "to": self.end.isoformat() if self.end else None,
        }


def monday(day: date) -> date:
    """The Monday of the ISO week that holds `day`."""
    return day - timedelta(days=day.weekday())


def week_label(start: date) -> str:
    """The ISO week of a day as ``2026-W47``."""
    year, week, _ = start.isocalendar()
    return f"{year}-W{week:02d}"


def parse_week(label: str) -> date:
    """The Monday of ``2026-W47``. Raises ValueError for anything else, and outside the years 1970 to 2200."""
    found = _WEEK_LABEL.fullmatch(label.upper())
    start = None
    if found:
        with suppress(ValueError):  # a year without such a week
            start = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    if start is None or not monday(FIRST_DAY) <= start <= LAST_DAY:
        raise ValueError("That is not an ISO week such as 2026-W47, of the years 1970 to 2200.")
    return start


def four_weeks(week: date) -> tuple[date, date]:
    """First and last Monday of the fixed four-week period that holds the week, counted from week 1.

    Week 53, where a year has one, belongs to the last period of its year.
    """
    year, number, _ = week.isocalendar()
    period = min((number - 1) // 4, 12)
    first = date.fromisocalendar(year, 4 * period + 1, 1)
    if period < 12:
        return first, first + 3 * WEEK
    return first, monday(date(year, 12, 28))


def four_weeks_label(week: date) -> str:
    """The fixed four-week period that holds a week, as ``2026-P12``."""
    year, number, _ = four_weeks(week)[0].isocalendar()
    return f"{year}-P{(number + 3) // 4:02d}"


def is_four_weeks(label: str) -> bool:
    """Whether a label names a four-week period and not a week."""
    return "-P" in label


def weeks_of(label: str) -> tuple[date, date]:
    """First and last Monday of a week or a four-week period, from its label; raises ValueError as `parse_week`."""
    if not is_four_weeks(label):
        return parse_week(label), parse_week(label)
    year, _, number = label.partition("-P")
    return four_weeks(date.fromisocalendar(int(year), 4 * int(number) - 3, 1))


def last_closed_four_weeks(week: date) -> tuple[date, date]:
    """The latest fixed four-week period that is over when the week (its Monday) is over."""
    first, last = four_weeks(week)
    return (first, last) if last == week else four_weeks(first - WEEK)


def last_closed_twelve_weeks(week: date) -> tuple[date, date]:
    """The latest three fixed four-week periods that are over when the week (its Monday) is over."""
    first, last = last_closed_four_weeks(week)
    for _ in range(2):
        first, _before = four_weeks(first - WEEK)
    return first, last


def last_closed_three_periods(week: date) -> tuple[date, date]:
    """First and last Monday of the latest three fixed four-week periods that are over, of those that are read together.

    Periods are taken three by three on end, without a break at the turn of the year: two such spans are the same or
    share no week, and each is made of whole periods.
    """
    first, last = last_closed_four_weeks(week)
    while _period_number(first) % 3 != 2:
        first, last = four_weeks(first - WEEK)
    return four_weeks(four_weeks(first - WEEK)[0] - WEEK)[0], last


def periods_between(first: date, last: date) -> list[tuple[date, date]]:
    """First and last Monday of each fixed four-week period from one Monday to another."""
    found = [four_weeks(first)]
    while found[-1][1] < last:
        found.append(four_weeks(found[-1][1] + WEEK))
    return found


def quarter_label(week: date) -> str:
    """The quarter of a week, as ``2026-Q4``: the one that holds its Thursday."""
    return _quarter_of(monday(week) + timedelta(days=3))


def quarter_weeks(label: str) -> tuple[date, date]:
    """First and last Monday of the weeks that belong to a quarter such as ``2026-Q4``."""
    year, quarter = int(label[:4]), int(label[-1])
    first_day = date(year, 3 * quarter - 2, 1)
    next_day = date(year + quarter // 4, 3 * (quarter % 4) + 1, 1)
    return _first_thursday_week(first_day), _first_thursday_week(next_day) - WEEK


def widen(start: date | None, end: date | None, *, whole_quarters: bool) -> Period:
    """The period that a report covers: the wanted days widened to whole weeks or whole quarters.

    A day's quarter is that of the calendar, so that 1 July to 30 September is the third quarter. Raises
    ValueError for a period that ends before it begins, or a day outside the years 1970 to 2200.
    """
    if any(day and not FIRST_DAY <= day <= LAST_DAY for day in (start, end)):
        raise ValueError("A period lies in the years 1970 to 2200.")
    if start and end and end < start:
        raise ValueError("The period ends before it begins.")
    first = monday(start) if start else None
    last = monday(end) if end else None
    if whole_quarters:
        first = quarter_weeks(_quarter_of(start))[0] if start else None
        last = quarter_weeks(_quarter_of(end))[1] if end else None
    return Period(first, last + timedelta(days=6) if last else None)


def open_from(today: date, *, whole_quarters: bool) -> date:
    """The Monday from which nothing is complete yet: this week, or the first week of this quarter."""
    this_week = monday(today)
    return quarter_weeks(quarter_label(this_week))[0] if whole_quarters else this_week


def _period_number(week: date) -> int:
    """The place of a four-week period among all, thirteen a year."""
    year, number, _ = week.isocalendar()
    return 13 * year + min((number - 1) // 4, 12)


def _quarter_of(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _first_thursday_week(first_day: date) -> date:
    """The Monday of the first week whose Thursday is not before the day."""
    this_week = monday(first_day)
    return this_week if first_day <= this_week + timedelta(days=3) else this_week + WEEK
