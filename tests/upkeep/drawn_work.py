# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Writes of every kind to a small municipality, drawn from a seed."""

import random
from contextlib import suppress
from uuid import UUID

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.recording import NewResult
from caseworker.vocabulary.closed_lists import ErasureRule, NotNow, ResultKind
from caseworker.vocabulary.problems import CaseworkerError
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, decision, later, recommend

OPTIONS = [Answer(code) for code in ("bfu", "tilbud", "afdaek")]


class Work:
    """Writes of every kind, drawn one after the other."""

    def __init__(self, database: Database, context: Context, town: Town, seed: int) -> None:
        self.database, self.context, self.town = database, context, town
        self.draw = random.Random(seed)
        self.waiting = [(recommend(database, context), OPTIONS[0])]
        self.decided: list[tuple[UUID, UUID]] = []

    def go_on(self, writes: int) -> None:
        """Nothing; so many writes have been tried. What the rules refuse is refused."""
        kinds = (self.recommend, self.show, self.decide, self.decide, self.correct, self.look_back, self.lay_aside)
        for _ in range(writes):
            self.context = later(self.context, hours=self.draw.choice((1, 12, 60)))
            with suppress(CaseworkerError):
                self.draw.choice((*kinds, self.recommend, self.erase))()

    def someone(self) -> UUID:
        return self.draw.choice((self.town.caseworker, self.town.colleague))

    def one_waiting(self) -> UUID:
        return self.draw.choice(self.waiting)[0]

    def recommend(self) -> None:
        groups: dict[str, object] = {"groups": {"bor_alene": self.draw.choice(("ja", "nej"))}}
        case = f"2026-{self.draw.randrange(12):06d}"
        for option in self.draw.choices(OPTIONS, k=2):
            new = recommend(self.database, self.context, option, basis=groups, case_reference=case)
            self.waiting.append((new, option))

    def show(self) -> None:
        recording.record_showing(self.database, self.context, self.one_waiting(), str(self.someone()))

    def decide(self) -> None:
        (chosen, recommended), by, option = self.draw.choice(self.waiting), self.someone(), self.draw.choice(OPTIONS)
        told = decision(self.context, by, option, reason_code="A1" if option == recommended else "C1")
        receipt = recording.record_decision(self.database, self.context, chosen, told)
        self.decided.append((receipt.decision_id, by))

    def correct(self) -> None:
        if self.decided:
            chosen, by = self.draw.choice(self.decided)
            told = decision(self.context, by, self.draw.choice(OPTIONS))
            recording.correct_decision(self.database, self.context, chosen, 0, told)

    def look_back(self) -> None:
        if self.decided:
            result = NewResult(ResultKind.UPHELD, None, self.context.today)
            recording.add_result(self.database, self.context, self.draw.choice(self.decided)[0], result)

    def lay_aside(self) -> None:
        code = self.draw.choice((NotNow.WITHDRAWN, NotNow.CASE_CLOSED))
        recording.set_aside(self.database, self.context, self.one_waiting(), str(self.someone()), code)

    def erase(self) -> None:
        case = f"2026-{self.draw.randrange(12):06d}"
        recording.erase(self.database, self.context, case, ErasureRule.CITIZEN_REQUEST)
