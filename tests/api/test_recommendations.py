# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A system sends a recommendation once, however often it sends it."""

from typing import Any

import pytest

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.recording import erase
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ErasureRule
from tests.api.machines import CPR, RECOMMENDATION, Machine, fields_of, problem
from tests.web import Browser, entries

PATH = "/api/v1/recommendations"


def test_a_recommendation_is_stored_and_waits_on_the_desk(
    machine: Machine, reader: Machine, caseworker: Browser, web_database: Database, settings: Settings
) -> None:
    answer = machine.post(PATH, RECOMMENDATION)
    assert answer.status_code == 201
    assert answer.json is not None
    assert answer.json["recommended"] == "bfu"
    assert answer.json["confidence"] == "0.72"
    assert answer.json["decision"] is None
    read = reader.get(answer.headers["Location"])
    assert read.json == answer.json
    assert "2026-000123" in caseworker.get("/desk").words
    assert "Tredje underretning på et år" in caseworker.get(answer.json["page"]).words
    assert verify_database(web_database, settings).ok


def test_the_same_again_is_the_same_and_something_else_under_its_id_is_refused(
    machine: Machine, web_database: Database
) -> None:
    first = machine.post(PATH, RECOMMENDATION)
    size = entries(web_database)
    again = machine.post(PATH, {**RECOMMENDATION, "confidence": "0.720", "issued_at": "2026-11-20T08:30:00Z"})
    assert (again.status_code, again.json) == (200, first.json)
    changes: list[dict[str, Any]] = [
        {"recommended": "akut"},
        {"case_reference": "2026-9"},
        {"groups": {}},
        {"team": None},
    ]
    for change in changes:
        body = problem(machine.post(PATH, {**RECOMMENDATION, **change}), 409)
        assert body["type"].endswith(":differs")
    assert entries(web_database) == size


def test_without_an_id_each_is_a_new_one(machine: Machine) -> None:
    without = {name: value for name, value in RECOMMENDATION.items() if name != "recommendation_id"}
    answers = [machine.post(PATH, without) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].get_json()["id"] != answers[1].get_json()["id"]


def test_what_was_erased_is_not_brought_back(machine: Machine, web_database: Database, context: Context) -> None:
    stands = machine.recommend()
    erase(web_database, context, "2026-000123", ErasureRule.CITIZEN_REQUEST)
    size = entries(web_database)
    assert problem(machine.post(PATH, RECOMMENDATION), 409)["type"].endswith("case-erased")
    assert machine.get(f"{PATH}/{stands}").get_json()["case_reference"] is None
    assert problem(machine.decide(stands), 409)["type"].endswith("case-erased")
    assert entries(web_database) == size


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"recommended": "findes-ikke"}, "recommended"),
        ({"model_version": "9.9"}, "model_version"),
        ({"team": "findes-ikke"}, "team"),
        ({"confidence": 1.5}, "confidence"),
        ({"confidence": "0,5"}, "confidence"),
        ({"confidence": True}, "confidence"),
        ({"issued_at": "2026-11-20T09:30:00"}, "issued_at"),
        ({"issued_at": "2026-11-20"}, "issued_at"),
        ({"issued_at": "2036-11-20T09:30:00Z"}, "issued_at"),
        ({"case_reference": ""}, "case_reference"),
        ({"case_reference": " \u200b"}, "case_reference"),
        ({"case_reference": "a\u0000b"}, "case_reference"),
        ({"case_reference": "x" * 81}, "case_reference"),
        ({"case_reference": 5}, "case_reference"),
        ({"recommended": ["bfu"]}, "recommended"),
        ({"recommended": 1e300}, "recommended"),
        ({"recommendation_id": "\u200b"}, "recommendation_id"),
        ({"groups": {"alder": 5}}, "groups"),
        ({"basis": {"factors": [{"text": "x", "direction": "sideways"}]}}, "basis.factors.0.direction"),
        ({"basis": {"figures": [{"text": "a\u0007b"}]}}, "figures"),
    ],
)
def test_what_means_nothing_is_refused_and_the_field_named(
    machine: Machine, web_database: Database, change: dict[str, Any], field: str
) -> None:
    size = entries(web_database)
    assert fields_of(machine.post(PATH, {**RECOMMENDATION, **change})) == [field]
    assert entries(web_database) == size


def test_a_field_that_no_call_knows_is_refused_without_its_name(machine: Machine) -> None:
    answer = machine.post(PATH, {**RECOMMENDATION, f"note {CPR}": "x"})
    assert fields_of(answer) == [""]
    assert CPR not in answer.text


