# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The ethics board's report: a period of whole quarters, by system, version and citizen group."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from reports.cells import PEOPLE_OR_CASES
from reports.coarsening import with_bands
from reports.concealing import Concealing
from reports.dating import dated
from reports.disclosure import Edition, released_counts
from reports.facts import check, group_columns
from reports.framing import method_data, method_section, period_text
from reports.groups import differences_table, direction_table
from reports.nested_cells import hidden_nested
from reports.partitions import hidden_cells
from reports.periods import Period, open_from, quarter_label, quarter_weeks, widen
from reports.rates import no_people
from reports.reliance import has_own_judgement
from reports.report import LedgerState, Report, table_of
from reports.seen_as import seen_as_table
from reports.tables import (
    dimension_table,
    effect_table,
    left_out,
    reasons_table,
    reliance_table,
    responses_table,
    spread_table,
    system_weeks,
    systems_of,
    systems_with,
)
from reports.tables_outcomes import funnel_table, oversight_table, results_table
from reports.trends_page import TrendsPage
from reports.vocabulary import FactsError, NotADimension
from reports.wording import Names, Words, opening

DIMENSIONS = ("system", "model_version", "quarter", "recommended", "confidence_band", "team")
WHOLE_QUARTERS = frozenset({Edition.BOARD, Edition.PUBLIC})
NOT_PUBLIC = frozenset({"weeks", "differences", "spread", "funnel", "effect_of_showing", "oversight"})


def trends(
    frame: pd.DataFrame,
    *,
    start: date | None = None,
    end: date | None = None,
    system: str | None = None,
    by: Sequence[str] = (),
    edition: str = "board",
    language: str = "da",
    now: date | None = None,
    ledger: LedgerState | None = None,
    names: Names | None = None,
    owners: Mapping[str, str] | None = None,
    scales: Mapping[str, tuple[str, str]] | None = None,
    baselines: Collection[tuple[str, date, date, str]] = (),
) -> Report:
    """The report of a period, by default of the whole log, in an edition: board, public or full.

    `start` and `end` are widened to whole quarters (board, public) or weeks (full); a quarter still open on
    the day `now` is left out of board and public. `by` limits the citizen groups (``gender`` or
    ``group_gender``); the other dimensions are always there. `names`, `owners`, `scales` and `baselines` as
    for `weekly`. Raises NotADimension for a group that stands for people, FactsError for one that is not there.
    """
    wanted, words, facts = _edition(edition), Words(language, names), dated(check(frame), now)
    groups = _groups(facts, by)
    rows, period, excluded = in_period(facts, start, end, system, wanted, now)
    left = released_counts(excluded | left_out(rows), wanted)
    rows = with_bands(rows)
    concealing = None if wanted is Edition.FULL else _concealing(facts, (start, end, system), wanted, now, owners)
    tables, skipped = _tables(rows, groups, wanted, now, owners, concealing, baselines)
    asked, partial = has_own_judgement(rows), _partial(rows, groups)
    page = TrendsPage(words, tables, skipped, _only(rows), asked, groups, partial, scales or {}, baselines)
    ledger = ledger or LedgerState()
    return Report(
        report="trends",
        title=words.say("trends_title"),
        subtitle=_subtitle(words, system, period, wanted),
        language=language,
        period=period.as_data(),
        system=system,
        team=None,
        edition=wanted.value,
        ledger=ledger,
        excluded=left,
        method=method_data(wanted),
        headline=tuple(page.headline(left)),
        tables=tuple(table_of(name, table) for name, table in tables.items()),
        sections=(*page.sections(left), method_section(words, wanted, ledger)),
        names=names or {},
    )


def _subtitle(words: Words, system: str | None, period: Period, edition: Edition) -> str:
    scope = words.name("system", system) if system else words.say("all_systems")
    return opening(f"{scope}, {period_text(words, period)}, {words.say(f'edition_{edition.value}')}")


def _edition(name: str) -> Edition:
    if name == Edition.TEAM:
        raise ValueError("trends are for the board, the public or in full")
    return Edition(name)


def _partial(rows: pd.DataFrame, groups: Sequence[str]) -> dict[str, list[str]]:
    """The systems that know a group, for each group that not all of them know."""
    return {group: systems for group in groups if (systems := systems_with(rows, group)) != systems_of(rows)}


def _groups(facts: pd.DataFrame, by: Sequence[str]) -> list[str]:
    """The columns of the citizen groups that are asked for."""
    known = group_columns(facts)
    wanted = []
    for name in by:
        if name in PEOPLE_OR_CASES:
            raise NotADimension(f"{name}: the caseworker is a cluster, not a dimension; a case is not one either")
        if name in DIMENSIONS:
            continue
        column = name if name.startswith("group_") else f"group_{name}"
        if column not in known:
            raise FactsError(f"no group {name} in the data")
        wanted.append(column)
    return wanted or ([] if by else known)


