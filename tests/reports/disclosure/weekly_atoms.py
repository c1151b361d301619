# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Somebody who keeps every weekly report of a team and adds up all that they show, as equations over small atoms.

An atom is the answers of one system, week, version, response and code, or what lacks an answer in one system, week and
version. Each figure of each report is a sum of atoms. A linear program then tells how closely a hidden count can be
placed. The attacker knows more than the reports say: which week each small week was counted with.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array

from reports.periods import (
    parse_week,
)
from tests.reports.disclosure.attackers import K
from tests.reports.logs import FIRST_MONDAY, log

TEAM = "team-0"
OWNERS = {"D1": "data", "D2": "data", "F1": "practice", "X5": "practice", "A1": "none", "A4": "none"}
DEPARTED = ("overridden", "partly_accepted")
MEASURES = {"override_rate": "overridden", "partly_rate": "partly_accepted", "accept_rate": "accepted"}
CODES = {
    "accepted": ("A1", "A4", "A5"),
    "partly_accepted": ("D1", "F1"),
    "overridden": ("D1", "D2", "F1", "X9", "X5"),
}
SHARES = {
    "accepted": (0.86, 0.09, 0.05),
    "partly_accepted": (0.6, 0.4),
    "overridden": (0.45, 0.2, 0.2, 0.08, 0.07),
}
Span = tuple[date, date]


class Atom(NamedTuple):
    """`kind` is answered, not_shown or not_answered; only what is answered has a response and a code."""

    system: str
    week: date
    version: str
    kind: str
    response: str = ""
    code: str = ""


class Secret(NamedTuple):
    """A count that must stay hidden: what it is of, its atoms, the true number, and how wide it must lie.

    That is five; but a reason can have been given no oftener than there were decisions of its kind in the four weeks in
    which the owners that show leave room for it, and these are counted in every report.
    """

    name: str
    atoms: frozenset[Atom]
    true: int
    width: int = K


@dataclass
class Attack:
    """What the attacker has: the true atoms (only their names are used), where weeks count, and the equations."""

    sizes: dict[Atom, int]
    counted_in: dict[tuple[str, date], date | None]
    sums: dict[frozenset[Atom], float] = field(default_factory=dict)
    bounds: dict[frozenset[Atom], float] = field(default_factory=dict)

    def atoms(self, span: Span, system: str | None = None, version: str | None = None, **parts: Any) -> frozenset[Atom]:
        """The atoms that count in the weeks, of a system and version (None: of all), and of the given kinds."""
        return frozenset(
            atom
            for atom in self.sizes
            if system in (None, atom.system)
            and version in (None, atom.version)
            and all(getattr(atom, name) in wanted for name, wanted in parts.items())
            and (at := self.counted_in[atom.system, atom.week]) is not None
            and span[0] <= at <= span[1]
        )

    def learn(self, atoms: frozenset[Atom], shown: object) -> None:
        """Nothing; the atoms add up to what is shown, if it is."""
        if shown is not None:
            true = sum(self.sizes[atom] for atom in atoms)
            assert true == shown, f"the attacker has misread a figure: {shown}, not {true}"
            self.sums[atoms] = true

    def at_least(self, atoms: frozenset[Atom], shown: object) -> None:
        """Nothing; the atoms add up to no less than what is shown, if it is."""
        if shown is not None:
            self.bounds[atoms] = float(str(shown))

    def exposed(self, secrets: Iterable[Secret]) -> set[str]:
        """The secrets that all of it together places within fewer than five, or under five."""
        order = {atom: number for number, atom in enumerate(self.sizes)}
        program: dict[str, Any] = {
            "A_eq": _matrix(self.sums, order),
            "b_eq": np.array(list(self.sums.values())),
            "A_ub": -_matrix(self.bounds, order) if self.bounds else None,
            "b_ub": -np.array(list(self.bounds.values())) if self.bounds else None,
        }
        found = set()
        for secret in secrets:
            aim = np.zeros(len(order))
            aim[[order[atom] for atom in secret.atoms]] = 1
            ends = [linprog(sign * aim, bounds=(0, None), method="highs", **program) for sign in (1, -1)]
            low, high = (
                sign * float(one.fun or 0.0) if one.status == 0 else np.inf
                for sign, one in zip((1, -1), ends, strict=True)
            )
            assert low - 1e-6 <= secret.true <= high + 1e-6
            if high - low < secret.width - 1e-6 or high < secret.width - 1e-6:
                found.add(f"{secret.name} is {low:.0f} to {high:.0f}")
        return found


