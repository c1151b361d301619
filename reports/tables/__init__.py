# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The released tables of a report: measured, small cells hidden, tidy. Sentences are made from these only."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from reports.disclosure import Edition, betraying, in_order, suppress, tidy
from reports.facts.coarsening import without_numbers
from reports.facts.labels import UNKNOWN
from reports.measures.advice import weight_of_advice
from reports.measures.control_chart import JUDGED_COLUMNS, WeekState
from reports.measures.rates import MANUAL, coverage, response_rates, seen_unanswered, unanswered
from reports.measures.reasons import reason_given, reasons
from reports.measures.reliance import MACROS, effect_of_showing, reliance
from reports.measures.spread import spread
from reports.periods import is_four_weeks
from reports.tables.weeks import weeks
from reports.vocabulary import NotADimension, State

PER_SYSTEM = frozenset({"model_version", "quarter"})


def responses_table(rows: pd.DataFrame, edition: str) -> pd.DataFrame:
    """Shares of responses, coverage and shown but unanswered."""
    measures = response_rates(rows) | {"coverage": coverage(rows), "seen_unanswered": seen_unanswered(rows)}
    return tidy("overall", measures, edition, also=betraying(unanswered(rows), edition))


def systems_of(rows: pd.DataFrame) -> list[str]:
    """The systems of the rows, in sorted order."""
    return sorted(str(system) for system in rows["system"].unique())


def systems_with(rows: pd.DataFrame, group: str) -> list[str]:
    """The systems in which the citizen group is known at all; all of them if in none."""
    systems = systems_of(rows)
    knowing = {str(system) for system in rows.loc[rows[group] != UNKNOWN, "system"].unique()}
    return [system for system in systems if system in knowing] or systems


def dimension_table(rows: pd.DataFrame, column: str, edition: str) -> pd.DataFrame:
    """Shares of responses by one column; versions and quarters as ``system/value`` where systems are several.

    Raises NotADimension for a column that stands for people.
    """
    several = column in PER_SYSTEM and rows["system"].nunique() > 1
    if column == "recommended":
        rows = without_numbers(rows)
    if column.startswith("group_"):
        rows = rows[rows["system"].isin(systems_with(rows, column))]
    by = ["system", column] if several else [column]
    measures = response_rates(rows, by) | {"coverage": coverage(rows, by)}
    if several:
        joined = {name: [f"{system}/{value}" for system, value in table.index] for name, table in measures.items()}
        measures = {name: table.set_axis(pd.Index(joined[name])) for name, table in measures.items()}
    return tidy(column, measures, edition, also=betraying(unanswered(rows, by), edition))


def reliance_table(rows: pd.DataFrame, edition: str) -> pd.DataFrame:
    """The reliance measures that can be computed, overall and by system where systems are several."""

    def measured(part: pd.DataFrame) -> dict[str, pd.DataFrame]:
        table = reliance(part)
        if edition == Edition.PUBLIC:
            table = table[~table.index.isin(list(MACROS))]
        return {str(name): table.loc[[name]] for name in table.index} | weight_of_advice(part)

    return overall_and_by_system(rows, measured, edition)


def overall_and_by_system(
    rows: pd.DataFrame, measured: Callable[[pd.DataFrame], dict[str, pd.DataFrame]], edition: str
) -> pd.DataFrame:
    """What `measured` gives, ``overall`` and for each system where they are several; each row hides for itself."""
    parts = [one_value("overall", "overall", measured(rows), edition)]
    systems = sorted(rows["system"].unique())
    if len(systems) > 1:
        for system in systems:
            found = measured(rows[rows["system"] == system])
            if found:
                parts.append(one_value("system", str(system), found, edition))
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def one_value(dimension: str, value: str, found: dict[str, pd.DataFrame], edition: str) -> pd.DataFrame:
    """Tables of one row each as rows of one value, each hiding for itself."""
    measures = {name: table.set_axis(pd.Index([value])) for name, table in found.items()}
    return tidy(dimension, measures, edition, together=False)


