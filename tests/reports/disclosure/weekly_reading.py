# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What somebody reads out of the tables of weekly reports: each figure as a sum of atoms."""

from datetime import date
from typing import Any

from reports.measures.oversight import CATCH_ALL, PLAIN_CASES
from reports.measures.reasons import MISSING
from reports.periods import (
    last_closed_four_weeks,
    last_closed_three_periods,
    last_closed_twelve_weeks,
    weeks_of,
)
from reports.report import Report
from tests.reports.disclosure.weekly_atoms import DEPARTED, MEASURES, OWNERS, Atom, Attack, Span


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


def place_of(row: dict[str, Any]) -> dict[str, str | None]:
    """The system and version of a row."""
    if row["dimension"] == "system":
        return {"system": row["value"]}
    if row["dimension"] == "model_version":
        system, _, version = row["value"].rpartition("/")
        return {"system": system or None, "version": version}
    return {}


def _read_answers(attack: Attack, span: Span, row: dict[str, Any]) -> None:
    place = place_of(row)
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
    span = weeks_of(row["value"])
    answers = attack.atoms(span, row["system"], kind=["answered"])
    attack.learn(answers, row["nobs"])
    attack.learn(frozenset(atom for atom in answers if atom.response == "overridden"), row["count"])


def _read_reasons(attack: Attack, monday: date, rows: list[dict[str, Any]]) -> None:
    spans = {"code": last_closed_three_periods(monday), "owner": last_closed_four_weeks(monday)}
    for row in rows:
        if row["measure"] == "reason_given":
            attack.learn(attack.atoms(spans["owner"], kind=["answered"]), row["nobs"])
            continue
        among = attack.atoms(spans[row["dimension"]], row["system"], response=kind_of(row["measure"]))
        attack.learn(among, row["nobs"])
        attack.learn(frozenset(atom for atom in among if is_of(atom, row)), row["count"])
    for (system, measure), listed in _codes_listed(rows).items():  # a code that is not listed was not given
        among = attack.atoms(spans["code"], system, response=kind_of(measure))
        attack.learn(frozenset(atom for atom in among if atom.code not in listed), 0)


def kind_of(measure: str) -> tuple[str, ...]:
    """The responses that a measure of reasons is counted among."""
    return DEPARTED if measure == "share_of_departed" else ("accepted",)


def is_of(atom: Atom, row: dict[str, Any]) -> bool:
    """Whether the atom has the code or the owner of a row of reasons."""
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
