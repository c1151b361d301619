# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How a case is decided: the code, the words, the time it took, and what became of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from caseworker.demo import stories
from caseworker.demo.answers import Answers, Chosen
from caseworker.demo.cases import Decided
from caseworker.demo.decks import Deck
from caseworker.demo.definitions import Definition
from caseworker.demo.wording import Writer
from caseworker.demo.working_days import Calendar
from caseworker.recording import NewResult
from caseworker.vocabulary.closed_lists import ResultKind, TimeBucket
from caseworker.vocabulary.responses import Answer, danish

CORRECTED_SHARE = 0.008
RESULT_SHARE = 0.03
_SECONDS = {
    TimeBucket.UNDER_10_S: (3.5, 9.5),
    TimeBucket.UNDER_30_S: (11, 29),
    TimeBucket.UNDER_2_MIN: (32, 118),
    TimeBucket.OVER_2_MIN: (125, 1500),
    TimeBucket.UNKNOWN: (600, 14_000),
}
_OTHER_HOURS = ("færre timer", "flere timer", "træning først")


class Deciding:
    """Makes the decisions of one system, in proportions that hold over the half-year."""

    def __init__(self, definition: Definition, answers: Answers, calendar: Calendar, rng: Random) -> None:
        self._definition, self._answers, self._calendar, self._rng = definition, answers, calendar, rng
        self._writer = Writer(definition.texts, rng)
        self._follow_codes = Deck(rng, stories.FOLLOW_CODES)
        self._kept_codes = Deck(rng, stories.KEPT_CODES)
        self._moved_codes = Deck(rng, stories.MOVED_CODES)
        self._hasty_codes = Deck(rng, stories.HASTY_CODES)
        self._buckets = Deck(rng, stories.BUCKETS)
        self._hasty_buckets = Deck(rng, stories.HASTY_BUCKETS)
        self._short = Deck(rng, {True: 11, False: 9})
        self._moved = Deck(rng, {True: 20, False: 80})
        self._own = Deck(rng, {"decided": 92, "recommended": 5, "other": 3})
        told = {None: 8, True: 1, False: 1} if definition.own_first else {True: 5, False: 2, None: 3}
        self._informed: Deck[bool | None] = Deck(rng, told)
        self._results = Deck(
            rng,
            {ResultKind.UPHELD: 12, ResultKind.CHANGED: 4, ResultKind.ANNULLED: 2, ResultKind.REMITTED: 2},
        )

    def decided(
        self,
        chosen: Chosen,
        groups: Mapping[str, str],
        caseworker: str,
        at: datetime,
        *,
        hasty: bool,
        manual: bool,
    ) -> Decided:
        """The decision at that moment."""
        bucket = TimeBucket.UNKNOWN if manual or self._definition.own_first else self._bucket(hasty=hasty)
        opened = at if manual else at - timedelta(seconds=self._rng.uniform(*_SECONDS[bucket]))
        own = self._own_judgement(chosen) if self._definition.own_first else None
        code = self._code(chosen, own, hasty=hasty)
        text = self._text(chosen, own, code, groups, at, hasty=hasty)
        return Decided(
            answer=chosen.decided,
            code=code,
            text=text,
            caseworker=caseworker,
            opened=opened,
            at=at,
            bucket=bucket,
            own=own,
            judged=opened - timedelta(seconds=self._rng.uniform(5, 400)) if own else None,
            informed=self._informed.draw(),
            corrected=self._corrected(text, at),
            result=self._result(chosen, at),
        )

    def _bucket(self, *, hasty: bool) -> TimeBucket:
        return (self._hasty_buckets if hasty else self._buckets).draw()

    def _own_judgement(self, chosen: Chosen) -> Answer:
        recommended, decided = chosen.recommended.option, chosen.decided.option
        if chosen.departure is None:
            return Answer(self._answers.neighbour_of(recommended) if self._moved.draw() else recommended)
        which = self._own.draw()
        if which == "other":
            return Answer(self._answers.other_than(recommended, decided))
        return Answer(decided if which == "decided" else recommended)

    def _code(self, chosen: Chosen, own: Answer | None, *, hasty: bool) -> str:
        if chosen.departure is not None:
            return chosen.departure.code
        if hasty:
            return self._hasty_codes.draw()
        if own is None:
            return self._follow_codes.draw()
        return (self._kept_codes if own == chosen.recommended else self._moved_codes).draw()

    def _text(
        self, chosen: Chosen, own: Answer | None, code: str, groups: Mapping[str, str], at: datetime, *, hasty: bool
    ) -> str:
        day = self._calendar.local_day(at)
        told = self._told(chosen, own)
        if chosen.departure is not None:
            return self._writer.departing(chosen.departure.texts, day, told, groups=groups)
        if hasty:
            return self._writer.hasty()
        return self._writer.following(code, day, told, short=self._short.draw(), groups=groups)

    def _told(self, chosen: Chosen, own: Answer | None) -> dict[str, str]:
        phrase = self._definition.phrase
        recommended = chosen.recommended.option
        if self._definition.numeric:
            other = self._rng.choice(_OTHER_HOURS)
        else:
            kept = own is None or own == chosen.recommended
            other = phrase(self._answers.neighbour_of(recommended) if kept or own is None else own.option)
        return {
            "option": recommended,
            "anb": phrase(recommended),
            "valg": phrase(chosen.decided.option),
            "egen": other,
            "fra": _hours(chosen.recommended),
            "til": _hours(chosen.decided),
        }

    def _corrected(self, text: str, at: datetime) -> tuple[datetime, str] | None:
        moment = at + timedelta(minutes=self._rng.uniform(2, 1500))
        if self._rng.random() > CORRECTED_SHARE or moment >= self._calendar.now:
            return None
        return moment, self._writer.corrected(text)

    def _result(self, chosen: Chosen, at: datetime) -> tuple[datetime, NewResult] | None:
        known = at + timedelta(days=self._rng.uniform(42, 110))
        if self._rng.random() > RESULT_SHARE or known >= self._calendar.now:
            return None
        kind = self._results.draw()
        right = None
        if kind is ResultKind.CHANGED and chosen.departure is not None:
            right = chosen.recommended
        elif kind is ResultKind.CHANGED and not self._definition.numeric:
            right = Answer(self._answers.neighbour_of(chosen.decided.option))
        return known, NewResult(kind, right, self._calendar.local_day(known))


def _hours(answer: Answer) -> str:
    return "" if answer.number is None else danish(answer.number)
