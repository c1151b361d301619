# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the other tables of all the board's reports count, taken together, places no small count within fewer than five.

Each family of tables is one system of equations over kinds of records: those that no table of it tells apart.
"""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reports
from tests.reports.disclosure.attackers import K, feasible
from tests.reports.disclosure.test_every_report import DAYS, SYSTEMS
from tests.reports.logs import answer, log

OWNERS = {"D1": "data", "D2": "data", "F1": "practice", "A1": "practice"}
Scope = tuple[str, str | None]  # quarter or all, system or all
SCOPES: tuple[Scope, ...] = tuple(itertools.product([*DAYS, "all"], [*SYSTEMS, None]))
Masks = dict[str, "pd.Series[bool]"]
Fact = tuple[str, str | None, str]  # scope, and the kind of record that is counted


def given(seed: int) -> tuple[pd.DataFrame, dict[Scope, reports.Report]]:
    """Facts in which some of everything is rare, and all reports of a board on them."""
    random, frame = np.random.default_rng(seed), log(weeks=18, teams=1, per_week=30, seed=seed)
    frame, drawn = frame.drop(columns=["groups", "confidence"]), random.random(len(frame))
    frame["reason_code"] = frame["reason_code"].where(drawn > 0.02, "F1")
    for column, asked in (("own_judgement", 0.15), ("right_option", 0.1)):
        frame[column] = frame[column].where(random.random(len(frame)) < asked, None)
    waiting = frame.index[(drawn > 0.03) & (drawn < 0.05)]
    answer(frame, waiting, [None] * len(waiting))
    frame.loc[waiting, ["decider", "reason_code", "direction"]] = None
    frame.loc[waiting[::3], "shown"] = False
    frame.loc[frame.index[(drawn > 0.05) & (drawn < 0.06)], "source"] = "manual"
    facts = reports.check(frame)
    found = {}
    for quarter, system in SCOPES:
        day = DAYS.get(quarter)
        ends = (day, day) if day else (min(DAYS.values()), max(DAYS.values()))
        found[quarter, system] = reports.trends(facts, start=ends[0], end=ends[1], system=system, owners=OWNERS)
    return facts, found


def kinds(facts: pd.DataFrame) -> dict[str, Masks]:
    """By family and by what is counted, the records of it: ``measure#count`` and ``measure#nobs`` of each measure."""
    ours, told = facts["source"] != "manual", facts["response"].notna() & facts["shown"]
    ours, told = ours.astype(bool), (told & ours).astype(bool)
    departed = told & (facts["response"] == "overridden")
    answers = {"override_rate#nobs": told, "override_rate#count": departed}
    waits = {
        "coverage#count": told, "coverage#nobs": ours, "seen_unanswered#nobs": ours & facts["shown"],
        "seen_unanswered#count": ours & facts["shown"] & facts["response"].isna(), "manual": ~ours,
        "not_shown": ours & ~facts["shown"], "not_answered": ours & facts["shown"] & facts["response"].isna(),
    }  # fmt: skip
    ranked = told & facts["direction"].notna()
    signs = {"more": facts["direction"] > 0, "less": facts["direction"] < 0, "same": facts["direction"] == 0}
    directions = {
        f"{name}#{part}": ranked & (sign | (part == "nobs")) for name, sign in signs.items() for part in PARTS
    }
    codes: Masks = {}
    for measure, among in (("share_of_departed", departed), ("share_of_accepted", told & ~departed)):
        for code, owner in OWNERS.items():
            codes[f"{measure}/{code}#count"] = among & (facts["reason_code"] == code)
            codes[f"{measure}/{owner}#count"] = among & facts["reason_code"].map(OWNERS).eq(owner)
    own, advised, decided, right = (
        facts[name].astype(object) for name in ("own_judgement", "recommended", "decided", "right_option")
    )
    asked, known = told & own.notna(), told & right.notna()
    reliance = {
        "initial_disagreement": (asked & (own != advised), asked),
        "switch_fraction": (asked & (own != advised) & (decided == advised), asked & (own != advised)),
        "switched_away": (asked & (own == advised) & (decided != advised), asked & (own == advised)),
    }
    lean = known & ~asked
    results = {
        "over_reliance": (lean & (advised != right) & (decided == advised), lean & (advised != right)),
        "under_reliance": (lean & (advised == right) & (decided != advised), lean & (advised == right)),
        "right_when_accepted": (known & ~departed & (decided == right), known & ~departed),
        "right_when_overridden": (known & departed & (decided == right), known & departed),
    }
    pairs = [{f"{name}#{part}": mask for name, two in family.items() for part, mask in zip(PARTS, two, strict=True)}
             for family in (reliance, results)]  # fmt: skip
    named = zip(
        ("waits", "direction", "reasons", "reliance", "results"), (waits, directions, codes, *pairs), strict=True
    )
    return {family: answers | masks for family, masks in named}


