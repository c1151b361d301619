# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One team's half-year: who decides what in which week, and what lies on the desk at the end of it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from caseworker.demo import stories
from caseworker.demo.answers import Answers, Chosen, weighted_order
from caseworker.demo.basis import basis_of
from caseworker.demo.cases import Case, Decided
from caseworker.demo.deciding import Deciding
from caseworker.demo.decks import Deck
from caseworker.demo.definitions import Definition
from caseworker.demo.teams import DemoTeam
from caseworker.demo.working_days import Calendar
from caseworker.vocabulary.closed_lists import Response, Source
from caseworker.vocabulary.responses import plain

MANUAL_SHARE = 0.013
SEEN_SHARE = 0.3
OPPOSITE = ("bor_alene", {"bor alene": {"more": 3, "less": 1}, "bor med andre": {"more": 1, "less": 3}})
_SMALLEST_SHARE = 0.15


class TeamWork:
    """Makes the cases of one team, week after week."""

    def __init__(
        self,
        team: DemoTeam,
        definition: Definition,
        calendar: Calendar,
        caseworkers: list[str],
        answers: Answers,
        deciding: Deciding,
        rng: Random,
    ) -> None:
        self._team, self._definition, self._calendar = team, definition, calendar
        self._caseworkers, self._answers, self._deciding, self._rng = caseworkers, answers, deciding, rng
        share = max(team.overridden, _SMALLEST_SHARE)
        self._inclined = dict(zip(caseworkers, stories.inclinations(rng, len(caseworkers), share), strict=True))
        weeks = calendar.mondays
        self._weeks = {
            kind: dict(zip(weeks, stories.ordinary_weeks(rng, len(weeks)), strict=True))
            for kind in (Response.OVERRIDDEN, Response.PARTLY_ACCEPTED)
        }
        self._decks: dict[tuple[str, ...], Deck[str]] = {}
        self._new_practice = stories.new_practice_from(calendar.last_monday)

    def decided(self, monday: date, nobs: int) -> Iterator[Case]:
        """The cases that are decided in the week."""
        version = self._definition.version_in(monday, self._calendar.last_monday)
        people = self._rng.choices(self._caseworkers, k=nobs)
        for caseworker, response in zip(people, self._responses(people, monday, version), strict=True):
            yield self._case(monday, version, caseworker, response)

    def waiting(self, recent: int, left: int) -> Iterator[Case]:
        """The cases that lie on the desk now: recent ones, some of them opened, and older ones opened and left."""
        for old in [False] * recent + [True] * left:
            issued = self._issued_lately(old=old)
            monday = issued.date() - timedelta(days=issued.weekday())
            version = self._definition.version_in(monday, self._calendar.last_monday)
            groups = self._groups("waiting")
            seen = self._seen(issued) if old or self._rng.random() < SEEN_SHARE else None
            recommended = self._answers.recommended()
            yield self._recommended(Chosen(recommended, recommended), version, groups, issued, seen=seen)

    def _responses(self, people: list[str], monday: date, version: str) -> list[Response]:
        overridden = stories.overridden_share(self._team, version)
        count = stories.count_in_week(len(people), overridden, self._weeks[Response.OVERRIDDEN][monday])
        left, share = len(people) - count, self._team.partly / (1 - overridden)
        partly = stories.count_in_week(left, share, self._weeks[Response.PARTLY_ACCEPTED][monday])
        order = weighted_order(self._rng, [self._inclined[person] for person in people])
        responses = [Response.ACCEPTED] * len(people)
        for place in order[:count]:
            responses[place] = Response.OVERRIDDEN
        for place in self._rng.sample(order[count:], partly):
            responses[place] = Response.PARTLY_ACCEPTED
        return responses

    def _case(self, monday: date, version: str, caseworker: str, response: Response) -> Case:
        groups = self._groups(response.value)
        chosen = self._chosen(response, version, groups, monday)
        manual = not (self._definition.own_first or self._team.hasty) and self._rng.random() < MANUAL_SHARE
        at = self._calendar.moment_in(monday, self._rng)
        decided = self._deciding.decided(chosen, groups, caseworker, at, hasty=self._team.hasty, manual=manual)
        issued = at if manual else self._issued_before(decided.judged or decided.opened, version)
        return self._recommended(chosen, version, groups, issued, decided=decided, manual=manual)

    def _chosen(self, response: Response, version: str, groups: Mapping[str, str], monday: date) -> Chosen:
        if response is Response.ACCEPTED:
            return self._answers.followed()
        name, directions = OPPOSITE
        direction = None
        if self._definition.numeric:
            direction = self._deck(directions[groups[name]], "direction", groups[name], response.value).draw()
        new_practice = monday >= self._new_practice
        return self._answers.departed(response, version, groups, direction, new_practice=new_practice)

    def _recommended(
        self,
        chosen: Chosen,
        version: str,
        groups: Mapping[str, str],
        issued: datetime,
        *,
        decided: Decided | None = None,
        seen: tuple[datetime, str] | None = None,
        manual: bool = False,
    ) -> Case:
        return Case(
            system=self._definition.code,
            team=self._team.code,
            version=version,
            source=Source.MANUAL if manual else Source.API,
            recommended=chosen.recommended,
            issued=issued,
            confidence=self._confidence(followed=chosen.departure is None),
            basis={} if manual else self._basis(chosen, version, groups, issued),
            decided=decided,
            seen=seen,
        )

    def _basis(self, chosen: Chosen, version: str, groups: Mapping[str, str], issued: datetime) -> dict[str, object]:
        return basis_of(
            self._definition,
            version=version,
            option=chosen.recommended.option,
            day=self._calendar.local_day(issued),
            groups=groups,
            needed=chosen.departure.factors if chosen.departure else (),
            rng=self._rng,
        )

    def _groups(self, stratum: str) -> dict[str, str]:
        """Citizen groups, dealt alike to every response: no group is departed from more often than another."""
        raw: Mapping[str, Mapping[str, int]] = self._definition.raw["groups"]
        return {name: self._deck(weights, name, stratum).draw() for name, weights in raw.items()}

    def _deck(self, weights: Mapping[str, int], *key: str) -> Deck[str]:
        if key not in self._decks:
            self._decks[key] = Deck(self._rng, weights)
        return self._decks[key]

    def _confidence(self, *, followed: bool) -> Decimal:
        guess = self._rng.gauss(0.73 if followed else 0.68, 0.1)
        return plain(Decimal(f"{min(max(guess, 0.5), 0.97):.2f}"))

    def _issued_before(self, opened: datetime, version: str) -> datetime:
        lag: Any = self._definition.raw["lag_hours"]
        issued = opened - timedelta(hours=self._rng.uniform(*lag))
        start = dict(self._definition.version_starts(self._calendar.last_monday))[version]
        if start is None or self._calendar.local_day(issued) >= start:
            return issued
        first = self._calendar.at(start, 30)
        return first + (opened - first) * self._rng.random()

    def _issued_lately(self, *, old: bool) -> datetime:
        now, first = self._calendar.now, self._calendar.at(self._calendar.mondays[0], 0)
        if self._definition.own_first:
            return now - timedelta(hours=self._rng.uniform(0.4, 19))
        if old:
            return first + (now - first) * self._rng.uniform(0, 0.9)
        return max(now - timedelta(days=self._rng.uniform(0.2, 12)), first)

    def _seen(self, issued: datetime) -> tuple[datetime, str] | None:
        monday = self._calendar.local_day(issued)
        monday -= timedelta(days=monday.weekday())
        for _ in range(20):
            moment = self._calendar.moment_in(monday, self._rng)
            if issued < moment < self._calendar.now:
                return moment, self._rng.choice(self._caseworkers)
        return None
