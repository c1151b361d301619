# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A system tells decisions, corrects what it told, adds results, and polls."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlmodel import col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, OwnJudgement, PersonalValue, Showing, Waiting
from caseworker.recording import record_decision
from caseworker.verification import verify_database
from tests.api.machines import CPR, DECISION, Machine, fields_of, problem
from tests.factories import Town, decision, recommend
from tests.web import Browser, decisions, entries

KEY = "8e9d3c1a-5b7f-4a0e-9c2d-1f6b0a7d4e55"


def test_a_decision_is_recorded_with_the_response_that_follows_and_leaves_the_desk(
    machine: Machine, caseworker: Browser, web_database: Database, settings: Settings
) -> None:
    recommendation = machine.recommend()
    answer = machine.decide(recommendation)
    assert answer.status_code == 201
    receipt = answer.get_json()
    assert (receipt["response"], receipt["revision"]) == ("overridden", 0)
    read = machine.get(f"/api/v1/recommendations/{recommendation}").get_json()["decision"]
    assert (read["id"], read["decided"], read["reason_code"], read["direction"]) == (receipt["id"], "tilbud", "C1", -1)
    assert (read["source"], read["decided_on"], read["seq"]) == ("api", "2026-11-20", receipt["seq"])
    assert "2026-000123" not in caseworker.get("/desk").words
    with web_database.read() as session:
        row = session.execute(select(Decision)).scalar_one()
        assert row.time_bucket == "30-120s"
        assert session.execute(select(Showing)).scalar_one().entry < row.entry
        assert session.execute(select(Waiting)).first() is None
    assert verify_database(web_database, settings).ok


def test_own_judgement_is_an_entry_before_the_decision(machine: Machine, web_database: Database) -> None:
    machine.decide(machine.recommend(), own_judgement="afdaek")
    with web_database.read() as session:
        own, decided = (
            session.execute(select(OwnJudgement)).scalar_one(),
            session.execute(select(Decision)).scalar_one(),
        )
        assert (own.option, decided.own_judgement_id) == ("afdaek", own.id)
        assert own.entry < decided.entry
        assert decided.time_bucket == "unknown"


def test_the_same_submission_twice_is_one_decision(machine: Machine, web_database: Database) -> None:
    recommendation = machine.recommend()
    path = f"/api/v1/recommendations/{recommendation}/decision"
    first = machine.post(path, DECISION, Idempotency_Key=KEY)
    size = entries(web_database)
    again = machine.post(path, DECISION, Idempotency_Key=KEY)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    changed = machine.post(path, {**DECISION, "decided": "akut"}, Idempotency_Key=KEY)
    assert problem(changed, 409)["type"].endswith("key-reused")
    for headers in ({}, {"Idempotency_Key": str(uuid4())}):
        assert problem(machine.post(path, DECISION, **headers), 409)["type"].endswith("already-decided")
    elsewhere = f"/api/v1/recommendations/{machine.recommend(recommendation_id='en-anden')}/decision"
    assert problem(machine.post(elsewhere, DECISION, Idempotency_Key=KEY), 409)["type"].endswith("key-reused")
    assert decisions(web_database) == 1
    assert entries(web_database) == size + 1
    for key in ("kort", "x" * 129, "æ" * 20, "010203-4567-abcdefgh"):
        assert problem(machine.post(elsewhere, DECISION, Idempotency_Key=key), 422)["errors"]


def test_two_systems_that_count_alike_do_not_meet(machine: Machine, other: Machine) -> None:
    mine = machine.recommend()
    theirs = other.post("/api/v1/recommendations", {"case_reference": "1", "model_version": "3.1", "recommended": 4.5})
    first = machine.post(f"/api/v1/recommendations/{mine}/decision", DECISION, Idempotency_Key=KEY)
    sent = {**DECISION, "decided": 5, "reason_code": "A1"}
    second = other.post(f"/api/v1/recommendations/{theirs.get_json()['id']}/decision", sent, Idempotency_Key=KEY)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.get_json()["response"] == "accepted"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"decided": "findes-ikke"}, "decided"),
        ({"decided": None}, "decided"),
        ({"response": "accepted"}, "response"),
        ({"response": "maybe"}, "response"),
        ({"reason": ""}, "reason"),
        ({"reason": " \u200b"}, "reason"),
        ({"reason": "x" * 2001}, "reason"),
        ({"reason_code": "A1"}, "reason_code"),
        ({"reason_code": "findes-ikke"}, "reason_code"),
        ({"reason_code": None}, "reason_code"),
        ({"decided_at": "2026-11-20T10:05"}, "decided_at"),
        ({"decided_at": "1969-01-01T00:00:00Z"}, "decided_at"),
        ({"shown_at": "2026-11-20"}, "shown_at"),
        ({"shown": False}, "shown"),
        ({"shown": "yes"}, "shown"),
        ({"citizen_informed": 1}, "citizen_informed"),
        ({"own_judgement": "findes-ikke"}, "own_judgement"),
        ({"reason": f"borgeren {CPR}"}, "reason"),
        ({"caseworker": CPR}, "caseworker"),
        ({"reason_code": CPR}, "reason_code"),
        ({"decided": CPR}, "decided"),
        ({"own_judgement": CPR}, "own_judgement"),
    ],
)
def test_a_decision_that_means_nothing_stores_nothing(
    machine: Machine, web_database: Database, change: dict[str, Any], field: str
) -> None:
    recommendation = machine.recommend()
    size = entries(web_database)
    answer = machine.decide(recommendation, **change)
    assert fields_of(answer) == [field]
    assert CPR not in answer.text
    assert entries(web_database) == size


