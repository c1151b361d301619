# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A small municipality for tests: two teams, a user per role, one system with options and one with numbers."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from caseworker import recording, registry
from caseworker.columns import Ledgered
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import ModelVersion, Option, System, User, UserTold
from caseworker.vocabulary.closed_lists import AnswerKind, Role, Source
from caseworker.vocabulary.responses import Answer

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
KEY = "key-of-one-submission"
PASSWORD = "et langt kodeord til prøver"

BFU = Answer("bfu")
TILBUD = Answer("tilbud")
AKUT = Answer("akut")

OPTIONS = [
    # code, Danish, English, family, rank
    ("ingen", "Ingen yderligere opfølgning", "No further action", "afslut", 1),
    ("tilbud", "Tilbud om frivillig hjælp", "Voluntary help", "tilbud", 2),
    ("afdaek", "Afdækning", "Assessment", "udred", 3),
    ("bfu", "Børnefaglig undersøgelse", "Full assessment", "udred", 4),
    ("akut", "Akut: reagér i dag", "Act today", "akut", 5),
]


@dataclass(frozen=True)
class Town:
    """The people of the municipality by what they are here to do."""

    caseworker: UUID
    colleague: UUID
    outsider: UUID
    team_lead: UUID
    ethics_reviewer: UUID
    administrator: UUID
    auditor: UUID


def system_parts(code: str = "sortering", **changes: Any) -> list[Ledgered]:
    """A system with options in families, registered with two versions."""
    system = System(entry=0, code=code, name_da="Sortering", name_en="Sorting", **changes)
    options = [
        Option(entry=0, system=code, code=o, label_da=da, label_en=en, family=family, rank=rank, position=place)
        for place, (o, da, en, family, rank) in enumerate(OPTIONS)
    ]
    return [system, *(ModelVersion(entry=0, system=code, version=v) for v in ("1.0", "1.1")), *options]


def number_system_parts(code: str = "timer") -> list[Ledgered]:
    """A system that answers with hours a week, beside two options without a number."""
    system = System(
        entry=0,
        code=code,
        name_da="Timeforslag",
        name_en="Hours",
        answer_kind=AnswerKind.NUMBER,
        unit_da="timer pr. uge",
        unit_en="hours a week",
        minimum=Decimal("0.25"),
        maximum=Decimal(40),
        step=Decimal("0.25"),
        tolerance=Decimal("0.5"),
        partly_within=Decimal(2),
    )
    options = [
        Option(entry=0, system=code, code="0", label_da="Ingen hjælp", label_en="No help", family="afslag", rank=0),
        Option(entry=0, system=code, code="rehab", label_da="Træning", label_en="Training", family="rehab", rank=1),
        Option(
            entry=0,
            system=code,
            code="timer",
            label_da="Timer pr. uge",
            label_en="Hours a week",
            family="hjælp",
            takes_number=True,
        ),
    ]
    return [system, ModelVersion(entry=0, system=code, version="3.1"), *options]


def settle(database: Database, context: Context, password_hash: str | None = None) -> Town:
    """The town: reason list, two systems, two teams and a user for each role (`outsider` is in the other team)."""
    registry.register(database, context, registry.default_reasons())
    registry.add_team(database, context, "modtagelsen", "Modtagelsen")
    registry.add_team(database, context, "visitationen", "Visitationen")
    complaints = {"complaint_body": "Ankestyrelsen, via kommunen", "complaint_deadline": "4 uger"}
    registry.add_system(database, context, system_parts(**complaints))
    registry.add_system(database, context, number_system_parts())
    people = {
        "caseworker": (Role.CASEWORKER, "modtagelsen"),
        "colleague": (Role.CASEWORKER, "modtagelsen"),
        "outsider": (Role.CASEWORKER, "visitationen"),
        "team_lead": (Role.TEAM_LEAD, "modtagelsen"),
        "ethics_reviewer": (Role.ETHICS_REVIEWER, None),
        "administrator": (Role.ADMINISTRATOR, None),
        "auditor": (Role.AUDITOR, None),
    }
    users = [
        User(
            entry=0,
            id=context.new_id(),
            username=name,
            name=name.replace("_", " ").title(),
            role=role,
            team=team,
            password_hash=password_hash,
        )
        for name, (role, team) in people.items()
    ]
    registry.register(database, context, users)
    with database.write() as session:
        # The page that comes before the first record is behind them.
        told = [user.id for user in users if user.role == Role.CASEWORKER]
        session.add_all(UserTold(user_id=user_id, told_on=context.today) for user_id in told)
    return Town(**{user.username: user.id for user in users})


def context_at(now: datetime = NOW, seed: int = 1) -> Context:
    """A context with a fixed moment and seeded randomness."""
    from zoneinfo import ZoneInfo

    return Context(now, ZoneInfo("Europe/Copenhagen"), b"i" * 32, b"r" * 32, random.Random(seed).randbytes)


def later(context: Context, **passed: float) -> Context:
    """The same context some time later."""
    return replace(context, now=context.now + timedelta(**passed))


def recommend(
    database: Database,
    context: Context,
    recommended: Answer = BFU,
    *,
    system: str = "sortering",
    team: str | None = "modtagelsen",
    case_reference: str = "2026-000123",
    basis: dict[str, object] | None = None,
) -> UUID:
    """A recommendation that waits."""
    new = recording.NewRecommendation(
        model_version="3.1" if system == "timer" else "1.0",
        recommended=recommended,
        case_reference=case_reference,
        source=Source.API,
        team=team,
        issued_at=context.now,
        confidence=Decimal("0.72"),
        basis=basis or {},
    )
    return recording.receive_recommendation(database, context, system, new)


def decision(
    context: Context,
    caseworker: UUID,
    decided: Answer = TILBUD,
    reason: str = "Forældrene tager selv imod hjælp, det prøver vi først.",
    reason_code: str | None = "C1",
) -> recording.NewDecision:
    """What a caseworker sends in; departs from the recommendation of `recommend`."""
    return recording.NewDecision(
        Source.FORM, decided, reason, context.now, reason_code=reason_code, caseworker=str(caseworker)
    )


def release(database: Database, context: Context, decision_id: UUID, author: UUID, **changes: Any) -> None:
    """An explanation of a record that was not corrected, released by its author."""
    sheet = '{"closing":"","facts":[],"language":"da","sections":[],"title":"Sådan indgik systemet i din sag"}'
    told = {"caseworker": str(author), "text": sheet, "language": "da", "left_out": 0, "revision": 0, "version": 1}
    recording.release_explanation(database, context, decision_id, recording.NewExplanation(**{**told, **changes}))
