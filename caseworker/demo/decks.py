# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Draws in stated proportions: random in order, steady in the long run."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Generic, TypeVar

Card = TypeVar("Card")


class Deck(Generic[Card]):
    """Cards in the proportion of their weights, drawn without replacement and then shuffled anew.

    Plain chance would leave the demo's stories, and what is ordinary beside them, to the luck of the seed.
    """

    def __init__(self, rng: Random, weights: Mapping[Card, int]) -> None:
        self._rng = rng
        self._all = [card for card, weight in weights.items() for _ in range(weight)]
        self._left: list[Card] = []

    def draw(self, fits: Callable[[Card], bool] = lambda _card: True) -> Card:
        """The next card that fits; raises LookupError where no card ever does."""
        for _ in range(2):
            for place, card in enumerate(self._left):
                if fits(card):
                    return self._left.pop(place)
            fresh = list(self._all)
            self._rng.shuffle(fresh)
            self._left.extend(fresh)
        raise LookupError("no card fits")
