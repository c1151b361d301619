# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The team lead's report: one team, one week."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from reports.concealing import conceal_week
from reports.dating import dated
from reports.disclosure import Edition, released_counts
from reports.facts import check
from reports.framing import method_data, method_section, period_text
from reports.groups import direction_table
from reports.periods import (
    WEEK,
    Period,
    last_closed_four_weeks,
    last_closed_quarter,
    last_closed_twelve_weeks,
    parse_week,
    quarter_label,
    week_label,
)
from reports.rates import eligible
from reports.reasons import new_codes
from reports.report import LedgerState, Report, Section, table_of
from reports.sections import (
    ENOUGH_TO_SAY_NEVER,
    almost_always_followed,
    dimension_section,
    direction_section,
    excluded_section,
    measure_grid,
    rate_text,
    received_sentences,
)
from reports.sections_reasons import code_label, reasons_section
from reports.sections_weeks import version_sentences, week_sentences, weeks_section
from reports.small_weeks import with_moved_weeks, with_small_weeks_moved
from reports.tables import (
    dimension_table,
    left_out,
    rate_row,
    reasons_table,
    responses_table,
    weeks_table,
)
from reports.weeks import BASELINE_WEEKS, weeks
from reports.wording import Names, Words

ACTIVE_CASEWORKERS = 5
ACTIVE_WEEKS = 4
SHOWN_WEEKS = 26
EDITION = Edition.TEAM.value
TABLES = ("responses", "weeks", "reasons", "direction", "by_system", "by_model_version", "oversight")


@dataclass(frozen=True)
class _Week:
    """One team's week with what it is compared with."""

    monday: date
    label: str
    log: pd.DataFrame
    as_decided: pd.DataFrame
    ours: pd.DataFrame
    rows: pd.DataFrame
    moved: Collection[tuple[str, str]]

    def new_codes(self) -> set[tuple[str, str]]:
        """Reasons that are new, over all teams, in the systems that the team met this week."""
        found = new_codes(self.log, self.monday - (ACTIVE_WEEKS - 1) * WEEK, self.monday)
        ours = set(self.rows["system"])
        return {(system, code) for system, code in found if system in ours}

    def is_too_small(self) -> bool:
        """Whether fewer than five caseworkers of the team were active in the four weeks up to this one."""
        recent = eligible(_between(self.as_decided, self.monday - (ACTIVE_WEEKS - 1) * WEEK, self.monday))
        return int(recent.loc[recent["decider"] >= 0, "decider"].nunique()) < ACTIVE_CASEWORKERS


@dataclass(frozen=True)
class _Told:
    """What the page says of the week; of a team that is too small, one sentence and nothing else."""

    headline: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    excluded: Mapping[str, int | None] = field(default_factory=dict)


def weekly(
    frame: pd.DataFrame,
    *,
    team: str,
    week: str,
    language: str = "da",
    now: date | None = None,
    ledger: LedgerState | None = None,
    names: Names | None = None,
    owners: Mapping[str, str] | None = None,
    scales: Mapping[str, tuple[str, str]] | None = None,
    baseline_weeks: int = BASELINE_WEEKS,
    baseline_from: Mapping[tuple[str, str], date] | None = None,
) -> Report:
    """The report of one team's week, such as ``2026-W47``.

    Takes the whole log (the baseline is its first weeks; a reason is new against all teams). `names` are
    display names by kind and code (`wording.Words`), `owners` who can act on a reason code, `scales` the
    words for more and less by system, `now` the day from which nothing is complete. A team with fewer than
    five caseworkers active in the four weeks up to this one gets a report that says so and has no tables.
    Raises ValueError for a week that is none, or a baseline of under 12 or over 26 weeks.
    """
    words, asked = Words(language, names), _asked(check(frame), team, parse_week(week))
    told = _Told((words.say("too_small"),))
    if not asked.is_too_small():
        runs = weeks(asked.ours, edition=EDITION, now=now, baseline_weeks=baseline_weeks, baseline_from=baseline_from)
        told = _told(words, asked, _tables(asked, with_moved_weeks(runs, team, asked.moved), owners), scales or {})
    ledger = ledger or LedgerState()
    period = Period(asked.monday, asked.monday + timedelta(days=6))
    return Report(
        report="weekly",
        title=_title(words, team, asked.monday),
        subtitle=f"{period_text(words, period)}, {words.say('edition_team')}",
        language=language,
        period={"week": asked.label, **period.as_data()},
        system=None,
        team=team,
        edition=EDITION,
        ledger=ledger,
        excluded=told.excluded,
        method=method_data(EDITION),
        headline=told.headline,
        tables=tuple(table_of(name, told.tables[name]) for name in TABLES if name in told.tables),
        sections=(*told.sections, method_section(words, EDITION, ledger)),
    )


def _told(words: Words, asked: _Week, tables: dict[str, pd.DataFrame], scales: Mapping[str, tuple[str, str]]) -> _Told:
    new, excluded = asked.new_codes(), released_counts(left_out(asked.rows), EDITION)
    sections = (*_sections(words, asked, tables, new, scales), excluded_section(words, excluded))
    return _Told(tuple(_headline(words, asked, tables, new)), sections, tables, excluded)