def test_only_the_response_can_be_told(machine: Machine) -> None:
    accepted = machine.recommend(recommendation_id="en")
    assert machine.decide(accepted, decided=None, response="accepted", reason_code="A1").status_code == 201
    assert machine.get(f"/api/v1/recommendations/{accepted}").get_json()["decision"]["decided"] == "bfu"
    overridden = machine.recommend(recommendation_id="to")
    assert machine.decide(overridden, decided=None, response="overridden").status_code == 201
    assert machine.get(f"/api/v1/recommendations/{overridden}").get_json()["decision"]["decided"] is None


def test_a_correction_supersedes_and_both_stay(machine: Machine, web_database: Database) -> None:
    told = machine.decide(machine.recommend()).get_json()
    path = f"/api/v1/decisions/{told['id']}/corrections"
    correction = {name: value for name, value in DECISION.items() if name != "shown_at"} | {"decided": "afdaek"}
    answer = machine.post(path, {**correction, "revision": 0})
    assert answer.status_code == 201
    assert (answer.get_json()["revision"], answer.get_json()["response"]) == (1, "partly_accepted")
    assert problem(machine.post(path, {**correction, "revision": 0}), 409)["type"].endswith("stale-revision")
    assert problem(machine.post(path, {**correction, "revision": 1}), 422)["type"].endswith("nothing-changed")
    problem(machine.post(path, {**correction, "revision": 1, "caseworker": "en-anden"}), 404)
    for wrong in ("1", -1, True, 1.5):
        assert fields_of(machine.post(path, {**correction, "revision": wrong})) == ["revision"]
    assert decisions(web_database) == 2


def test_a_decision_made_here_is_not_corrected_from_outside(
    machine: Machine, web_database: Database, web_town: Town, context: Context
) -> None:
    receipt = record_decision(
        web_database, context, recommend(web_database, context), decision(context, web_town.caseworker)
    )
    path = f"/api/v1/decisions/{receipt.decision_id}/corrections"
    for author in (None, str(web_town.caseworker)):
        correction = {**DECISION, "decided": "afdaek", "revision": 0, "caseworker": author}
        problem(machine.post(path, {k: v for k, v in correction.items() if k != "shown_at"}), 404)
    assert decisions(web_database) == 1


def test_what_became_of_a_decision_is_added_and_the_latest_counts(machine: Machine) -> None:
    recommendation = machine.recommend()
    told = machine.decide(recommendation).get_json()
    path = f"/api/v1/decisions/{told['id']}/results"
    assert machine.post(path, {"result": "upheld", "known_on": "2026-11-20"}).status_code == 201
    assert machine.post(path, {"result": "changed", "right_option": "bfu"}).status_code == 201
    read = machine.get(f"/api/v1/recommendations/{recommendation}").get_json()["decision"]["result"]
    assert read == {"result": "changed", "right_option": "bfu", "known_on": "2026-11-20"}
    for wrong, field in (
        ({}, "result"),
        ({"result": "lost"}, "result"),
        ({"right_option": "findes-ikke"}, "right_option"),
        ({"result": "upheld", "known_on": "2036-01-01"}, "known_on"),
        ({"right_option": CPR}, "right_option"),
    ):
        assert fields_of(machine.post(path, wrong)) == [field]


def test_decisions_are_polled_in_ledger_order_a_page_at_a_time(machine: Machine, other: Machine) -> None:
    told = [machine.decide(machine.recommend(recommendation_id=f"nr-{n}")).get_json() for n in range(5)]
    seen: list[str] = []
    after, more = 0, True
    while more:
        page = machine.get(f"/api/v1/decisions?after={after}&limit=2").get_json()
        assert len(page["decisions"]) <= 2
        seen += [each["id"] for each in page["decisions"]]
        after, more = page["next"], page["more"]
    assert seen == [each["id"] for each in told]
    assert machine.get(f"/api/v1/decisions?after={after}").get_json() == {"decisions": [], "next": after, "more": False}
    assert other.get("/api/v1/decisions").get_json()["decisions"] == []
    for query in ("after=-1", "after=x", "limit=0", "limit=1001", "after=1_0", "after=99999999999999999999", "page=2"):
        assert problem(machine.get(f"/api/v1/decisions?{query}"), 422)["errors"]


def test_a_page_that_has_not_changed_is_not_sent_again(machine: Machine) -> None:
    recommendation = machine.recommend()
    first = machine.get("/api/v1/decisions")
    assert first.headers["ETag"]
    unchanged = machine.get("/api/v1/decisions", If_None_Match=first.headers["ETag"])
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    machine.decide(recommendation)
    assert machine.get("/api/v1/decisions", If_None_Match=first.headers["ETag"]).status_code == 200


def test_no_answer_tells_who_decided_or_why_in_words(machine: Machine, web_database: Database) -> None:
    recommendation = machine.recommend()
    told = machine.decide(recommendation)
    answers = [
        told,
        machine.get(f"/api/v1/recommendations/{recommendation}"),
        machine.get("/api/v1/decisions"),
        machine.get("/cds-services/sortering/feedback"),
    ]
    for answer in answers:
        for hidden in ("b1234", "Forældrene", "10:05", "09:05"):
            assert hidden not in answer.get_data(as_text=True)
    with web_database.read() as session:
        held = session.execute(select(col(PersonalValue.value)).where(col(PersonalValue.field) == "caseworker"))
        assert "b1234" in held.scalars().all()
