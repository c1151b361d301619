# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How often caseworkers see their answer otherwise than follows from their choice: kept beside the response."""

from collections.abc import Mapping

import pandas as pd

from reports.disclosure import tidy
from reports.facts import check
from reports.measures.cells import fixed_cells, rates
from reports.measures.people import people_of
from reports.measures.rates import eligible
from reports.report import Section
from reports.sections import measure_grid, rate_text
from reports.tables import rate_row
from reports.wording import Words

MEASURE = "seen_otherwise"


def seen_otherwise(frame: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Decisions in which the caseworker says that the answer is another than follows from the choice / eligible.

    A frame of rates, ``overall`` or by the column.
    """
    rows = eligible(check(frame))
    otherwise = rows["seen_as"].notna() & (rows["seen_as"].astype(object) != rows["response"].astype(object))
    cells = fixed_cells(rows, (by,) if by else ())
    return rates(cells, people_of(rows), {MEASURE: otherwise.to_numpy(dtype=bool)})[MEASURE]


def seen_as_table(rows: pd.DataFrame, edition: str) -> pd.DataFrame:
    """The share overall and by response; none by response where one must hide, in the period or in a quarter of it."""
    whole = tidy("overall", {MEASURE: seen_otherwise(rows)}, edition)
    by_response = tidy("response", {MEASURE: seen_otherwise(rows, "response")}, edition)
    quarters = rows["quarter"].astype(object).where(rows["quarter"].notna(), "")
    parts = [
        tidy("response", {MEASURE: seen_otherwise(part, "response")}, edition) for _q, part in rows.groupby(quarters)
    ]
    if any(table["suppressed"].any() for table in (whole, by_response, *parts)):
        return whole
    return pd.concat([whole, by_response], ignore_index=True)


def seen_as_sections(words: Words, tables: Mapping[str, pd.DataFrame]) -> list[Section]:
    """The section, where the report has the table and anything was answered."""
    table = tables.get("seen_as")
    if table is None or not (table["nobs"].gt(0) | table["suppressed"].astype(bool)).any():
        return []
    heading, row = words.say("section_seen_as"), rate_row(table[table["dimension"] == "overall"], MEASURE)
    if row is None:
        return [Section("seen_as", heading, (words.say("seen_as_hidden"),))]
    if row["count"] == 0:
        return [Section("seen_as", heading, (words.say("seen_as_none"), words.say("seen_as_what")))]
    said = (words.say("seen_as", **rate_text(words, row)), words.say("seen_as_what"))
    return [Section("seen_as", heading, said, (measure_grid(words, "seen_as", table),))]
