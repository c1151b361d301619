# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The board's report in words: what the period says, then section after section."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from reports.beside.seen_as import seen_as_sections
from reports.facts.labels import UNKNOWN
from reports.report import Grid, Section
from reports.sections import (
    ENOUGH_TO_SAY_NEVER,
    almost_always_followed,
    dimension_section,
    rate_text,
    received_sentences,
    responses_section,
    section_heading,
)
from reports.sections.calibration import calibration_parts
from reports.sections.direction import direction_section, group_direction
from reports.sections.framing import excluded_section
from reports.sections.oversight import funnel_section, oversight_questions, oversight_section, results_section
from reports.sections.reasons import reasons_section
from reports.sections.trends import (
    ONLY_SYSTEM,
    difference_grid,
    difference_sentences,
    effect_section,
    reliance_section,
    spread_section,
    version_differences,
)
from reports.sections.weeks import weeks_of_period
from reports.tables import rate_row
from reports.wording import Words

QUESTIONED = ("system", "team")


@dataclass(frozen=True)
class TrendsPage:
    """The sentences and sections that released tables give.

    `skipped` are columns that stand for people, `system` the only system of the report, `asked` whether
    own judgement was asked for, `only` the systems that know a citizen group where not all do, `scales` the
    words for more and less by system, `baselines` those frozen later, `numeric` the systems that withhold numbers,
    `results_known` whether any decision has a result.
    """

    words: Words
    tables: Mapping[str, pd.DataFrame]
    skipped: Sequence[str]
    system: str | None
    asked: bool
    groups: Sequence[str]
    only: Mapping[str, Sequence[str]]
    scales: Mapping[str, tuple[str, str]]
    baselines: Collection[tuple[str, date, date, str]] = ()
    numeric: Sequence[str] = ()
    results_known: bool = False

    def headline(self, excluded: Mapping[str, int | None] | None = None) -> list[str]:
        """First what the period says: how much was overridden, how much answered, and what to ask."""
        responses, words = self.tables["responses"], self.words
        overridden = rate_row(responses, "override_rate")
        if not overridden:
            hidden = responses.loc[responses["measure"] == "override_rate", "suppressed"].any()
            return [words.say("responses_hidden" if hidden else "nothing_answered")]
        text = rate_text(words, overridden)
        sentences = [words.say("overridden_period", **text)]
        if overridden["count"] == 0 and overridden["nobs"] < ENOUGH_TO_SAY_NEVER:
            sentences.append(words.say("no_overrides_few", nobs=text["nobs"]))
        sentences += received_sentences(words, responses, excluded)
        sentences += self._always_followed()
        if "oversight" in self.tables:
            sentences += oversight_questions(words, self.tables["oversight"])
        sentences += self._versions()
        sentences += [sentence for group in self.groups if group not in self.skipped for sentence in self._clear(group)]
        return sentences

    def sections(self, excluded: Mapping[str, int | None]) -> list[Section]:
        """All sections in reading order; one without anything to say is left out. Of the `excluded`, None is hidden."""
        words, tables = self.words, self.tables
        fixed = [name.removeprefix("by_") for name in tables if name.startswith("by_") and "group_" not in name]
        found = [
            responses_section(words, tables["responses"]),
            *seen_as_sections(words, tables),
            *(self._dimension(name) for name in fixed if self._says_something(name)),
            *self._weeks(),
            *(self._group(name) for name in self.groups),
            direction_section(words, tables["direction"], self.scales, self._every_system()),
            reasons_section(words, tables["reasons"], ()),
        ]
        if "reliance" in tables:  # what has no tally is in no joint report
            found += [
                reliance_section(words, tables["reliance"], asked=self.asked),
                self._results(),
            ]
        if "effect_of_showing" in tables:
            found += [
                effect_section(words, tables["effect_of_showing"], self.numeric),
                oversight_section(words, tables["oversight"], self._always_followed()),
                spread_section(words, tables["spread"], tables["by_system"], self._every_system()),
                funnel_section(words, tables["funnel"]),
            ]
        return [*found, excluded_section(words, excluded)]

    def _results(self) -> Section:
        row = rate_row(self.tables["responses"], "override_rate")
        answered = row["nobs"] if row else 0.0
        return results_section(self.words, self.tables["results"], answered=answered, known=self.results_known)

    def _weeks(self) -> list[Section]:
        table = self.tables.get("weeks")
        return [] if table is None or table.empty else [weeks_of_period(self.words, table, self.baselines)]

    def _says_something(self, name: str) -> bool:
        """Whether any value of the dimension is known."""
        return bool((self.tables[f"by_{name}"]["value"] != UNKNOWN).any())

    def _systems(self) -> list[str]:
        """The systems that labels name, where there are several."""
        found = self._every_system()
        return found if len(found) > 1 else []

    def _every_system(self) -> list[str]:
        return [str(value) for value in self.tables["by_system"]["value"].unique()]

    def _always_followed(self) -> list[str]:
        """The systems and teams in which the recommendation is practically always followed, as questions."""
        return [question for name in QUESTIONED for question in self._questions(name)]

    def _questions(self, dimension: str) -> list[str]:
        if dimension in self.skipped:
            return []
        return almost_always_followed(self.words, dimension, self.tables[f"by_{dimension}"])

    def _dimension(self, name: str) -> Section:
        said = self._versions() if name == "model_version" else []
        if name == "system" and self.system is None:
            said = [self.words.say("by_system_warning")]
        grids: list[Grid] = []
        if name == "confidence_band" and "calibration" in self.tables:
            said, grids = calibration_parts(self.words, self.tables["calibration"])
        systems = self._systems() if name == "model_version" else []
        return dimension_section(self.words, name, self.tables[f"by_{name}"], said, grids, systems)

    def _versions(self) -> list[str]:
        """Systems whose two versions were overridden differently, beyond chance."""
        table = self.tables.get("by_model_version")
        return [] if table is None else version_differences(self.words, table, self.system)

    def _group(self, group: str) -> Section:
        words, heading = self.words, section_heading(self.words, group)
        if group in self.skipped:
            sentence = words.say("people_column", name=words.group(group))
            return Section(f"by_{group}", heading, (sentence,))
        table = self.tables[f"by_{group}"]
        directions = group_direction(words, self.tables["direction"], group, self.scales, self._every_system())
        if "differences" not in self.tables:
            return dimension_section(words, group, table, (), directions)
        differences = self.tables["differences"]
        found = self._clear(group) or difference_sentences(words, differences, group, {}, ())
        if group in self.only:
            names = [words.name("system", system) for system in self.only[group]]
            found = [*found, words.say("only_systems", systems=words.listed(names))]
        grids = difference_grid(words, differences, group, self._systems())
        return dimension_section(words, group, table, found, [*grids, *directions])

    def _clear(self, group: str) -> list[str]:
        """The differences of a group beyond chance, in sentences."""
        if "differences" not in self.tables:
            return []
        own = self.scales.get(self.system or "")
        sides = {**self.scales, ONLY_SYSTEM: own} if own else self.scales
        sentences = difference_sentences(self.words, self.tables["differences"], group, sides, self._systems())
        return [sentence for sentence in sentences if sentence != self.words.say("groups_alike")]
