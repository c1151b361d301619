# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The ethics board's report: a period of whole quarters, by system, version and citizen group."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial

import pandas as pd

from reports.beside.seen_as import seen_as_table
from reports.disclosure import Edition, released_counts
from reports.disclosure.nested_cells import hidden_nested
from reports.disclosure.partitions import hidden_cells
from reports.facts import check, group_columns
from reports.facts.coarsening import with_bands
from reports.facts.dating import dated
from reports.measures.cells import PEOPLE_OR_CASES
from reports.measures.people import people_of
from reports.measures.rates import eligible, no_people
from reports.measures.reliance import has_own_judgement
from reports.periods import Period
from reports.report import LedgerState, Report, table_of
from reports.sections.framing import method_data, method_section, period_text
from reports.sections.tolerances import systems_with_numbers, tolerance_sentences
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
from reports.tables.calibration import all_or_nothing, calibration_table
from reports.tables.concealing import Concealing, hidden_causes, without_causes
from reports.tables.groups import differences_table, direction_table
from reports.tables.outcomes import funnel_table, oversight_table, results_table
from reports.trends.page import TrendsPage
from reports.trends.period import in_period
from reports.vocabulary import FactsError, NotADimension, State
from reports.wording import Names, Words, opening

DIMENSIONS = ("system", "model_version", "quarter", "recommended", "confidence_band", "team")
NOT_PUBLIC = frozenset({"weeks", "differences", "spread", "funnel", "effect_of_showing", "oversight", "calibration"})


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
    rows = with_bands(rows)
    concealing = None if wanted is Edition.FULL else _concealing(facts, (start, end, system), wanted, now, owners)
    left = released_counts(excluded | left_out(rows), wanted)
    told = without_causes(left, concealing.left_out(left) if concealing else ())
    tables, skipped = _tables(rows, groups, wanted, now, owners, concealing, baselines)
    page = _page(words, tables, skipped, rows, groups, scales, baselines)
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
        excluded=told,
        method=method_data(wanted),
        headline=tuple(page.headline(left)),
        tables=tuple(table_of(name, table) for name, table in tables.items()),
        sections=(*page.sections(told), method_section(words, wanted, ledger, _method(words, rows, wanted))),
        names=names or {},
    )


def _page(
    words: Words,
    tables: Mapping[str, pd.DataFrame],
    skipped: Sequence[str],
    rows: pd.DataFrame,
    groups: Sequence[str],
    scales: Mapping[str, tuple[str, str]] | None,
    baselines: Collection[tuple[str, date, date, str]],
) -> TrendsPage:
    """The page of the released tables, with what it must know of the rows to say why something has no figure."""
    return TrendsPage(
        *(words, tables, skipped, _only(rows), has_own_judgement(rows), groups, _partial(rows, groups)),
        *(scales or {}, baselines),
        numeric=systems_with_numbers(rows[rows["state"] == State.WITHHELD.value]),
        results_known=bool(eligible(rows)["result"].notna().any()),
    )


def _method(words: Words, rows: pd.DataFrame, edition: Edition) -> list[str]:
    """The tests, where the edition has them, that people count anew, where they do, and what numbers count as."""
    said = [] if edition is Edition.PUBLIC else ["method_tests", "method_versions"]
    if people_of(rows).parts is not None:
        said.insert(0, "method_anew")
    return [*(words.say(key) for key in said), *tolerance_sentences(words, systems_with_numbers(rows))]


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
    concealed_weeks = concealing.weeks() if concealing else ()
    made: dict[str, Callable[[], pd.DataFrame]] = {
        "responses": lambda: responses_table(rows, edition),
        "seen_as": lambda: seen_as_table(rows, edition),
        "weeks": lambda: system_weeks(rows, edition, now, concealed_weeks, baselines),
        "reasons": lambda: reasons_table(rows, owners, edition),
        "direction": lambda: direction_table(rows, groups, edition),
        **{f"by_{column}": partial(dimension_table, rows, column, edition) for column in (*DIMENSIONS, *groups)},
        "differences": lambda: differences_table(rows, groups, edition),
        "reliance": lambda: reliance_table(rows, edition),
        "effect_of_showing": lambda: effect_table(rows, groups, edition),
        "results": lambda: results_table(rows, edition, now),
        "oversight": lambda: oversight_table(rows, edition),
        "spread": lambda: spread_table(rows, edition),
        "funnel": lambda: funnel_table(rows, edition),
        "calibration": lambda: calibration_table(rows, edition),
    }
    tables, skipped = {}, []
    for name, make in made.items():
        if edition is Edition.PUBLIC and name in NOT_PUBLIC:
            continue
        try:
            tables[name] = make()
        except NotADimension:
            if not name.startswith("by_"):
                raise
            skipped.append(name.removeprefix("by_"))
    if concealing:
        tables = concealing.tables(tables)
    if "calibration" in tables:  # one band that hides for the sake of others takes all along
        tables["calibration"] = all_or_nothing(tables["calibration"], edition)
    return tables, skipped


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
    cells.left_out = hidden_causes(rows) if edition is Edition.BOARD else set()  # the public's are rounded
    return Concealing(cells, system, systems_of(own))


def _only(rows: pd.DataFrame) -> str | None:
    """The system of all rows, where there is one."""
    systems = rows["system"].unique()
    return str(systems[0]) if len(systems) == 1 else None
