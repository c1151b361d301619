# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The team lead's week in words: what it says, then section after section."""

from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd

from reports.disclosure import Edition
from reports.measures.rates import RESPONSE_OF, eligible
from reports.periods import (
    last_closed_twelve_weeks,
    week_label,
)
from reports.report import Section
from reports.sections import (
    ENOUGH_TO_SAY_NEVER,
    almost_always_followed,
    dimension_section,
    rate_text,
    received_sentences,
    responses_section,
)
from reports.sections.direction import direction_section
from reports.sections.framing import excluded_section
from reports.sections.oversight import oversight_questions, oversight_section
from reports.sections.reasons import code_label, reasons_section, top_sentences
from reports.sections.weeks import systems_outside, version_sentences, week_sentences, weeks_section
from reports.tables import rate_row
from reports.weekly.changed_reasons import changed_reasons, changed_sentences
from reports.weekly.reason_periods import period_before, reason_weeks
from reports.weekly.team_week import TeamWeek
from reports.wording import Words

EARLIER_REASONS = "earlier_reasons"  # what reasons are held against, in no edition


def week_page(
    words: Words,
    asked: TeamWeek,
    tables: dict[str, pd.DataFrame],
    new: set[tuple[str, str]],
    scales: Mapping[str, tuple[str, str]],
    baselines: Collection[tuple[str, date, date, str]],
    told: Mapping[str, int | None],
) -> list[Section]:
    """The sections in reading order; `new` are the reasons that came up this week, `scales` the systems' own words.

    `told` are the released counts of what was left out; None is hidden.
    """
    changes = version_sentences(words, eligible(asked.ours), tables["weeks"], Edition.TEAM.value, baselines)
    systems = sorted(asked.rows["system"].unique())
    warning = [words.say("by_system_warning")] if len(systems) > 1 else []
    return [
        responses_section(words, tables["responses"]),
        weeks_section(words, tables["weeks"], changes, baselines),
        _reasons_section(words, asked.monday, tables["reasons"], new),
        direction_section(words, tables["direction"], scales, systems),
        dimension_section(words, "system", tables["by_system"], warning),
        dimension_section(words, "model_version", tables["by_model_version"], systems=systems if warning else ()),
        _oversight_section(words, asked.monday, tables["oversight"]),
        excluded_section(words, told),
    ]


def week_headline(
    words: Words,
    asked: TeamWeek,
    tables: dict[str, pd.DataFrame],
    new: set[tuple[str, str]],
    baselines: Collection[tuple[str, date, date, str]],
    excluded: Mapping[str, int | None],
) -> list[str]:
    """First what the week says: how it was answered, how much is not, whether it is ordinary, what is new."""
    responses = tables["responses"]
    if not responses["nobs"].gt(0).any():
        if any(week == asked.label for _, week in asked.moved):
            return week_sentences(words, tables["weeks"], asked.label)
        return [words.say("responses_hidden" if responses["suppressed"].any() else "nothing_answered")]
    overridden, sentences = rate_row(responses, "override_rate"), []
    if overridden:
        text = rate_text(words, overridden)
        sentences.append(words.say("overridden_week", week=words.week(asked.label), **text))
        if overridden["count"] == 0 and overridden["nobs"] < ENOUGH_TO_SAY_NEVER:
            sentences.append(words.say("no_overrides_few", nobs=text["nobs"]))
    sentences += _included(words, asked)
    sentences += received_sentences(words, responses, excluded)
    sentences += week_sentences(words, tables["weeks"], asked.label)
    sentences += _what_changed(words, asked, tables, baselines)
    sentences += almost_always_followed(words, "system", tables["oversight"])
    sentences += oversight_questions(words, tables["oversight"])
    for system, code in sorted(new):
        label = code_label(words, code)
        sentences.append(words.say("new_code", system=words.name("system", system), code=label))
    return sentences


def _included(words: Words, asked: TeamWeek) -> list[str]:
    """The earlier small weeks that count in this one, system by system."""
    found: dict[str, list[str]] = {}
    for (system, week), counted_in in sorted(asked.moved.items()):
        if counted_in == asked.label:
            found.setdefault(system, []).append(words.week(week))
    week = words.week(asked.label)
    return [
        words.say("week_includes", system=words.name("system", system), week=week, weeks=words.listed(weeks))
        for system, weeks in found.items()
    ]


def _what_changed(
    words: Words, asked: TeamWeek, tables: dict[str, pd.DataFrame], baselines: Collection[tuple[str, date, date, str]]
) -> list[str]:
    """Beside an unusual week a change of version; then the reasons that changed or are commonest; then a question."""
    outside = systems_outside(tables["weeks"], asked.label)
    versions = version_sentences(words, eligible(asked.ours), tables["weeks"], Edition.TEAM.value, baselines)
    changed = changed_reasons(tables["reasons"], tables[EARLIER_REASONS])
    now, before = (reason_weeks(words, monday) for monday in (asked.monday, period_before(asked.monday)))
    untold = tables["reasons"]["system"].isin(set(outside) - {one.system for one in changed})
    return [
        *(versions[system] for system in outside if system in versions),
        *changed_sentences(words, changed, now["code"], before["code"]),
        *top_sentences(words, tables["reasons"][untold], now),
        *([words.say("ask_the_team")] if outside else []),
    ]


def _oversight_section(words: Words, monday: date, table: pd.DataFrame) -> Section:
    """Questions to the workflow, over three whole four-week periods; never about a person."""
    twelve = words.weeks(*(week_label(week) for week in last_closed_twelve_weeks(monday)))
    coded = reason_weeks(words, monday)["code"]
    period = "oversight_period" if coded == twelve else "oversight_periods"
    always = almost_always_followed(words, "system", table)
    signs = table[~table["measure"].isin(list(RESPONSE_OF))]
    return oversight_section(words, signs, always, [words.say(period, weeks=twelve, code_weeks=coded)])


def _reasons_section(words: Words, monday: date, table: pd.DataFrame, new: set[tuple[str, str]]) -> Section:
    """Reasons over closed periods, each sentence and table with its weeks."""
    weeks = reason_weeks(words, monday)
    preface = words.say("reasons_period", **{f"{name}_weeks": text for name, text in weeks.items()})
    return reasons_section(words, table, new, [preface], weeks)


def week_title(words: Words, team: str, monday: date) -> str:
    """The title: which team, which week."""
    year = monday.isocalendar().year
    return words.say("weekly_title", team=words.name("team", team), week=words.week(week_label(monday)), year=year)
