# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Somebody who keeps every weekly report of a team and adds up all that they show, as equations over small atoms.

An atom is the answers of one system, week, version, response and code, or what lacks an answer in one system, week and
version. Each figure of each report is a sum of atoms. A linear program then tells how closely a hidden count can be
placed. The attacker knows more than the reports say: which week each small week was counted with.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array

import reports
from reports import small_weeks
from reports.disclosure import hidden
from reports.oversight import CATCH_ALL, PLAIN_CASES
from reports.periods import (
    WEEK,
    four_weeks,
    is_four_weeks,
    last_closed_four_weeks,
    last_closed_three_periods,
    last_closed_twelve_weeks,
    parse_week,
    periods_between,
    week_label,
)
from reports.rates import eligible
from reports.reasons import MISSING
from reports.report import Report
from tests.reports.attackers import K
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
        program = {
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
            low, high = (sign * one.fun if one.status == 0 else np.inf for sign, one in zip((1, -1), ends, strict=True))
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


def rows_of(report: Report, name: str) -> list[dict[str, Any]]:
    """The rows of a table, none where the report has no such table."""
    return [
        dict(zip(table.columns, row, strict=True))
        for table in report.tables
        if table.name == name
        for row in table.rows
    ]


def read_all(attack: Attack, made: dict[date, Report]) -> None:
    """Nothing; the attacker has read every table of every report."""
    for monday, report in made.items():
        for name in ("responses", "by_system", "by_model_version"):
            for row in rows_of(report, name):
                _read_answers(attack, (monday, monday), row)
        for row in rows_of(report, "direction"):
            answers = attack.atoms((monday, monday), kind=["answered"])
            attack.learn(answers, row["nobs"])
            if row["measure"] == "same":
                attack.learn(frozenset(atom for atom in answers if atom.response == "accepted"), row["count"])
        for row in rows_of(report, "weeks"):
            _read_week(attack, row)
        _read_reasons(attack, monday, rows_of(report, "reasons"))
        _read_oversight(attack, monday, rows_of(report, "oversight"))
        for cause in ("not_shown", "not_answered"):
            if report.tables:
                attack.learn(attack.atoms((monday, monday), kind=[cause]), report.excluded[cause])


def _place(row: dict[str, Any]) -> dict[str, str | None]:
    """The system and version of a row."""
    if row["dimension"] == "system":
        return {"system": row["value"]}
    if row["dimension"] == "model_version":
        system, _, version = row["value"].rpartition("/")
        return {"system": system or None, "version": version}
    return {}


def _read_answers(attack: Attack, span: Span, row: dict[str, Any]) -> None:
    place = _place(row)
    answers = attack.atoms(span, kind=["answered"], **place)
    if row["measure"] in MEASURES:
        attack.learn(answers, row["nobs"])
        wanted = MEASURES[row["measure"]]
        attack.learn(frozenset(atom for atom in answers if atom.response == wanted), row["count"])
    elif row["measure"] == "coverage":
        attack.learn(attack.atoms(span, **place), row["nobs"])
        attack.learn(answers, row["count"])
    elif row["measure"] == "seen_unanswered":
        attack.learn(attack.atoms(span, kind=["answered", "not_answered"], **place), row["nobs"])
        attack.learn(attack.atoms(span, kind=["not_answered"], **place), row["count"])


def _read_week(attack: Attack, row: dict[str, Any]) -> None:
    if row["rate"] is None:
        return
    span = parse_week(row["value"]), parse_week(row["value"])
    if is_four_weeks(row["value"]):
        year, _, number = row["value"].partition("-P")
        span = four_weeks(date.fromisocalendar(int(year), 4 * int(number), 1))
    answers = attack.atoms(span, row["system"], kind=["answered"])
    attack.learn(answers, row["nobs"])
    attack.learn(frozenset(atom for atom in answers if atom.response == "overridden"), row["count"])


def _read_reasons(attack: Attack, monday: date, rows: list[dict[str, Any]]) -> None:
    spans = {"code": last_closed_three_periods(monday), "owner": last_closed_four_weeks(monday)}
    for row in rows:
        if row["measure"] == "reason_given":
            attack.learn(attack.atoms(spans["owner"], kind=["answered"]), row["nobs"])
            continue
        among = attack.atoms(spans[row["dimension"]], row["system"], response=_kind(row["measure"]))
        attack.learn(among, row["nobs"])
        attack.learn(frozenset(atom for atom in among if _is(atom, row)), row["count"])
    for (system, measure), listed in _codes_listed(rows).items():  # a code that is not listed was not given
        among = attack.atoms(spans["code"], system, response=_kind(measure))
        attack.learn(frozenset(atom for atom in among if atom.code not in listed), 0)


def _kind(measure: str) -> tuple[str, ...]:
    return DEPARTED if measure == "share_of_departed" else ("accepted",)


def _is(atom: Atom, row: dict[str, Any]) -> bool:
    code = atom.code or MISSING
    return bool((code if row["dimension"] == "code" else OWNERS.get(code, code)) == row["value"])


def _codes_listed(rows: list[dict[str, Any]]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row["dimension"] == "code":
            found.setdefault((row["system"], row["measure"]), set()).add(row["value"])
    return found


def _read_oversight(attack: Attack, monday: date, rows: list[dict[str, Any]]) -> None:
    twelve, coded = last_closed_twelve_weeks(monday), last_closed_three_periods(monday)
    for row in rows:
        system, sign = row["value"], row["measure"]
        if sign in MEASURES or sign == "coverage":
            _read_answers(attack, twelve, row)
            continue
        answers = attack.atoms(coded, system, kind=["answered"])
        departed = frozenset(atom for atom in answers if atom.response in DEPARTED)
        plain = frozenset(atom for atom in answers if atom.code not in PLAIN_CASES)
        if sign in ("catch_all_codes", "doubt_departed"):
            codes = CATCH_ALL if sign == "catch_all_codes" else ("X5",)
            attack.learn(departed, row["nobs"])
            attack.learn(frozenset(atom for atom in departed if atom.code in codes), row["count"])
        elif sign == "doubt_followed":
            attack.learn(answers - departed, row["nobs"])
            attack.learn(frozenset(atom for atom in answers - departed if atom.code == "A5"), row["count"])
        elif sign == "reason_repeat":  # a reason is always written, which the reports say themselves
            attack.learn(plain, row["nobs"])
        elif sign in ("quick_followed", "quick_overridden"):
            wanted = "accepted" if sign == "quick_followed" else "overridden"
            attack.at_least(frozenset(atom for atom in plain if atom.response == wanted), row["nobs"])


def secrets(attack: Attack, facts: pd.DataFrame, made: dict[date, Report]) -> list[Secret]:
    """Every count that is hidden for its own sake in some report, and the small weeks that no report shows."""
    found = [*_small_weeks(attack), *_small_waits(attack, made)]
    for monday, report in made.items():
        week = (monday, monday)
        for name in ("responses", "by_system", "by_model_version"):
            for row in rows_of(report, name):
                if row["measure"] == "override_rate" and row["suppressed"]:
                    atoms = attack.atoms(week, kind=["answered"], **_place(row))
                    found += _secret(attack, facts, f"{name} {row['value']} {monday}", atoms)
        spans = {"code": last_closed_three_periods(monday), "owner": last_closed_four_weeks(monday)}
        for row in rows_of(report, "reasons"):
            if row["dimension"] in spans and row["suppressed"]:
                among = attack.atoms(spans[row["dimension"]], row["system"], response=_kind(row["measure"]))
                atoms = frozenset(atom for atom in among if _is(atom, row))
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
        left = sum(attack.sizes[atom] for atom in attack.atoms(period, row["system"], response=_kind(row["measure"])))
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
        places = {_place_of(atom, depth) for atom in attack.sizes for depth in range(3)}
        for place in sorted(places, key=str):
            for name, kind in kinds.items():
                atoms = attack.atoms((monday, monday), *place, kind=kind)
                true = sum(attack.sizes[atom] for atom in atoms)
                if 0 < true < K:
                    yield Secret(f"{name} {place} {monday}", atoms, true)


def _place_of(atom: Atom, depth: int) -> tuple[str | None, str | None]:
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
