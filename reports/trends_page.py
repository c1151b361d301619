# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The board's report in words: what the period says, then section after section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from reports.labels import UNKNOWN
from reports.report import Section
from reports.sections import (
    ENOUGH_TO_SAY_NEVER,
    almost_always_followed,
    dimension_section,
    direction_section,
    excluded_section,
    measure_grid,
    rate_text,
    received_sentence,
    section_heading,
)
from reports.sections_reasons import reasons_section
from reports.sections_trends import (
    ONLY_SYSTEM,
    difference_grid,
    difference_sentences,
    effect_section,
    reliance_section,
    results_section,
    spread_section,
)
from reports.tables import rate_row
from reports.wording import Words

QUESTIONED = ("system", "team")


@dataclass(frozen=True)
class TrendsPage:
    """The sentences and sections that released tables give.

    `skipped` are columns that stand for people, `system` the only system of the report, `asked` whether
    own judgement was asked for.
    """

    words: Words
    tables: Mapping[str, pd.DataFrame]
    skipped: Sequence[str]
    system: str | None
    asked: bool

    def headline(self) -> list[str]:
        """First what the period says: how much was overridden, how much answered, and what to ask."""
        responses, words = self.tables["responses"], self.words
        covered, overridden = rate_row(responses, "coverage"), rate_row(responses, "override_rate")
        if not overridden:
            return [words.say("responses_hidden" if responses["suppressed"].any() else "nothing_answered")]
        text = rate_text(words, overridden)
        sentences = [words.say("overridden_period", **text)]
        if overridden["count"] == 0 and overridden["nobs"] < ENOUGH_TO_SAY_NEVER:
            sentences.append(words.say("no_overrides_few", nobs=text["nobs"]))
        if covered:
            sentences.append(received_sentence(words, covered))
        sentences += [question for name in QUESTIONED for question in self._questions(name)]
        return sentences

    def sections(
        self, groups: Sequence[str], scales: Mapping[str, tuple[str, str]], excluded: Mapping[str, int]
    ) -> list[Section]:
        """All sections in reading order; one without anything to say is left out."""
        words, tables = self.words, self.tables
        heading = words.say("section_responses")
        fixed = [name.removeprefix("by_") for name in tables if name.startswith("by_") and "group_" not in name]
        found = [
            Section("responses", heading, (), (measure_grid(words, tables["responses"], heading),)),
            *(self._dimension(name) for name in fixed if self._says_something(name)),
            *(self._group(name, scales) for name in groups),
            direction_section(words, tables["direction"], scales.get(self.system or ""), self._systems()),
            reasons_section(words, tables["reasons"], ()),
            reliance_section(words, tables["reliance"], asked=self.asked),
            results_section(words, tables["results"]),
        ]
        if "effect_of_showing" in tables:
            found.append(effect_section(words, tables["effect_of_showing"]))
            found.append(spread_section(words, tables["spread"], self.system))
        return [*found, excluded_section(words, excluded)]

    def _says_something(self, name: str) -> bool:
        """Whether any value of the dimension is known."""
        return bool((self.tables[f"by_{name}"]["value"] != UNKNOWN).any())

    def _systems(self) -> list[str]:
        """The systems that labels name, where there are several."""
        found = [str(value) for value in self.tables["by_system"]["value"].unique()]
        return found if len(found) > 1 else []

    def _questions(self, dimension: str) -> list[str]:
        if dimension in self.skipped:
            return []
        return almost_always_followed(self.words, dimension, self.tables[f"by_{dimension}"])

    def _dimension(self, name: str) -> Section:
        warning = [self.words.say("by_system_warning")] if name == "system" and self.system is None else []
        return dimension_section(self.words, name, self.tables[f"by_{name}"], warning)

    def _group(self, group: str, scales: Mapping[str, tuple[str, str]]) -> Section:
        words, heading = self.words, section_heading(self.words, group)
        if group in self.skipped:
            sentence = words.say("people_column", name=words.name("group", group.removeprefix("group_")))
            return Section(f"by_{group}", heading, (sentence,))
        table = self.tables[f"by_{group}"]
        if "differences" not in self.tables:
            return dimension_section(words, group, table)
        differences = self.tables["differences"]
        own = scales.get(self.system or "")
        sides = {**scales, ONLY_SYSTEM: own} if own else scales
        sentences = difference_sentences(words, differences, group, sides, self._systems())
        return dimension_section(
            words, group, table, sentences, difference_grid(words, differences, group, self._systems())
        )