PARTS = ("count", "nobs")


def figures(report: reports.Report, scope: Scope) -> Iterator[tuple[Fact, int]]:
    """The counts that a report tells, each with what it counts."""
    quarter, system = scope
    for cause, number in report.excluded.items():
        if number is not None:
            yield (quarter, system, cause), number
    for table in report.tables:
        if table.name not in ("responses", "by_system", "direction", "reasons", "reliance", "results"):
            continue
        lines: list[dict[str, Any]] = [dict(zip(table.columns, values, strict=True)) for values in table.rows]
        for row in lines:
            if row["dimension"] not in ("overall", "system", "code", "owner"):
                continue
            place = row["value"] if row["dimension"] == "system" else row.get("system") or system
            name = f"{row['measure']}/{row['value']}" if row["dimension"] in ("code", "owner") else row["measure"]
            for part in PARTS:
                if row[part] is not None:
                    yield (quarter, None if place == "overall" else place, f"{name}#{part}"), round(float(row[part]))


def placed_too_well(told: Mapping[Fact, int], facts: pd.DataFrame, masks: Masks, *, naive: bool) -> set[Fact]:
    """The small counts of a family placed within fewer than five by what is told; if `naive`, by all larger counts."""
    quarters, systems = facts["quarter"].astype(str).to_numpy(), facts["system"].astype(str).to_numpy()
    flags = np.column_stack([mask.fillna(False).to_numpy(dtype=bool) for mask in masks.values()])
    kept = np.unique(flags, axis=0)
    atoms = list(itertools.product(DAYS, SYSTEMS, range(len(kept))))
    names = {name: number for number, name in enumerate(masks)}

    def row_of(fact: Fact) -> list[float]:
        quarter, system, name = fact
        return [float(quarter in (q, "all") and system in (s, None) and kept[at, names[name]]) for q, s, at in atoms]

    def true(fact: Fact) -> int:
        quarter, system, name = fact
        within = (quarter == "all") | (quarters == quarter)
        return int((flags[:, names[name]] & within & ((system is None) | (systems == system))).sum())

    truth = {(*scope, name): true((*scope, name)) for scope in SCOPES for name in masks}
    shown = (
        {fact: n for fact, n in truth.items() if not 0 < n < K} if naive else {f: told[f] for f in truth if f in told}
    )
    assert naive or all(truth[fact] == number for fact, number in shown.items())
    matrix, sums = np.array([row_of(fact) for fact in shown]), np.array(list(shown.values()), dtype=float)
    found = set()
    for fact, number in truth.items():
        guarded = "/" in fact[2] or not fact[2].endswith("#count")  # a rate's count shows where its whole may
        if guarded and 0 < number < K and fact not in shown:
            whole = np.column_stack([np.vstack([matrix, row_of(fact)]), np.r_[np.zeros(len(shown)), -1.0]])
            low, high = feasible(whole, np.r_[sums, 0.0], len(atoms))
            if high - low < K - 1e-6:
                found.add(fact)
    return found


@pytest.mark.full
def test_no_table_of_any_report_places_a_small_count_within_fewer_than_five() -> None:
    facts, every = given(4)
    told = {fact: n for scope, report in every.items() for fact, n in figures(report, scope)}
    families = kinds(facts)
    assert {name: placed_too_well(told, facts, masks, naive=False) for name, masks in families.items()} == {
        name: set() for name in families
    }
    naive = {name for name, masks in families.items() if placed_too_well(told, facts, masks, naive=True)}
    assert {"waits", "reasons", "results"} <= naive  # hiding small counts alone would give these away
