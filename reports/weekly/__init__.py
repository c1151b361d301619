# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The team lead's report: one team, one week."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from reports.disclosure import Edition, released_counts
from reports.facts import check
from reports.periods import (
    WEEK,
    Period,
    is_four_weeks,
    last_closed_twelve_weeks,
    parse_week,
    weeks_of,
)
from reports.report import LedgerState, Report, Section, table_of
from reports.sections.framing import method_data, method_section, period_text
from reports.sections.tolerances import systems_with_numbers, tolerance_sentences
from reports.tables import (
    dimension_table,
    left_out,
    responses_table,
    weeks_table,
)
from reports.tables.concealing import telling_causes, without_causes
from reports.tables.groups import direction_table
from reports.tables.weeks import BASELINE_WEEKS, weeks
from reports.weekly.hiding import conceal_week, hides_waits, week_oversight
from reports.weekly.page import EARLIER_REASONS, week_headline, week_page, week_title
from reports.weekly.reason_periods import code_rows, period_before, team_reasons_table
from reports.weekly.small_weeks import with_moved_weeks
from reports.weekly.team_week import TeamWeek, asked_week, between
from reports.wording import Names, Words

SHOWN_WEEKS, SHOWN_WEEKS_IN_FOURS = 26, 52
EDITION = Edition.TEAM.value
TABLES = ("responses", "weeks", "reasons", "direction", "by_system", "by_model_version", "oversight")


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
    baselines: Collection[tuple[str, date, date, str]] = (),
) -> Report:
    """The report of one team's week, such as ``2026-W47``.

    Takes the whole log (the baseline is its first weeks; a reason is new against all teams). `names` are
    display names by kind and code (`wording.Words`), `owners` who can act on a reason code, `scales` the
    words for more and less by system, `now` the day from which nothing is complete, `baselines` those frozen later
    (`weeks.FrozenBaseline`). A team with fewer than five caseworkers active in the four weeks up to this one gets a
    report that says so and has no tables.
    Raises ValueError for a week that is none, or a baseline of under 12 or over 26 weeks.
    """
    words, asked = Words(language, names), asked_week(check(frame), team, parse_week(week))
    told = _Told((words.say("too_small"),))
    if not asked.is_too_small():
        baselines = [one for one in baselines if one[2] < asked.monday + WEEK]
        runs = _runs(asked, now, baseline_weeks, baseline_from, baselines)
        tables = _tables(asked, with_moved_weeks(runs, team, asked.moved), owners)
        told = _told(words, asked, tables, scales or {}, baselines)
    ledger = ledger or LedgerState()
    period = Period(asked.monday, asked.monday + timedelta(days=6))
    return Report(
        report="weekly",
        title=week_title(words, team, asked.monday),
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
        sections=(*told.sections, _method(words, asked, ledger)),
        names=names or {},
    )


def _method(words: Words, asked: TeamWeek, ledger: LedgerState) -> Section:
    return method_section(words, EDITION, ledger, tolerance_sentences(words, systems_with_numbers(asked.rows)))


def _runs(
    asked: TeamWeek,
    now: date | None,
    baseline_weeks: int,
    baseline_from: Mapping[tuple[str, str], date] | None,
    baselines: Collection[tuple[str, date, date, str]],
) -> pd.DataFrame:
    """The weeks of the team up to the one that is asked for."""
    return weeks(
        asked.ours,
        edition=EDITION,
        now=min(now or date.max, asked.monday + WEEK),
        baseline_weeks=baseline_weeks,
        baseline_from=baseline_from,
        baselines=baselines,
    )


def _told(
    words: Words,
    asked: TeamWeek,
    tables: dict[str, pd.DataFrame],
    scales: Mapping[str, tuple[str, str]],
    baselines: Collection[tuple[str, date, date, str]],
) -> _Told:
    new, left = asked.new_codes(), released_counts(left_out(asked.rows), EDITION)
    told = without_causes(left, telling_causes(left, waits=hides_waits(tables)))
    sections = tuple(week_page(words, asked, tables, new, scales, baselines, told))
    headline = tuple(week_headline(words, asked, tables, new, baselines, left))
    return _Told(headline, sections, tables, told)


def _tables(asked: TeamWeek, runs: pd.DataFrame, owners: Mapping[str, str] | None) -> dict[str, pd.DataFrame]:
    twelve_weeks = between(asked.ours, *last_closed_twelve_weeks(asked.monday))
    every_week = weeks_table(runs, EDITION)
    first_shown = [asked.monday - (many - 1) * WEEK for many in (SHOWN_WEEKS, SHOWN_WEEKS_IN_FOURS)]
    shown = [weeks_of(label)[0] >= first_shown[is_four_weeks(label)] for label in every_week["value"]]
    tables = {
        "responses": responses_table(asked.rows, EDITION),
        "weeks": every_week[shown],
        "direction": direction_table(asked.rows, (), EDITION),
        "by_system": dimension_table(asked.rows, "system", EDITION),
        "by_model_version": dimension_table(asked.rows, "model_version", EDITION),
    }
    reasons = team_reasons_table(asked.ours, asked.monday, owners)
    return {
        **conceal_week(tables, asked.rows),
        "reasons": reasons,
        EARLIER_REASONS: team_reasons_table(asked.ours, period_before(asked.monday), owners),
        "oversight": week_oversight(twelve_weeks, code_rows(asked.ours, asked.monday), reasons),
    }
