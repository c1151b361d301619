# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What hides of the measures that have a denominator of their own: reliance, results, effect, signs of checking.

As `partitions` for the others: decided once for each quarter, over all systems and each of them, so that neither a
filter nor another period gives a hidden one away. The spread between caseworkers has no counts that could be added.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from math import isnan

import pandas as pd

from reports.disclosure import hidden, tells_of_response
from reports.disclosure.audit import Line
from reports.disclosure.complementary import Cell, protected
from reports.facts import group_columns
from reports.measures.advice import weight_of_advice
from reports.measures.outcomes import old_enough, override_deficit, overturned, right_rates
from reports.measures.oversight import signs
from reports.measures.rates import no_people
from reports.measures.reliance import effect_of_showing, reliance
from reports.tallies.counting import ALL, OVERALL, UNDATED

Nested = tuple[str, str, str]  # system or all; overall, a response, or a group as column/value; measure
RESPONSES = ("accepted", "overridden")
ASKED = ("nobs", "count", "deciders", "dominated")
# Measures of which one follows from the others: what one hides, the others would tell.
FAMILIES = (
    ("initial_disagreement", "switch_fraction", "switched_away"),
    (
        "rair",
        "rsr",
        "over_reliance",
        "under_reliance",
        "right_when_accepted",
        "right_when_overridden",
        "override_deficit",
    ),
    ("overturned_per_decision", "overturned_per_settled", "remitted_per_decision", "overturned_difference"),
    ("quick_followed", "quick_overridden", "quick_difference"),
)


def hidden_nested(rows: pd.DataFrame, edition: str, now: date | None) -> set[Nested]:
    """The measures that hide in any quarter of the rows, which are those of all systems."""
    found: set[Nested] = set()
    quarters = rows["quarter"].astype(object).where(rows["quarter"].notna(), UNDATED)
    for quarter in sorted(quarters.unique()):
        found |= _hidden_in(rows[quarters == quarter], edition, now)
    return found


def _hidden_in(rows: pd.DataFrame, edition: str, now: date | None) -> set[Nested]:
    systems = sorted(str(system) for system in rows["system"].unique())
    parts = [(ALL, rows), *((system, rows[rows["system"] == system]) for system in systems)]
    cells = pd.DataFrame(
        [
            {"system": system, "label": label, "measure": measure, **row}
            for system, part in parts
            for label, measure, row in _measured(part, now, alone=system != ALL)
        ]
    )
    if cells.empty:
        return set()
    cells["primary"] = hidden(cells, edition, tells=tells_of_response(cells))
    found: set[Nested] = set()
    size = -1
    while size != len(found):  # a relative that hides may leave another alone in its line
        size = len(found)
        for measure, group in cells.groupby("measure", sort=True):
            found |= _hidden_of(str(measure), group, found)
        found |= set(_relatives(found))
    return found


def _hidden_of(measure: str, cells: pd.DataFrame, relatives: Collection[Nested]) -> set[Nested]:
    """What hides of one measure, where its `relatives` hide anyway."""
    places = [(str(system), str(label)) for system, label in zip(cells["system"], cells["label"], strict=True)]
    gone = [(*place, measure) in relatives for place in places]
    given = tuple(
        Cell(int(nobs), int(count), bool(primary) or own)
        for nobs, count, primary, own in zip(cells["nobs"], cells["count"], cells["primary"], gone, strict=True)
    )
    hides = protected(given, tuple(_lines(places)))
    return {(*place, measure) for place, gone_now in zip(places, hides, strict=True) if gone_now}


def _relatives(found: Iterable[Nested]) -> Iterator[Nested]:
    """The measures that hide with one of their family, in the same system and under every label that they can have."""
    for system, _label, measure in found:
        for family in FAMILIES:
            if measure in family:
                yield from ((system, label, other) for label in (OVERALL, *RESPONSES) for other in family)


def _lines(places: Sequence[tuple[str, str]]) -> Iterator[Line]:
    """All systems over each system, and every system (and all) over the values of each group column."""
    at = {place: number for number, place in enumerate(places)}
    parts: dict[tuple[tuple[str, str], str], list[int]] = {}
    for (system, label), number in at.items():
        if system != ALL:
            parts.setdefault(((ALL, label), "systems"), []).append(number)
        if "/" in label:
            parts.setdefault(((system, OVERALL), label.partition("/")[0]), []).append(number)
    for (total, _), numbers in parts.items():
        if total in at:
            yield (at[total], *numbers)


def _measured(rows: pd.DataFrame, now: date | None, *, alone: bool) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Each measure of some rows: label, name, and what the cell rules ask of it; signs where a system is `alone`."""
    table = reliance(rows)
    tables = {str(name): table.loc[[name]] for name in table.index} | weight_of_advice(rows)
    tables |= right_rates(rows) | overturned(rows, now) | (signs(rows) if alone else {})
    tables |= {
        "override_deficit": override_deficit(rows),
        "difference": effect_of_showing(rows, ()),
        "old_enough": old_enough(rows, now),
    }
    for measure, found in tables.items():
        for label, row in zip(found.index, _asked(found), strict=True):
            # A mean or a difference tells of no all or none.
            counted = row | {"count": min(1, row["nobs"])} if isnan(row["count"]) else row
            yield str(label) if label in RESPONSES else OVERALL, measure, counted
    for column in no_people(rows, group_columns(rows)):
        effect = effect_of_showing(rows, column)
        for value, row in zip(effect.index, _asked(effect), strict=True):
            yield f"{column}/{value}", "difference", row | {"count": min(1, row["nobs"])}


def _asked(table: pd.DataFrame) -> list[dict[str, float]]:
    """What the cell rules ask of each row."""
    columns = [table[name].tolist() for name in ASKED]
    return [dict(zip(ASKED, row, strict=True)) for row in zip(*columns, strict=True)]