@pytest.mark.parametrize(
    "change",
    [
        {"case_reference": f"sag {CPR}"},
        {"recommendation_id": CPR},
        {"recommended": CPR},
        {"model_version": CPR},
        {"team": CPR},
        {"groups": {CPR: "ja"}},
        {"groups": {"alder": CPR}},
        {"basis": {"figures": [{"text": CPR}]}},
        {"basis": {"sources": [{"name": "register", "fresh": CPR}]}},
        {"basis": {"factors": [{"text": "x", "text_en": CPR, "direction": "for"}]}},
    ],
)
def test_a_cpr_number_is_refused_in_every_field_and_never_repeated(
    machine: Machine, web_database: Database, change: dict[str, Any]
) -> None:
    size = entries(web_database)
    answer = machine.post(PATH, {**RECOMMENDATION, **change})
    body = problem(answer, 422)
    assert body["type"].endswith("cpr-found")
    assert body["errors"][0]["field"]
    assert CPR not in answer.text
    batch = machine.post(f"{PATH}/batch", {"recommendations": [{**RECOMMENDATION, **change}]})
    assert batch.get_json()["items"][0]["problem"]["type"].endswith("cpr-found")
    assert CPR not in batch.text
    assert entries(web_database) == size


def test_numbers_are_read_exactly_however_they_are_written(other: Machine) -> None:
    sent = {"case_reference": "2026-1", "model_version": "3.1"}
    for written, stored in ((0.25, "0.25"), ("4.50", "4.5"), (40, "40"), ("1.750", "1.75"), ("0", "0"), (1e1, "10")):
        assert other.post(PATH, {**sent, "recommended": written}).get_json()["recommended"] == stored
    for wrong in ("0,25", "1.000,5", 0.3, 41, -1, "NaN", "1e1"):
        assert fields_of(other.post(PATH, {**sent, "recommended": wrong})) == ["recommended"]
    raw = b'{"case_reference": "2026-1", "model_version": "3.1", "recommended": "0", "confidence": 0.12345678901234567}'
    assert other.post_raw(PATH, raw).get_json()["confidence"] == "0.12345678901234567"


def test_a_batch_answers_each_for_itself(machine: Machine, web_database: Database) -> None:
    known = machine.recommend()
    fresh = {**RECOMMENDATION, "recommendation_id": "ny"}
    sent = [
        RECOMMENDATION,
        fresh,
        fresh,
        {**fresh, "recommended": "akut"},
        {**RECOMMENDATION, "recommended": "akut"},
        {**RECOMMENDATION, "recommendation_id": "andet", "model_version": "9.9"},
    ]
    answer = machine.post(f"{PATH}/batch", {"recommendations": sent})
    assert answer.status_code == 200
    items = answer.get_json()["items"]
    assert [item["status"] for item in items] == [200, 201, 200, 409, 409, 422]
    assert items[0]["id"] == known
    assert items[1]["id"] == items[2]["id"]
    assert items[5]["problem"]["errors"][0]["field"] == "model_version"
    size = entries(web_database)
    again = machine.post(f"{PATH}/batch", {"recommendations": sent}).get_json()["items"]
    assert [item["status"] for item in again] == [200, 200, 200, 409, 409, 422]
    assert entries(web_database) == size


def test_a_batch_takes_a_thousand_and_no_more(machine: Machine, web_database: Database) -> None:
    sent = [{**RECOMMENDATION, "recommendation_id": f"nr-{place}"} for place in range(1000)]
    size = entries(web_database)
    answer = machine.post(f"{PATH}/batch", {"recommendations": sent})
    assert {item["status"] for item in answer.get_json()["items"]} == {201}
    assert entries(web_database) == size + 1000
    assert fields_of(machine.post(f"{PATH}/batch", {"recommendations": [*sent, sent[0]]})) == ["recommendations"]
    assert fields_of(machine.post(f"{PATH}/batch", {"recommendations": []})) == ["recommendations"]


def test_a_batch_of_another_shape_stores_nothing_of_it(machine: Machine, web_database: Database) -> None:
    size = entries(web_database)
    sent = [RECOMMENDATION, {**RECOMMENDATION, "recommendation_id": 5}]
    assert fields_of(machine.post(f"{PATH}/batch", {"recommendations": sent})) == [
        "recommendations.1.recommendation_id"
    ]
    assert entries(web_database) == size


@pytest.mark.parametrize(
    ("raw", "content_type", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"case_reference": NaN}', "application/json", 400),
        (b'{"recommended": "a", "recommended": "b"}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"recommended": ' + b"9" * 5000 + b"}", "application/json", 400),
        (b'"{\\"recommended\\": \\"bfu\\"}"', "application/json", 422),
        (b"[]", "application/json", 422),
        (b"null", "application/json", 422),
        (b"{}", "text/plain", 415),
        (b"recommended=bfu", "application/x-www-form-urlencoded", 415),
        (b'{"reason": "' + b"x" * 300_000 + b'"}', "application/json", 413),
    ],
)
def test_a_body_that_is_no_object_of_json_is_refused(
    machine: Machine, raw: bytes, content_type: str, status: int
) -> None:
    problem(machine.post_raw(PATH, raw, content_type), status)