def _asked(facts: pd.DataFrame, team: str, monday: date) -> _Week:
    facts = dated(facts, monday)
    log = facts[facts["week"] <= pd.Timestamp(monday)]
    as_decided = log[log["team"] == team]
    moved_on, moved = with_small_weeks_moved(as_decided)
    ours = moved_on[moved_on["week"] <= pd.Timestamp(monday)]
    return _Week(monday, week_label(monday), log, as_decided, ours, _between(ours, monday, monday), moved)


def _between(rows: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """The rows of the weeks from one Monday to another."""
    return rows[(rows["week"] >= pd.Timestamp(first)) & (rows["week"] <= pd.Timestamp(last))]


def _tables(asked: _Week, runs: pd.DataFrame, owners: Mapping[str, str] | None) -> dict[str, pd.DataFrame]:
    """Reasons are counted over whole fixed periods: a week has too few, and a growing period would leak."""
    four_weeks = _between(asked.ours, *last_closed_four_weeks(asked.monday))
    twelve_weeks = _between(asked.ours, *last_closed_twelve_weeks(asked.monday))
    by_owner = reasons_table(four_weeks, owners, EDITION)
    quarter = _between(asked.ours, *last_closed_quarter(asked.monday))
    by_code = reasons_table(quarter, owners, EDITION)
    parts = [by_owner[by_owner["dimension"] == "owner"], by_code[by_code["dimension"] != "owner"]]
    every_week = weeks_table(runs, EDITION)
    first_shown = week_label(asked.monday - (SHOWN_WEEKS - 1) * WEEK)
    tables = {
        "responses": responses_table(asked.rows, EDITION),
        "weeks": every_week[every_week["value"] >= first_shown],
        "reasons": pd.concat([part for part in parts if len(part)] or parts[1:], ignore_index=True),
        "direction": direction_table(asked.rows, (), EDITION),
        "by_system": dimension_table(asked.rows, "system", EDITION),
        "by_model_version": dimension_table(asked.rows, "model_version", EDITION),
    }
    tables = conceal_week(tables, asked.rows, {"owner": four_weeks, "code": quarter}, owners)
    return {**tables, "oversight": dimension_table(twelve_weeks, "system", EDITION)}


def _sections(
    words: Words,
    asked: _Week,
    tables: dict[str, pd.DataFrame],
    new: set[tuple[str, str]],
    scales: Mapping[str, tuple[str, str]],
) -> list[Section]:
    changes = version_sentences(words, eligible(asked.ours), tables["weeks"], EDITION)
    systems = sorted(asked.rows["system"].unique())
    warning = [words.say("by_system_warning")] if len(systems) > 1 else []
    return [
        Section("responses", words.say("section_responses"), (), (measure_grid(words, tables["responses"]),)),
        weeks_section(words, tables["weeks"], changes),
        reasons_section(words, tables["reasons"], new, [_reasons_period(words, asked.monday)]),
        direction_section(words, tables["direction"], scales.get(systems[0]) if len(systems) == 1 else None),
        dimension_section(words, "system", tables["by_system"], warning),
        dimension_section(words, "model_version", tables["by_model_version"]),
        _oversight_section(words, asked.monday, tables["oversight"]),
    ]


def _headline(
    words: Words,
    asked: _Week,
    tables: dict[str, pd.DataFrame],
    new: set[tuple[str, str]],
) -> list[str]:
    """First what the week says: how much, how it was answered, whether it is ordinary, what is new."""
    responses = tables["responses"]
    if not responses["nobs"].gt(0).any():
        if any(week == asked.label for _, week in asked.moved):
            return week_sentences(words, tables["weeks"], asked.label)
        return [words.say("responses_hidden" if responses["suppressed"].any() else "nothing_answered")]
    overridden, sentences = rate_row(responses, "override_rate"), received_sentences(words, responses)
    if overridden:
        text = rate_text(words, overridden)
        sentences.append(words.say("overridden_week", week=words.week(asked.label), **text))
        if overridden["count"] == 0 and overridden["nobs"] < ENOUGH_TO_SAY_NEVER:
            sentences.append(words.say("no_overrides_few", nobs=text["nobs"]))
    sentences += week_sentences(words, tables["weeks"], asked.label)
    sentences += almost_always_followed(words, "system", tables["oversight"])
    for system, code in sorted(new):
        label = code_label(words, code)
        sentences.append(words.say("new_code", system=words.name("system", system), code=label))
    return sentences


def _oversight_section(words: Words, monday: date, table: pd.DataFrame) -> Section:
    """Questions to the workflow, over three whole four-week periods; never about a person."""
    twelve = words.weeks(*(week_label(week) for week in last_closed_twelve_weeks(monday)))
    questions = almost_always_followed(words, "system", table)
    sentences = (words.say("oversight_period", weeks=twelve), *questions)
    if not questions:
        sentences = (*sentences, words.say("oversight_nothing"))
    return Section("oversight", words.say("section_oversight"), sentences)


def _reasons_period(words: Words, monday: date) -> str:
    four = words.weeks(*(week_label(week) for week in last_closed_four_weeks(monday)))
    quarter = quarter_label(last_closed_quarter(monday)[0])
    return words.say("reasons_period", weeks=four, quarter=words.quarter(quarter))


def _title(words: Words, team: str, monday: date) -> str:
    year = monday.isocalendar().year
    return words.say("weekly_title", team=words.name("team", team), week=words.week(week_label(monday)), year=year)
