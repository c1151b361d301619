# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Written reasons, put together from the fragments of a system so that they seldom repeat."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from caseworker.demo.working_days import time_slots

SHORT = 40
HASTY = ("enig", "enig", "enig", "ok", "ok", "ok", "som foreslået", "som foreslået", "som foreslået af systemet")
_ADDITIONS = (
    "Rettet dato.",
    "Tilføjet efter samtale med kollega.",
    "Rettet, efter at borger ringede igen.",
    "Præciseret samme dag.",
    "Første udgave var for kort.",
    "Oplysning tilføjet fra sagen.",
)
_SLOT = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"\w{4,}")
_SMALL_WORDS = frozenset(
    ["borger", "efter", "ikke", "eller", "siden", "selv", "uden", "over", "forældrene", "barnet", "skolen"]
)
_TRIES = 40


class Writer:
    """Writes the reasons of one system; remembers what it wrote and avoids writing it again."""

    def __init__(self, texts: Mapping[str, Any], rng: Random) -> None:
        self._texts = texts
        self._slots: Mapping[str, Sequence[str]] = texts["slots"]
        self._rng = rng
        self._written: set[str] = set()

    def following(
        self, code: str, day: date, told: Mapping[str, str], *, short: bool, groups: Mapping[str, str]
    ) -> str:
        """A reason for following; a short one has under 40 characters. `told` holds anb, valg and egen in words."""
        short = short and code in self._texts["short"]
        templates = self._texts["short" if short else "long"][code]
        return self._new(
            templates, day, {**told, "detalje": ""}, self._details(told["option"], groups), groups, short=short
        )

    def departing(
        self, templates: Sequence[str], day: date, told: Mapping[str, str], *, groups: Mapping[str, str]
    ) -> str:
        """A reason for departing, from the templates that fit the case."""
        return self._new(templates, day, told, (), groups)

    def hasty(self) -> str:
        """What is written when nobody has the time."""
        return self._rng.choice(HASTY)

    def corrected(self, text: str) -> str:
        """The same reason with an addition."""
        return f"{text.rstrip('.')}. {self._rng.choice(_ADDITIONS)}"

    def _details(self, option: str, groups: Mapping[str, str]) -> Sequence[str]:
        details = self._texts["details"]
        return [*details[option], *(line for value in groups.values() for line in details.get(f"{option}/{value}", ()))]

    def _new(
        self,
        templates: Sequence[str],
        day: date,
        told: Mapping[str, str],
        details: Sequence[str],
        groups: Mapping[str, str],
        *,
        short: bool = False,
    ) -> str:
        text = draft = ""
        for _ in range(_TRIES):
            fixed = {**told, **time_slots(day, self._rng)}
            if details:
                fixed["detalje"] = self._rng.choice(details)
            draft = _tidy(self._filled(self._rng.choice(templates), fixed, groups))
            if (short and len(draft) >= SHORT) or _stutters(draft):
                continue
            text = draft
            if text not in self._written:
                break
        text = text or draft
        self._written.add(text)
        return text

    def _filled(self, template: str, fixed: dict[str, str], groups: Mapping[str, str]) -> str:
        """The template with its slots filled; a slot that is named twice says the same twice."""

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            key = name.lower()
            if key not in fixed:
                fixed[key] = self._rng.choice(self._choices(key, groups))
            value = fixed[key] = self._filled(fixed[key], fixed, groups)
            return value if name == key else value[0].upper() + value[1:]

        return _SLOT.sub(fill, template)

    def _choices(self, slot: str, groups: Mapping[str, str]) -> Sequence[str]:
        """What the slot can say of this citizen: a school child has no nursery."""
        own = [self._slots[f"{slot}/{value}"] for value in groups.values() if f"{slot}/{value}" in self._slots]
        return own[0] if own else self._slots[slot]


def _tidy(text: str) -> str:
    whole = text.replace("..", ".")
    return whole[0].upper() + whole[1:]


def _stutters(text: str) -> bool:
    """Whether a telling word comes twice, as it does where two fragments say the same."""
    words = [word for word in _WORD.findall(text.lower()) if word not in _SMALL_WORDS]
    return len(words) != len(set(words))
