# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a system recommends and what is decided instead, so that response, direction and words agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from caseworker.demo.decks import Deck
from caseworker.demo.definitions import NUMBER_OPTION, Definition, Departure
from caseworker.demo.stories import depart_codes
from caseworker.registry import SystemRules
from caseworker.vocabulary.closed_lists import Response
from caseworker.vocabulary.responses import Answer, plain, response_to

QUARTER = Decimal("0.25")
_NEAR = tuple(Decimal(n) for n in ("0.75", "1", "1", "1.25", "1.5", "1.5", "2", "2"))
_FAR = tuple(Decimal(n) for n in ("2.25", "2.5", "2.5", "3", "3", "3.5", "4"))
_SLIGHT = tuple(Decimal(n) for n in ("0.25", "-0.25", "0.5", "-0.5"))
_PLACEHOLDER = Decimal(5)


@dataclass(frozen=True)
class Move:
    """A departure between two options, with the response that follows from it (both are possible for numbers)."""

    departure: Departure
    recommended: str
    decided: str
    response: Response | None


@dataclass(frozen=True)
class Chosen:
    """What was recommended and decided, and the departure in between, if there is one."""

    recommended: Answer
    decided: Answer
    departure: Departure | None = None


class Answers:
    """Chooses answers for one system, in proportions that hold over the half-year."""

    def __init__(self, definition: Definition, rules: SystemRules, rng: Random) -> None:
        self._numeric = definition.numeric
        self._rules = rules
        self._rng = rng
        self._recommended = Deck(rng, definition.recommended)
        self._system = definition.code
        self._moves = [move for departure in definition.departures for move in self._moves_of(departure)]
        self._codes: dict[tuple[str, Response, bool], Deck[str]] = {}

    def recommended(self) -> Answer:
        """A recommendation, where nothing else is known of the case."""
        option = self._recommended.draw()
        return Answer(option, self._hours() if self._takes_number(option) else None)

    def followed(self) -> Chosen:
        """A recommendation that is followed; a number now and then within the tolerance only."""
        recommended = self.recommended()
        if recommended.number is None or self._rng.random() > 0.06:
            return Chosen(recommended, recommended)
        near = max(QUARTER, recommended.number + self._rng.choice(_SLIGHT))
        return Chosen(recommended, Answer(recommended.option, plain(near)))

    def departed(
        self, response: Response, version: str, groups: Mapping[str, str], direction: str | None, *, new_practice: bool
    ) -> Chosen:
        """A recommendation that is departed from, with a departure that fits version, groups and direction."""
        fitting = [m for m in self._moves if self._fits(m, response, version, groups, direction)]
        codes = {move.departure.code for move in fitting}
        code = self._deck(version, response, new_practice=new_practice).draw(codes.__contains__)
        move = self._rng.choice([m for m in fitting if m.departure.code == code])
        recommended, decided = self._numbers(move, response, direction)
        return Chosen(recommended, decided, move.departure)

    def other_than(self, *taken: str) -> str:
        """An option that is none of these."""
        options = self._rules.answers.options
        return self._rng.choice([code for code in options if code not in taken])

    def neighbour_of(self, taken: str) -> str:
        """The option that a caseworker who did not choose this one would most likely have chosen: next on the scale."""
        ranks = {code: rule.rank or 0 for code, rule in self._rules.answers.options.items()}
        near = [code for code in ranks if code != taken and abs(ranks[code] - ranks[taken]) <= 1]
        return self._rng.choice(near or [code for code in ranks if code != taken])

    def _moves_of(self, departure: Departure) -> list[Move]:
        pairs = [(r, d) for r in departure.recommended for d in departure.decided if r != d or self._takes_number(d)]
        return [Move(departure, r, d, self._response(r, d)) for r, d in pairs]

    def _response(self, recommended: str, decided: str) -> Response | None:
        if self._takes_number(recommended) and self._takes_number(decided):
            return None
        return response_to(self._rules.answers, self._sample(recommended), self._sample(decided))

    def _sample(self, option: str) -> Answer:
        return Answer(option, _PLACEHOLDER if self._takes_number(option) else None)

    def _fits(
        self, move: Move, response: Response, version: str, groups: Mapping[str, str], direction: str | None
    ) -> bool:
        departure = move.departure
        way = departure.direction or (
            ("more" if self._takes_number(move.decided) else "less") if self._mixed(move) else None
        )
        return (
            move.response in (None, response)
            and departure.version in (None, version)
            and all(groups.get(name) == value for name, value in departure.groups.items())
            and (direction is None or way in (None, direction))
        )

    def _mixed(self, move: Move) -> bool:
        return self._takes_number(move.recommended) != self._takes_number(move.decided)

    def _deck(self, version: str, response: Response, *, new_practice: bool) -> Deck[str]:
        key = (version, response, new_practice)
        if key not in self._codes:
            weights = depart_codes(self._system, version, response, new_practice=new_practice)
            self._codes[key] = Deck(self._rng, weights)
        return self._codes[key]

    def _takes_number(self, option: str) -> bool:
        return self._numeric and option == NUMBER_OPTION

    def _hours(self, at_least: Decimal = Decimal("0.5")) -> Decimal:
        quarters = round(4 * (0.75 + self._rng.gammavariate(2.4, 1.6)))
        return plain(min(max(at_least, quarters * QUARTER), Decimal(16)))

    def _numbers(self, move: Move, response: Response, direction: str | None) -> tuple[Answer, Answer]:
        if not self._numeric:
            return Answer(move.recommended), Answer(move.decided)
        if not self._takes_number(move.recommended):
            return Answer(move.recommended), Answer(move.decided, self._hours(Decimal("1.5")))
        if not self._takes_number(move.decided):
            return Answer(move.recommended, self._hours(Decimal("1.5"))), Answer(move.decided)
        step = self._rng.choice(_NEAR if response is Response.PARTLY_ACCEPTED else _FAR)
        less = direction == "less"
        recommended = self._hours(step + Decimal("0.5") if less else Decimal("0.5"))
        decided = recommended - step if less else recommended + step
        return Answer(move.recommended, recommended), Answer(move.decided, plain(decided))


def weighted_order(rng: Random, weights: Sequence[float]) -> list[int]:
    """Places in a random order in which the heavier tend to come first (sampling without replacement)."""
    return sorted(range(len(weights)), key=lambda n: -(rng.random() ** (1 / weights[n])))
