# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""CDS Hooks feedback as the specification has it, in and out."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, PersonalValue, Recommendation
from caseworker.recording import erase, record_decision
from caseworker.verification import verify_database
from caseworker.vocabulary import hl7
from caseworker.vocabulary.closed_lists import ErasureRule
from caseworker.vocabulary.default_reasons import DEFAULT_REASONS
from tests.api.machines import CPR, RECOMMENDATION, Machine, fields_of, problem
from tests.factories import Town, decision
from tests.web import entries

PATH = "/cds-services/sortering/feedback"
CARD = "1b0e2f6a-0d0e-4a53-9d5f-6a2e2c1f7a10"
WHOLE: dict[str, Any] = {
    "card": CARD,
    "outcome": "overridden",
    "acceptedSuggestions": [{"id": "0e5d6b8f-5f4b-4a3c-8c6e-0f3d1a2b4c5d"}],
    "overrideReason": {
        "reason": {"code": "patient-refuses", "system": "http://example.org/reasons", "display": "Refuses"},
        "userComment": "Familien ønsker ikke en undersøgelse nu.",
    },
    "outcomeTimestamp": "2026-11-20T09:15:30.250+01:00",
    "extension": {
        "dk.caseworker": {
            "recommended": "bfu",
            "decided": "tilbud",
            "response": "overridden",
            "modelVersion": "1.1",
            "caseReference": "2026-000777",
            "team": "modtagelsen",
            "caseworker": "b1234",
            "citizenInformed": True,
        },
        "com.example.other": {"anything": [1, 2]},
    },
}
BARE = {"card": CARD, "outcome": "overridden", "outcomeTimestamp": "2026-11-20T09:00:00Z"}


def send(machine: Machine, *entries_: dict[str, Any]) -> None:
    answer = machine.post(PATH, {"feedback": list(entries_)})
    assert answer.status_code == 200, answer.text
    assert answer.get_json() == {}


def latest(database: Database) -> tuple[Decision, dict[str, str | None]]:
    """The latest revision of the one decision, with its values."""
    with database.read() as session:
        row = session.execute(select(Decision).order_by(col(Decision.entry).desc()).limit(1)).scalar_one()
        held = session.execute(select(PersonalValue).where(col(PersonalValue.entry) == row.entry)).scalars()
        values = {value.field: value.value for value in held}
        session.refresh(row)
        session.expunge(row)
        return row, values


@pytest.mark.parametrize(
    ("name", "response", "reason"),
    [
        ("accepted", "accepted", None),
        ("overridden_with_reason", "overridden", "A comment entered by the clinician."),
        ("overridden_without_reason", "overridden", None),
    ],
)
def test_each_example_of_the_specification_is_taken(
    machine: Machine,
    web_database: Database,
    settings: Settings,
    shared_data: Path,
    name: str,
    response: str,
    reason: str | None,
) -> None:
    sent = json.loads((shared_data / "cds_hooks" / f"{name}.json").read_text(encoding="utf-8"))
    answer = machine.post(PATH, sent)
    assert answer.status_code == 200, answer.text
    row, values = latest(web_database)
    assert (row.source, row.response, row.reason_code) == ("cds_hooks", response, None)
    assert (row.reason_given, values.get("reason")) == (reason is not None, reason)
    with web_database.read() as session:
        known = session.execute(select(Recommendation)).scalar_one()
        assert (known.model_version, known.recommended) == ("unknown", "unknown")
        assert row.decided == ("unknown" if response == "accepted" else None)
    size = entries(web_database)
    assert machine.post(PATH, sent).status_code == 200
    assert entries(web_database) == size
    assert verify_database(web_database, settings).ok


def test_a_feedback_with_every_optional_field_is_taken_whole(machine: Machine, web_database: Database) -> None:
    send(machine, WHOLE)
    row, values = latest(web_database)
    assert (row.response, row.decided, row.reason_code, row.citizen_informed) == ("overridden", "tilbud", "C1", True)
    assert values["caseworker"] == "b1234"
    assert values["reason"] == "Familien ønsker ikke en undersøgelse nu."
    with web_database.read() as session:
        known = session.execute(select(Recommendation)).scalar_one()
        assert (known.model_version, known.recommended, known.team) == ("1.1", "bfu", "modtagelsen")


def test_feedback_on_a_card_that_was_sent_before_is_its_decision(machine: Machine) -> None:
    stands = machine.recommend(recommendation_id=CARD)
    send(machine, {**BARE, "outcome": "accepted"})
    read = machine.get(f"/api/v1/recommendations/{stands}").get_json()["decision"]
    assert (read["response"], read["decided"], read["source"]) == ("accepted", "bfu", "cds_hooks")


def test_the_latest_word_about_a_card_counts_and_a_tie_goes_to_the_one_that_arrives_last(
    machine: Machine, web_database: Database
) -> None:
    send(machine, {**BARE, "outcomeTimestamp": "2026-11-20T09:00:00Z"})
    send(machine, {**BARE, "outcome": "accepted", "outcomeTimestamp": "2026-11-20T08:59:59Z"})
    assert latest(web_database)[0].response == "overridden"
    send(machine, {**BARE, "outcome": "accepted", "outcomeTimestamp": "2026-11-20T09:00:00Z"})
    row, _values = latest(web_database)
    assert (row.response, row.revision) == ("accepted", 1)
    why = {"overrideReason": {"userComment": "Ny viden."}, "outcomeTimestamp": "2026-11-20T10:00:00+01:00"}
    send(machine, {**BARE, **why, "outcomeTimestamp": "2026-11-20T09:30:00Z"}, {**BARE, "outcome": "accepted"})
    row, values = latest(web_database)
    assert (row.response, row.revision, values["reason"]) == ("overridden", 2, "Ny viden.")