def _matrix(sums: Iterable[frozenset[Atom]], order: dict[Atom, int]) -> csr_array:
    places = [(row, order[atom]) for row, atoms in enumerate(sums) for atom in atoms]
    rows, columns = zip(*places, strict=True)
    shape = (max(rows) + 1, len(order))
    return csr_array((np.ones(len(places)), (np.array(rows), np.array(columns))), shape=shape)


def team_log(seed: int, weeks: int = 14) -> pd.DataFrame:
    """One team of which one system has small weeks and pauses, with a new version, rare codes and late answers."""
    random = np.random.default_rng(seed)
    frame = log(weeks=weeks, teams=1, per_week=45, systems=("hours", "control"), rate=0.3, seed=seed)
    week = (pd.to_datetime(frame["decided_on"]) - pd.Timestamp(FIRST_MONDAY)).dt.days // 7
    rare = (frame["system"] == "control").to_numpy()
    keep = np.where(rare, random.choice([0.0, 0.05, 0.15, 0.4], weeks, p=[0.2, 0.3, 0.3, 0.2])[week], 0.7)
    frame = frame[random.random(len(frame)) < keep].reset_index(drop=True)
    week = (pd.to_datetime(frame["decided_on"]) - pd.Timestamp(FIRST_MONDAY)).dt.days // 7
    newer = random.random(len(frame)) < np.clip((week - 5) / 3, 0.04, 0.96)
    partly = (frame["response"] == "overridden") & (random.random(len(frame)) < 0.25)
    frame["model_version"] = np.where(newer, "2.0", "1.4")
    frame.loc[partly, "response"] = "partly_accepted"
    for response, codes in CODES.items():
        rows = frame["response"] == response
        frame.loc[rows, "reason_code"] = random.choice(codes, int(rows.sum()), p=SHARES[response])
    waits = random.random(len(frame)) < random.choice([0.0, 0.04, 0.2], weeks)[week]
    frame.loc[waits, ["response", "decided", "direction", "decider", "reason_code"]] = None
    frame.loc[waits, "state"] = "waiting"
    frame["shown"] = ~waits | (random.random(len(frame)) < 0.6)
    frame["time_bucket"] = random.choice(["lt10s", "30-120s"], len(frame))
    frame["own_judgement"] = None
    return frame


def attack_of(facts: pd.DataFrame, moved: dict[tuple[str, str], str | None]) -> Attack:
    """An attacker who has seen nothing yet; `moved` says where small weeks count."""
    kinds = np.select([facts["response"].notna(), ~facts["shown"]], ["answered", "not_shown"], "not_answered")
    codes = facts["reason_code"].astype(object).fillna("")
    keys = zip(
        facts["system"].astype(str),
        facts["week"].dt.date,
        facts["model_version"].astype(str),
        kinds,
        facts["response"].astype(object).fillna(""),
        codes,
        strict=True,
    )
    sizes: dict[Atom, int] = {}
    weeks = sorted(set(facts["week"].dt.date))
    for system in sorted(facts["system"].astype(str).unique()):
        for week in weeks:
            for version in sorted(facts["model_version"].astype(str).unique()):
                sizes |= {Atom(system, week, version, kind): 0 for kind in ("not_shown", "not_answered")}
                answers = [(response, code) for response, known in CODES.items() for code in known]
                sizes |= {Atom(system, week, version, "answered", *answer): 0 for answer in answers}
    for key in keys:
        sizes[Atom(*key)] += 1
    counted: dict[tuple[str, date], date | None] = {(atom.system, atom.week): atom.week for atom in sizes}
    counted |= {(system, parse_week(week)): parse_week(to) if to else None for (system, week), to in moved.items()}
    return Attack(sizes, counted)
