# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A log with one of everything that an export must carry, and exports of it."""

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange.export_rows import Wanted
from caseworker.interchange.exporting import Export
from caseworker.recording.manual import register_manually
from caseworker.vocabulary.closed_lists import Certainty, ErasureRule, Response, ResultKind, Source
from caseworker.vocabulary.responses import Answer
from tests.factories import BFU, TILBUD, Town, decision, later, recommend
from tests.interchange.file_cases import DECIDED, WAITING, facts, take_in, write

FORMS = ("csv", "xlsx", "parquet", "jsonl")
RISKY = "=1+1 er ikke en formel; “citat” og 'apostrof'\nny linje"
TEXTS = [RISKY, "-5 grader ude", "@borger", "'=citat", "+45 i telefonen", "\N{FULLWIDTH EQUALS SIGN}sum", "-5", "1.000"]

# What a caseworker may tell besides, as the form sends it.
TOLD: list[dict[str, Any]] = [
    {"certainty": Certainty.HIGH, "citizen_informed": True, "citizen_heard": True},
    {"certainty": Certainty.LOW, "seen_as": Response.PARTLY_ACCEPTED},
    {"citizen_heard": False, "seen_as": Response.OVERRIDDEN},
    {},
]

WITHHELD = {"case_reference": "2026-000126", "shown_at": "", "shown": "no", "own_judgement": "tilbud", "decided": ""}

# What reports read and an export does not carry: who decided, and that the decisions now came by a file.
NOT_CARRIED = {"decider", "decision_source", "source"}


def fill(database: Database, context: Context, town: Town, folder: Path) -> None:
    """One of everything: by form, by hand and by file, answered or not, corrected, erased, with results and groups."""
    people = (town.caseworker, town.colleague)
    for place, decided in enumerate((BFU, TILBUD, Answer("afdaek"), Answer("akut"))):
        basis: dict[str, object] = {"groups": {"alder": ("18-29", "67+")[place % 2], "køn": "kvinde"}}
        shown = recommend(database, context, case_reference=f"2026-{place:06d}", basis=basis)
        recording.record_showing(database, context, shown, str(people[place % 2]))
        later_on = later(context, seconds=20 * place)
        code = "A1" if decided == BFU else "C1"
        new = replace(decision(later_on, people[place % 2], decided, TEXTS[place], code), **TOLD[place])
        receipt = recording.record_decision(database, later_on, shown, new)
        if place == 1:
            corrected = replace(new, decided=Answer("akut"), reason="Jeg så forkert.")
            recording.correct_decision(database, later(context, days=9), receipt.decision_id, 0, corrected)
            recording.add_result(
                database, context, receipt.decision_id, recording.NewResult(ResultKind.CHANGED, BFU, context.today)
            )
    recommend(database, context, case_reference="2026-000900")
    shown = recommend(database, context, case_reference="2026-000901", team="visitationen")
    recording.record_showing(database, context, shown, str(town.outsider))
    _fill_by_hand(database, context, town)
    _fill_by_file(database, context, folder)
    recording.erase(database, context, "2026-000003", ErasureRule.CITIZEN_REQUEST)


def _fill_by_hand(database: Database, context: Context, town: Town) -> None:
    new = recording.NewRecommendation("1.1", BFU, "2026-000950", Source.MANUAL, "modtagelsen", issued_at=context.now)
    by_hand = replace(decision(context, town.caseworker), source=Source.MANUAL)
    register_manually(database, context, "sortering", new, by_hand, "k" * 20)


def _fill_by_file(database: Database, context: Context, folder: Path) -> None:
    rows = [
        DECIDED,
        WAITING,
        {**DECIDED, "case_reference": "2026-000125", "own_judgement": "tilbud", "result": "upheld"},
        {
            **DECIDED,
            "case_reference": "2026-000126",
            "shown_at": "",
            "shown": "no",
            "own_judgement": "tilbud",
            "decided": "",
        },
        {**DECIDED, "case_reference": "2026-000127", "reason": "", "reason_code": "", "citizen_informed": "no"},
        {**DECIDED, "case_reference": "2026-000128", "decided": "", "response": "overridden"},
        *({**DECIDED, "case_reference": f"2026-0002{n}", "reason": text} for n, text in enumerate(TEXTS)),
        {**DECIDED, "case_reference": "2026-000140", "confidence": "0.60273758334957"},
    ]
    # A report hides what fewer than five people decided, and who they were does not travel.
    rows = [{**row, "caseworker": f"person {place}"} for place, row in enumerate(rows)]
    assert take_in(database, context, write(folder / "past.csv", rows)).errors == []
    hours = {**DECIDED, "model_version": "3.1", "reason_code": ""}
    numbers = [("4.25", "4.5"), ("1.5", "0"), ("0", "rehab"), ("12", "9.75"), ("2", "2"), ("3", "3")]
    rows = [
        {**hours, "caseworker": f"person {n}", "case_reference": f"2026-0003{n}", "recommended": was, "decided": became}
        for n, (was, became) in enumerate(numbers)
    ]
    assert take_in(database, context, write(folder / "hours.csv", rows), system="timer").errors == []


def export(database: Database, context: Context, path: Path, **wanted: Any) -> Path:
    """The file, whole."""
    for _written in Export(database, context, path, Wanted(**wanted)).run():
        pass
    return path


def move(here: Database, there: Database, context: Context, folder: Path, form: str, *, with_reasons: bool) -> None:
    """Everything of one installation in another, a file for each system."""
    for system in ("sortering", "timer"):
        file = export(here, context, folder / f"{system}.{form}", system=system, with_reasons=with_reasons)
        outcome = take_in(there, context, file, system=system)
        assert outcome.errors == []


def carried(database: Database) -> list[str]:
    """The facts that reports read, without what an export does not carry, in an order of their own."""
    rows = facts(database)
    for row in rows:
        row["by_hand"] = row["source"] == Source.MANUAL
        row["groups"] = sorted((json.loads(row["groups"] or "null") or {}).items())
    return sorted(str([(k, _plain(v)) for k, v in sorted(row.items()) if k not in NOT_CARRIED]) for row in rows)


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def cells_of(path: Path) -> list[Mapping[str, str]]:
    """The rows of an exported CSV file as they stand in it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
