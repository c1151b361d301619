# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the readers of the demo's casework did about it: follow-ups in every state, and two double readings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from caseworker.context import Context
from caseworker.database import Database
from caseworker.demo.definitions import read
from caseworker.demo.logins import DEMO_LOGINS
from caseworker.demo.working_days import Calendar
from caseworker.models import DoubleReading, User
from caseworker.recording import (
    Course,
    NewDoubleReading,
    NewFollowUp,
    Period,
    add_follow_up,
    change_follow_up,
    give_verdict,
    open_drawn_reason,
    start_double_reading,
)
from caseworker.vocabulary.closed_lists import FollowUpKind, FollowUpState, FollowUpSubject, ReasonVerdict, Role
from caseworker.vocabulary.problems import Refused

READ_TEAM = DEMO_LOGINS[Role.TEAM_LEAD].team or ""
READ_SYSTEM = "boligforhold"
EACH = 12
LONG, LATEST = 12, 1
"""How many weeks a double reading is of, and before which of the last weeks the first one ends."""
VERDICTS = {ReasonVerdict.SUPPORTS: 70, ReasonVerdict.DOES_NOT: 17, ReasonVerdict.CANNOT_TELL: 13}
SAME_EYES = 0.82


@dataclass(frozen=True)
class Beside:
    """Something that is done at a moment, in its own transaction, while the casework goes on."""

    at: datetime
    happens: Callable[[Context], None]


class Readers:
    """Makes what leads, readers and the board do."""

    def __init__(self, database: Database, calendar: Calendar, users: Sequence[User], rng: Random) -> None:
        self._database, self._calendar, self._users, self._rng = database, calendar, users, rng

    def acts(self) -> list[Beside]:
        """All of it in the order in which it happens; nothing from before the first week."""
        first = self._calendar.at(self._calendar.mondays[0], 0)
        found = [*self._follow_ups(), *self._double_readings()]
        return sorted((each for each in found if first < each.at < self._calendar.now), key=lambda each: each.at)

    def _follow_ups(self) -> Iterator[Beside]:
        for told in read("opfoelgninger.toml")["follow_up"]:
            made: list[UUID] = []
            user = self._lead_of(told.get("team"))
            yield Beside(self._moment(told["weeks_ago"]), self._starting(told, user, made))
            if "answered_weeks_ago" in told:
                yield Beside(self._moment(told["answered_weeks_ago"]), self._answering(told, user, made))

    def _starting(self, told: dict[str, str], user: str, made: list[UUID]) -> Callable[[Context], None]:
        def happens(context: Context) -> None:
            new = NewFollowUp(
                told["system"],
                FollowUpSubject(told["about"]),
                self._course(told),
                told.get("team"),
                told.get("subject", ""),
                told.get("option"),
            )
            made.append(add_follow_up(self._database, context, new, user))

        return happens

    def _answering(self, told: dict[str, str], user: str, made: list[UUID]) -> Callable[[Context], None]:
        def happens(context: Context) -> None:
            if made:  # one that was started before the first week is not there
                course = self._course(told, FollowUpState(told["state"]), told["answer"])
                change_follow_up(self._database, context, made[0], 0, course, user)

        return happens

    def _course(self, told: dict[str, str], state: FollowUpState = FollowUpState.OPEN, answer: str = "") -> Course:
        due_on = self._calendar.last_monday + timedelta(weeks=int(told["due_in_weeks"]), days=4)
        return Course(FollowUpKind(told["kind"]), state, due_on, told["owner"], told["text"], answer)

    def _double_readings(self) -> Iterator[Beside]:
        monday = self._calendar.last_monday
        lead = self._one(READ_TEAM, Role.TEAM_LEAD)
        one, other = self._of(READ_TEAM, Role.CASEWORKER)[:2]
        yield Beside(self._moment(LATEST), self._reading(monday - timedelta(weeks=LATEST), lead, other, whole=True))
        yield Beside(self._moment(0), self._reading(monday, lead, one, whole=False))

    def _reading(self, end: date, lead: User, second: User, *, whole: bool) -> Callable[[Context], None]:
        """A double reading of the weeks before `end`; where it is not `whole`, the lead alone has begun."""
        start = max(self._calendar.mondays[0], end - timedelta(weeks=LONG))
        period = Period(READ_SYSTEM, READ_TEAM, start, end - timedelta(days=1))

        def happens(context: Context) -> None:
            try:
                new = NewDoubleReading(period, EACH, (lead.id, second.id))
                reading_id = start_double_reading(self._database, context, new, str(lead.id))
            except Refused:
                return  # a small demo has too few records to draw from
            drawn = self._drawn(reading_id)
            said = self._rng.choices(list(VERDICTS), list(VERDICTS.values()), k=drawn)
            for reader in (lead, second) if whole else (lead,):
                for place, verdict in enumerate(said if whole else said[: drawn // 2], start=1):
                    self._read(context, reading_id, place, reader, verdict)

        return happens

    def _drawn(self, reading_id: UUID) -> int:
        with self._database.read() as session:
            row = session.get_one(DoubleReading, reading_id)
            return row.accepted_drawn + row.overridden_drawn

    def _read(self, context: Context, reading_id: UUID, place: int, reader: User, verdict: ReasonVerdict) -> None:
        said = verdict if self._rng.random() < SAME_EYES else self._rng.choice(list(ReasonVerdict))
        open_drawn_reason(self._database, context, reading_id, place, str(reader.id))
        give_verdict(self._database, context, reading_id, place, str(reader.id), said)

    def _moment(self, weeks_ago: int) -> datetime:
        """Monday at nine, so many weeks ago."""
        return self._calendar.at(self._calendar.last_monday - timedelta(weeks=weeks_ago), 9 * 60)

    def _lead_of(self, team: str | None) -> str:
        return str((self._one(team, Role.TEAM_LEAD) if team else self._one(None, Role.ETHICS_REVIEWER)).id)

    def _one(self, team: str | None, role: Role) -> User:
        return self._of(team, role)[0]

    def _of(self, team: str | None, role: Role) -> list[User]:
        return [user for user in self._users if user.team == team and user.role == role]