def effect_table(rows: pd.DataFrame, groups: Sequence[str], edition: str) -> pd.DataFrame:
    """What showing the recommendation does to agreement, overall and by group; no rows where nothing was withheld."""
    parts = []
    for dimension in ("overall", *groups):
        try:
            table = effect_of_showing(rows, () if dimension == "overall" else dimension)
        except NotADimension:
            continue
        parts.append(tidy(dimension, {"difference": table} if len(table) else {}, edition))
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def spread_table(rows: pd.DataFrame, edition: str) -> pd.DataFrame:
    """The intraclass correlation of overriding, by system, ``overall`` where there is one."""
    table = spread(rows)
    if rows["system"].nunique() == 1:
        table = table.set_axis(pd.Index(["overall"] * len(table)))
    dimension = "overall" if rows["system"].nunique() == 1 else "system"
    return tidy(dimension, {"icc": table} if len(table) else {}, edition)


def reasons_table(rows: pd.DataFrame, owners: Mapping[str, str] | None, edition: str) -> pd.DataFrame:
    """Reason codes and owners by system, and the share with a written reason."""
    table = reasons(rows, owners=owners).reset_index()
    codes = suppress(table, edition, size="count")
    given = tidy("overall", {"reason_given": reason_given(rows)}, edition).assign(system="overall")
    return in_order(pd.concat([codes, given], ignore_index=True))


def system_weeks(
    rows: pd.DataFrame,
    edition: str,
    now: date | None,
    conceal: Collection[tuple[str, str]] = (),
    baselines: Collection[tuple[str, date, date, str]] = (),
) -> pd.DataFrame:
    """The weeks of each system over all its teams; judged only where there is one team.

    `conceal` are further (system, week) to hide, `baselines` those frozen later (`weeks.FrozenBaseline`).

    A week is compared with a baseline of its own team and system, never with a mixture.
    """
    teams = rows["team"].nunique()
    if teams == 1:
        return weeks_table(weeks(rows, edition=edition, now=now, conceal=conceal, baselines=baselines), edition)
    table = weeks(rows.assign(team="all"), edition=edition, now=now, conceal=conceal, in_fours=False)
    if len(table):
        judged = ~table["state"].isin([WeekState.EMPTY.value, WeekState.HIDDEN.value, WeekState.OPEN.value])
        table.loc[judged, "state"] = WeekState.NOT_JUDGED.value
        table[list(JUDGED_COLUMNS)] = np.nan
    return weeks_table(table, edition).assign(team=None)


def weeks_table(table: pd.DataFrame, edition: str) -> pd.DataFrame:
    """The weeks as `weeks.weeks` gives them, with hidden weeks emptied and empty weeks without a count."""
    if table.empty:
        return tidy("week", {}, edition)
    hide = table["state"].isin([WeekState.HIDDEN.value, WeekState.MOVED.value]).to_numpy()
    released = suppress(table, edition, hide=hide).reset_index()
    released.loc[released["nobs"] == 0, "count"] = np.nan
    dimension = ["four_weeks" if is_four_weeks(str(label)) else "week" for label in released["week"]]
    return in_order(
        released.assign(dimension=dimension, value=released["week"], measure="override_rate").drop(columns="week")
    )


def left_out(rows: pd.DataFrame) -> dict[str, int]:
    """How many rows of the period are not in the rates, by cause; each row has one cause."""
    manual = rows["source"] == MANUAL
    counts = {"manual": int(manual.sum())}
    rest = rows[~manual]
    for state in (State.ERASED, State.WITHDRAWN, State.CLOSED, State.WITHHELD):
        counts[state.value] = int((rest["state"] == state.value).sum())
    open_rows = rest[rest["state"].isin([State.WAITING.value, State.ANSWERED.value])]
    counts["not_shown"] = int((~open_rows["shown"]).sum())
    counts["not_answered"] = int((open_rows["shown"] & open_rows["response"].isna()).sum())
    return counts


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries by column name."""
    columns = {str(name): table[name].tolist() for name in table.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def rate_row(table: pd.DataFrame, measure: str) -> dict[str, Any] | None:
    """The visible row of a measure that has been computed, else None."""
    visible = (table["measure"] == measure) & table["rate"].notna() & ~table["suppressed"].astype(bool)
    if not visible.any():
        return None
    first = int(visible.to_numpy().argmax())
    return records(table.iloc[first : first + 1])[0]
