# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Weeks and hours in which the demo's people work, and the dates as they write them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]
DAYS = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag"]
OPENS, CLOSES = 8 * 60, 15 * 60 + 40

# Shares of an ordinary week's work by ISO week: summer, autumn and winter holidays, Christmas.
_QUIET = {
    7: 0.85,
    8: 0.85,
    28: 0.65,
    29: 0.35,
    30: 0.35,
    31: 0.35,
    32: 0.7,
    42: 0.75,
    51: 0.8,
    52: 0.3,
    53: 0.3,
    1: 0.4,
}
_CLOSED = {(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)}


@dataclass(frozen=True)
class Calendar:
    """The weeks of the demo, which end with the week of `now`."""

    now: datetime
    zone: ZoneInfo
    weeks: int

    @property
    def last_monday(self) -> date:
        """The Monday of the current week."""
        today = self.now.astimezone(self.zone).date()
        return today - timedelta(days=today.weekday())

    @property
    def mondays(self) -> list[date]:
        """The Mondays of all weeks, oldest first."""
        return [self.last_monday - timedelta(weeks=back) for back in range(self.weeks - 1, -1, -1)]

    def work_in(self, monday: date) -> float:
        """The share of an ordinary week's work that is done in the week; less in the one that has just begun."""
        share = _QUIET.get(monday.isocalendar().week, 1.0)
        return share * self._elapsed() if monday == self.last_monday else share

    def _elapsed(self) -> float:
        local = self.now.astimezone(self.zone)
        today = min(max(local.hour * 60 + local.minute - OPENS, 0), CLOSES - OPENS) / (CLOSES - OPENS)
        return min(local.weekday() + today, 5) / 5

    def moment_in(self, monday: date, rng: Random) -> datetime:
        """A moment of office hours in the week, before now."""
        days = [monday + timedelta(days=n) for n in range(5)]
        open_days = [d for d in days if (d.month, d.day) not in _CLOSED] or days
        moment = self.now
        for _ in range(200):
            moment = self.at(rng.choice(open_days), rng.uniform(OPENS, CLOSES))
            if moment < self.now:
                return moment
        return self.now - timedelta(minutes=rng.uniform(1, 60))

    def at(self, day: date, minutes: float) -> datetime:
        """The moment so many minutes into the local day."""
        whole = datetime.combine(day, time(0), tzinfo=self.zone) + timedelta(seconds=round(minutes * 60))
        return whole.astimezone(UTC)

    def local_day(self, moment: datetime) -> date:
        """The local date of a moment."""
        return moment.astimezone(self.zone).date()


def long_date(day: date) -> str:
    """The date as it is written in a sentence: den 12. november."""
    return f"den {day.day}. {MONTHS[day.month - 1]}"


def time_slots(day: date, rng: Random) -> dict[str, str]:
    """The words of time that a reason written on `day` can use."""
    month = day.month - 1
    earlier = ["i dag", "i sidste uge", "i går" if day.weekday() else "i fredags"]
    earlier += [f"i {DAYS[n]}s" for n in range(day.weekday() - 1) if n < 5]
    return {
        "seneste": rng.choice(earlier),
        "ugedag": f"på {rng.choice(DAYS)}",
        "dag": rng.choice(DAYS),
        "maaned": MONTHS[month],
        "forrige": MONTHS[month - rng.choice((1, 1, 2))],
        "naeste": MONTHS[(month + 1) % 12],
        "dato": long_date(day - timedelta(days=rng.randint(2, 25))),
        "dato_gl": long_date(day - timedelta(days=rng.randint(40, 150))),
        "dato_frem": long_date(day + timedelta(days=rng.randint(8, 24))),
    }
