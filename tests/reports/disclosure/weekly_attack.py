# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""All the weekly reports of a team added up: which hidden counts they give away together."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

import reports
from reports.disclosure import hidden
from reports.measures.rates import eligible
from reports.periods import (
    WEEK,
    last_closed_four_weeks,
    last_closed_three_periods,
    periods_between,
    week_label,
)
from reports.report import Report
from reports.weekly import small_weeks
from tests.reports.disclosure.attackers import K
from tests.reports.disclosure.weekly_atoms import OWNERS, TEAM, Atom, Attack, Secret, Span, attack_of
from tests.reports.disclosure.weekly_reading import is_of, kind_of, place_of, read_all, rows_of
from tests.reports.logs import FIRST_MONDAY


def last_reports(facts: pd.DataFrame, weeks: int, many: int) -> dict[date, Report]:
    """The reports of the last weeks of a log of so many weeks, by their Mondays."""
    mondays = [FIRST_MONDAY + number * WEEK for number in range(weeks - many, weeks)]
    return {day: reports.weekly(facts, team=TEAM, week=week_label(day), owners=OWNERS) for day in mondays}


def found_by_all(facts: pd.DataFrame, weeks: int, many: int) -> set[str]:
    """The hidden counts that the last weekly reports of a log, all together, give away."""
    made = last_reports(facts, weeks, many)
    moved = small_weeks.with_small_weeks_moved(facts, FIRST_MONDAY + (weeks - 1) * WEEK)[1]
    attack = attack_of(facts, moved)
    read_all(attack, made)
    return attack.exposed(secrets(attack, facts, made))


def secrets(attack: Attack, facts: pd.DataFrame, made: dict[date, Report]) -> list[Secret]:
    """Every count that is hidden for its own sake in some report, and the small weeks that no report shows."""
    found = [*_small_weeks(attack), *_small_waits(attack, made)]
    for monday, report in made.items():
        week = (monday, monday)
        for name in ("responses", "by_system", "by_model_version"):
            for row in rows_of(report, name):
                if row["measure"] == "override_rate" and row["suppressed"]:
                    atoms = attack.atoms(week, kind=["answered"], **place_of(row))
                    found += _secret(attack, facts, f"{name} {row['value']} {monday}", atoms)
        spans = {"code": last_closed_three_periods(monday), "owner": last_closed_four_weeks(monday)}
        for row in rows_of(report, "reasons"):
            if row["dimension"] in spans and row["suppressed"]:
                among = attack.atoms(spans[row["dimension"]], row["system"], response=kind_of(row["measure"]))
                atoms = frozenset(atom for atom in among if is_of(atom, row))
                label = f"{row['system']} {row['value']} {row['measure']} {spans[row['dimension']][0]}"
                width = min(K, _room(attack, made, row, spans[row["dimension"]]))
                found += _secret(attack, facts, label, atoms, width)
    return list({secret.name: secret for secret in found}.values())


def _room(attack: Attack, made: dict[date, Report], row: dict[str, Any], span: Span) -> int:
    """How many decisions of its kind the shown owners of other reasons leave for the owner or the code of the row."""
    owner = OWNERS.get(row["value"], row["value"])
    same = row["system"], row["measure"]
    room = 0
    for period in periods_between(*span):
        left = sum(attack.sizes[atom] for atom in attack.atoms(period, row["system"], response=kind_of(row["measure"])))
        told = [report for monday, report in made.items() if last_closed_four_weeks(monday) == period][:1]
        for other in (one for report in told for one in rows_of(report, "reasons") if one["dimension"] == "owner"):
            if (other["system"], other["measure"]) == same and other["value"] != owner and other["count"]:
                left -= other["count"]
        room += left
    return room


def _small_weeks(attack: Attack) -> Iterator[Secret]:
    for (system, week), to in attack.counted_in.items():
        if to != week:
            atoms = frozenset(atom for atom in attack.sizes if atom[:2] == (system, week) and atom.kind == "answered")
            yield Secret(f"week {system} {week}", atoms, sum(attack.sizes[atom] for atom in atoms))


def _small_waits(attack: Attack, made: dict[date, Report]) -> Iterator[Secret]:
    """What lacks an answer in a week that is reported, where that is one to four."""
    kinds = {"not_shown": ["not_shown"], "not_answered": ["not_answered"], "open": ["not_shown", "not_answered"]}
    for monday in made:
        places = {_place_at(atom, depth) for atom in attack.sizes for depth in range(3)}
        for place in sorted(places, key=str):
            for name, kind in kinds.items():
                atoms = attack.atoms((monday, monday), *place, kind=kind)
                true = sum(attack.sizes[atom] for atom in atoms)
                if 0 < true < K:
                    yield Secret(f"{name} {place} {monday}", atoms, true)


def _place_at(atom: Atom, depth: int) -> tuple[str | None, str | None]:
    return (atom.system if depth else None, atom.version if depth > 1 else None)


def _secret(
    attack: Attack, facts: pd.DataFrame, name: str, atoms: frozenset[Atom], width: int | None = None
) -> list[Secret]:
    """The secret, if these answers hide for their own sake; `width` is given where they have a code in common."""
    keys = {atom[:3] + atom[4:] for atom in atoms}
    answers = eligible(facts)
    columns = ("system", "model_version", "response", "reason_code")
    system, version, response, code = (answers[name].astype(object).fillna("") for name in columns)
    of = zip(system, answers["week"].dt.date, version, response, code, strict=True)
    rows = answers[np.array([key in keys for key in of], dtype=bool)]
    true = sum(attack.sizes[atom] for atom in atoms)
    assert len(rows) == true
    if true == 0:
        return []
    table = reports.override_rate(rows)
    if width is not None:
        table = table.assign(count=true)
    gone = hidden(table, "team", size="nobs" if width is None else "count")[0]
    return [Secret(name, atoms, true, width or K)] if gone else []