def test_what_somebody_decided_here_is_not_changed_by_feedback(
    machine: Machine, web_database: Database, web_town: Town, context: Context
) -> None:
    stands = machine.recommend(recommendation_id=CARD)
    with web_database.read() as session:
        recommendation = session.execute(select(Recommendation)).scalar_one().id
    record_decision(web_database, context, recommendation, decision(context, web_town.caseworker))
    size = entries(web_database)
    unknown = {**BARE, "card": "et-andet-kort"}
    problem(machine.post(PATH, {"feedback": [unknown, BARE]}), 409)
    assert entries(web_database) <= size + 2
    assert machine.get(f"/api/v1/recommendations/{stands}").get_json()["decision"]["revision"] == 0


def test_a_card_whose_case_was_erased_stays_closed(machine: Machine, web_database: Database, context: Context) -> None:
    machine.recommend(recommendation_id=CARD)
    erase(web_database, context, RECOMMENDATION["case_reference"], ErasureRule.CITIZEN_REQUEST)
    size = entries(web_database)
    send(machine, BARE)
    assert entries(web_database) == size


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"outcome": "ignored"}, "feedback.0.outcome"),
        ({"outcomeTimestamp": "2026-11-20"}, "feedback.0.outcomeTimestamp"),
        ({"outcomeTimestamp": "2036-11-20T09:00:00Z"}, "decided_at"),
        ({"card": ""}, "feedback.0.card"),
        ({"card": CPR}, "recommendation_id"),
        ({"overrideReason": {"userComment": f"x {CPR}"}}, "reason"),
        ({"overrideReason": {"userComment": "x" * 2001}}, "feedback.0.overrideReason.userComment"),
        ({"overrideReason": {"reason": {"code": "Z9", "system": "urn:caseworker:reason-codes:1"}}}, "reason_code"),
        ({"extension": {"dk.caseworker": {"decided": "tilbud"}}}, "recommended"),
        ({"extension": {"dk.caseworker": {"response": "accepted"}}}, "response"),
        ({"extension": {"dk.caseworker": {"caseworker": CPR}}}, "caseworker"),
        ({"extension": {"dk.caseworker": {"ukendt": 1}}}, "feedback.0.extension.dk.caseworker"),
    ],
)
def test_feedback_that_means_nothing_is_refused_and_the_field_named(
    machine: Machine, web_database: Database, change: dict[str, Any], field: str
) -> None:
    answer = machine.post(PATH, {"feedback": [{**BARE, **change}]})
    assert fields_of(answer) == [field]
    assert CPR not in answer.text
    with web_database.read() as session:
        assert session.execute(select(Decision)).first() is None


def test_the_reasons_of_hl7_are_known_and_keep_their_category(shared_data: Path) -> None:
    file = shared_data / "cds_hooks" / "non_adherence_reason_codes.csv"
    with file.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    assert {row["code"] for row in rows} == set(hl7.NEAREST)
    numbers = {code: number for number, code in hl7.CATEGORIES.items()}
    ours = {reason.code: reason.hl7 for reason in DEFAULT_REASONS}
    for row in rows:
        over = {each["code"]: each["category"] for each in rows}
        category = row["code"]
        while over[category]:
            category = over[category]
        assert ours[hl7.NEAREST[row["code"]]] == numbers.get(category, ours[hl7.NEAREST[row["code"]]])


def test_our_decisions_go_out_as_feedback_on_their_cards(machine: Machine) -> None:
    machine.decide(machine.recommend(recommendation_id=CARD))
    machine.decide(machine.recommend(recommendation_id="nr-2"), decided="afdaek")
    machine.decide(machine.recommend(recommendation_id="nr-3"), decided="bfu", reason_code="A1")
    first = machine.get(f"{PATH}?limit=2").get_json()
    over, partly = first["feedback"]
    assert over["card"] == CARD
    assert over["outcome"] == "overridden"
    assert over["outcomeTimestamp"] == "2026-11-20T00:00:00Z"
    assert over["overrideReason"]["reason"] == {"code": "C1", "system": "urn:caseworker:reason-codes:1"}
    assert over["extension"]["dk.caseworker"]["hl7Category"] == "does-not-align-preferences"
    assert (partly["outcome"], partly["extension"]["dk.caseworker"]["response"]) == ("accepted", "partly_accepted")
    assert "overrideReason" not in partly
    own = first["extension"]["dk.caseworker"]
    assert own["more"] is True
    last = machine.get(f"{PATH}?after={own['next']}").get_json()
    assert [each["card"] for each in last["feedback"]] == ["nr-3"]
    assert "hl7Category" not in last["feedback"][0]["extension"]["dk.caseworker"]


def test_what_goes_out_can_come_in_again(machine: Machine, other: Machine) -> None:
    machine.decide(machine.recommend(recommendation_id=CARD))
    machine.decide(machine.recommend(recommendation_id="nr-2"), decided="afdaek")
    out = machine.get(PATH).get_json()["feedback"]
    for entry in out:
        entry["extension"] = {}
    assert other.post("/cds-services/timer/feedback", {"feedback": out}).status_code == 200
    back = other.get("/cds-services/timer/feedback").get_json()["feedback"]
    assert [(e["card"], e["outcome"]) for e in back] == [(e["card"], e["outcome"]) for e in out]


def test_the_reasons_for_cards_are_those_for_departing(machine: Machine) -> None:
    reasons = machine.get("/cds-services/sortering/override-reasons").get_json()["overrideReasons"]
    codes = {each["code"] for each in reasons}
    assert {"D1", "C1"} <= codes
    assert not codes & {"A1", "A7"}
    assert all(each["display"] and each["system"] == "urn:caseworker:reason-codes:1" for each in reasons)