def in_period(
    facts: pd.DataFrame,
    start: date | None,
    end: date | None,
    system: str | None,
    edition: Edition,
    now: date | None,
) -> tuple[pd.DataFrame, Period, dict[str, int]]:
    """The rows of the period, the period as it became, and what fell outside by its date.

    Without any bounds, rows without a date take part (in everything but weeks and quarters).
    """
    rows = facts[facts["system"] == system] if system else facts
    whole_quarters = edition in WHOLE_QUARTERS
    wanted = widen(start, end, whole_quarters=whole_quarters)
    week, undated = rows["week"], rows["week"].isna()
    first, last = wanted.start or date.min, wanted.end or date.max
    within = (week >= pd.Timestamp(first)) & (week <= pd.Timestamp(last))
    if start is None and end is None:
        within |= undated
    excluded = {"no_date": int(undated.sum())}
    if now and whole_quarters:
        still_open = within & (week >= pd.Timestamp(open_from(now, whole_quarters=True)))
        excluded["open_quarter"] = int(still_open.sum())
        within &= ~still_open
    chosen = rows[within]
    return chosen, _as_used(wanted, chosen, whole_quarters=whole_quarters, now=now), excluded


def _as_used(wanted: Period, chosen: pd.DataFrame, *, whole_quarters: bool, now: date | None) -> Period:
    """The wanted period, cut before an open quarter; where no bound was given, that of the rows."""
    first, last = chosen["week"].min(), chosen["week"].max()
    known = pd.notna(first)
    found = _around(first.date(), last.date(), whole_quarters=whole_quarters) if known else Period(None, None)
    end = wanted.end or found.end
    if now and whole_quarters and end:
        end = min(end, open_from(now, whole_quarters=True) - timedelta(days=1))
    return Period(wanted.start or found.start, end)


def _around(first: date, last: date, *, whole_quarters: bool) -> Period:
    """The whole weeks or quarters from one Monday to another."""
    if whole_quarters:
        first, last = quarter_weeks(quarter_label(first))[0], quarter_weeks(quarter_label(last))[1]
    return Period(first, last + timedelta(days=6))


def _tables(
    rows: pd.DataFrame,
    groups: Sequence[str],
    edition: Edition,
    now: date | None,
    owners: Mapping[str, str] | None,
    concealing: Concealing | None,
    baselines: Collection[tuple[str, date, date, str]],
) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """The released tables by name, and the columns that were left out because they stand for people."""
    tables = {
        "responses": responses_table(rows, edition),
        "seen_as": seen_as_table(rows, edition),
        "weeks": system_weeks(rows, edition, now, concealing.weeks() if concealing else (), baselines),
        "reasons": reasons_table(rows, owners, edition),
        "direction": direction_table(rows, groups, edition),
    }
    skipped = []
    for column in (*DIMENSIONS, *groups):
        try:
            tables[f"by_{column}"] = dimension_table(rows, column, edition)
        except NotADimension:
            skipped.append(column)
    tables |= {
        "differences": differences_table(rows, groups, edition),
        "reliance": reliance_table(rows, edition),
        "effect_of_showing": effect_table(rows, groups, edition),
        "results": results_table(rows, edition, now),
        "oversight": oversight_table(rows, edition),
        "spread": spread_table(rows, edition),
        "funnel": funnel_table(rows, edition),
    }
    if edition is Edition.PUBLIC:
        tables = {name: table for name, table in tables.items() if name not in NOT_PUBLIC}
    return concealing.tables(tables) if concealing else tables, skipped


def _concealing(
    facts: pd.DataFrame,
    asked: tuple[date | None, date | None, str | None],
    edition: Edition,
    now: date | None,
    owners: Mapping[str, str] | None,
) -> Concealing:
    """What hides in the report, seen together with the reports of all other systems, quarters and groups."""
    start, end, system = asked
    rows = with_bands(in_period(facts, start, end, None, edition, now)[0])
    dimensions = ["recommended", "confidence_band", *no_people(rows, ["team", *group_columns(rows)])]
    own = rows if system is None else rows[rows["system"] == system]
    cells = hidden_cells(rows, dimensions, owners, edition)
    cells.nested = hidden_nested(rows, edition, now)
    return Concealing(cells, system, systems_of(own))


def _only(rows: pd.DataFrame) -> str | None:
    """The system of all rows, where there is one."""
    systems = rows["system"].unique()
    return str(systems[0]) if len(systems) == 1 else None
