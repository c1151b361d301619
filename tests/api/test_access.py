# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A token reaches what its scope and its system allow, and another system's object answers as an absent one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from caseworker.context import Context
from caseworker.database import Database
from caseworker.database.engine import SQLITE_PRAGMAS
from caseworker.registry.tokens import add_token, revoke_token, tokens_of
from caseworker.token_gate import Brake
from caseworker.vocabulary.closed_lists import TokenScope
from caseworker.vocabulary.machine_problems import TooManyCalls
from tests.api.machines import DECISION, RECOMMENDATION, Machine, problem
from tests.web import Browser, Clock, entries

CORRECTION = {k: v for k, v in DECISION.items() if k != "shown_at"} | {"decided": "afdaek", "revision": 0}
FEEDBACK = {
    "feedback": [{"card": "4e0a3a1e", "outcome": "accepted", "outcomeTimestamp": "2026-11-20T09:00:00Z"}],
}
# Each call: method, path, body, the scope that opens it.
CALLS: list[tuple[str, str, dict[str, Any] | None, TokenScope]] = [
    ("GET", "/api/v1/recommendations/{recommendation}", None, TokenScope.READ),
    ("GET", "/api/v1/decisions", None, TokenScope.READ),
    ("GET", "/api/v1/ledger/checkpoint", None, TokenScope.READ),
    ("GET", "/api/v1/ledger/entries/1/proof", None, TokenScope.READ),
    ("GET", "/cds-services/{system}/feedback", None, TokenScope.READ),
    ("GET", "/cds-services/{system}/override-reasons", None, TokenScope.READ),
    ("POST", "/api/v1/recommendations", RECOMMENDATION, TokenScope.WRITE),
    ("POST", "/api/v1/recommendations/batch", {"recommendations": [RECOMMENDATION]}, TokenScope.WRITE),
    ("POST", "/api/v1/decisions/{decision}/corrections", CORRECTION, TokenScope.WRITE),
    ("POST", "/api/v1/decisions/{decision}/results", {"result": "upheld"}, TokenScope.WRITE),
    ("POST", "/api/v1/recommendations/{waiting}/decision", DECISION, TokenScope.WRITE),
    ("POST", "/cds-services/{system}/feedback", FEEDBACK, TokenScope.WRITE),
]
NAMES = [f"{method} {path}" for method, path, _body, _scope in CALLS]
# The ids in paths, and the one that a test puts in their place.
OBJECTS = ("recommendation", "decision", "waiting", "system")


@pytest.fixture
def ids(machine: Machine) -> dict[str, str]:
    """A recommendation that is decided with its decision, one that waits, and their system."""
    decided = machine.recommend(recommendation_id="besvaret")
    decision = machine.decide(decided).get_json()["id"]
    waiting = machine.recommend(recommendation_id="venter")
    return {"recommendation": decided, "decision": decision, "waiting": waiting, "system": "sortering"}


def call(machine: Machine, method: str, path: str, body: dict[str, Any] | None) -> TestResponse:
    return machine.get(path) if method == "GET" else machine.post(path, body)


def test_every_call_of_the_interface_is_named_here(app: Flask) -> None:
    rules = [r for r in app.url_map.iter_rules() if r.endpoint.startswith(("api.", "cds_hooks."))]
    marks = {rule.endpoint: getattr(app.view_functions[rule.endpoint], "caseworker_asks", None) for rule in rules}
    assert all(isinstance(mark, TokenScope) for mark in marks.values())
    assert sorted(map(str, marks.values())) == sorted(str(scope) for _method, _path, _body, scope in CALLS)


@pytest.mark.parametrize(("method", "path", "body", "scope"), CALLS, ids=NAMES)
def test_each_scope_opens_its_own_calls(
    machine: Machine,
    reader: Machine,
    nobody: Machine,
    ids: dict[str, str],
    web_database: Database,
    method: str,
    path: str,
    body: dict[str, Any] | None,
    scope: TokenScope,
) -> None:
    size = entries(web_database)
    asked = path.format(**ids)
    refused = call(nobody, method, asked, body)
    problem(refused, 401)
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    if scope is TokenScope.WRITE:
        problem(call(reader, method, asked, body), 403)
        assert entries(web_database) == size
    else:
        assert call(reader, method, asked, body).status_code == 200
    assert call(machine, method, asked, body).status_code in (200, 201)


@pytest.mark.parametrize(
    ("method", "path", "body"), [c[:3] for c in CALLS if "{" in c[1]], ids=[n for n in NAMES if "{" in n]
)
def test_what_belongs_to_another_system_answers_exactly_as_what_is_not_there(
    other: Machine,
    ids: dict[str, str],
    web_database: Database,
    method: str,
    path: str,
    body: dict[str, Any] | None,
) -> None:
    size = entries(web_database)
    absent = {**{name: str(uuid4()) for name in OBJECTS}, "system": "findes-ikke"}
    theirs = call(other, method, path.format(**ids), body)
    nothing = call(other, method, path.format(**absent), body)
    assert problem(theirs, 404) == problem(nothing, 404)
    assert [*theirs.headers] == [*nothing.headers]
    assert entries(web_database) == size


@pytest.mark.parametrize("wrong", ["1", "%00", "..%2f..", "ikke-en-id", "%27--"])
def test_a_malformed_id_is_not_there(machine: Machine, wrong: str) -> None:
    problem(machine.get(f"/api/v1/recommendations/{wrong}"), 404)
    problem(machine.post(f"/api/v1/decisions/{wrong}/results", {"result": "upheld"}), 404)
    problem(machine.get(f"/api/v1/ledger/entries/{wrong}x/proof"), 404)


def test_a_place_that_is_not_there_needs_a_token_to_say_so(machine: Machine, nobody: Machine) -> None:
    for path in ("/api/v1/findes-ikke", "/api/v2/recommendations", "/cds-services/", "/api/"):
        problem(nobody.get(path), 401)
        problem(machine.get(path), 404)
    refused = machine.get("/api/v1/recommendations")
    problem(refused, 405)
    assert "POST" in refused.headers["Allow"]


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer ", "Bearer nej", "Basic Zm9vOmJhcg==", "Bearer \x80", "Token {}"]
)
def test_what_is_no_token_opens_nothing(app: Flask, machine: Machine, sent: str) -> None:
    headers = {"Authorization": sent.format(machine.token)}
    problem(app.test_client().get("/api/v1/decisions", headers=headers), 401)


def test_a_token_that_ended_opens_nothing(app: Flask, web_database: Database, context: Context, clock: Clock) -> None:
    short = Machine(app, add_token(web_database, context, "sortering", "kort", TokenScope.READ, context.today))
    assert short.get("/api/v1/decisions").status_code == 200
    clock.pass_time(hours=24)
    problem(short.get("/api/v1/decisions"), 401)
    clock.pass_time(hours=-24)
    with web_database.read() as session:
        (token_id,) = [each.id for each in tokens_of(session)]
    revoke_token(web_database, context, token_id)
    problem(short.get("/api/v1/decisions"), 401)


def test_the_last_use_of_a_token_can_be_seen(machine: Machine, web_database: Database, context: Context) -> None:
    machine.get("/api/v1/decisions")
    with web_database.read() as session:
        assert [each.used_on for each in tokens_of(session)] == [context.today]


def test_a_cookie_opens_no_call_and_a_token_no_page(
    browser_of: Callable[[str], Browser], machine: Machine, ids: dict[str, str], web_database: Database
) -> None:
    size = entries(web_database)
    for role in ("caseworker", "administrator", "auditor"):
        client = browser_of(role).client
        for method, path, body, _scope in CALLS:
            asked = path.format(**ids)
            answer = client.get(asked) if method == "GET" else client.post(asked, json=body)
            problem(answer, 401)
    for page in ("/desk", f"/recommendations/{ids['waiting']}", "/registry/systems", "/ledger"):
        assert machine.get(page).status_code == 303
    assert entries(web_database) == size


def test_a_token_beside_a_cookie_counts_alone(caseworker: Browser, reader: Machine) -> None:
    headers = {"Authorization": f"Bearer {reader.token}"}
    assert caseworker.client.get("/api/v1/decisions", headers=headers).status_code == 200
    problem(caseworker.client.post("/api/v1/recommendations", json=RECOMMENDATION, headers=headers), 403)
    wrong = {"Authorization": "Bearer nej"}
    problem(caseworker.client.get("/api/v1/openapi.json", headers=wrong), 401)


def test_every_answer_carries_the_headers(machine: Machine, nobody: Machine) -> None:
    for answer in (machine.get("/api/v1/decisions"), nobody.get("/api/v1/decisions"), machine.get("/api/v1/x")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "Set-Cookie" not in answer.headers


def test_too_many_calls_wait_for_the_next_minute(context: Context) -> None:
    brake, mine, theirs = Brake(most=3), uuid4(), uuid4()
    for _call in range(3):
        brake.count(mine, context.now)
    with pytest.raises(TooManyCalls) as refused:
        brake.count(mine, context.now)
    assert refused.value.wait == 60
    brake.count(theirs, context.now)
    brake.count(mine, context.now + timedelta(seconds=60))


def test_the_brake_answers_with_the_time_to_wait(app: Flask, machine: Machine) -> None:
    app.extensions["caseworker brake"] = Brake(most=1)
    assert machine.get("/api/v1/decisions").status_code == 200
    answer = machine.get("/api/v1/decisions")
    problem(answer, 429)
    assert answer.headers["Retry-After"] == "60"


def test_a_busy_database_stores_nothing_and_says_when_to_come_back(
    machine: Machine, web_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    recommendation = machine.recommend()
    size = entries(web_database)
    # Every connection is opened anew, and none waits.
    web_database.close()
    monkeypatch.setitem(SQLITE_PRAGMAS, "busy_timeout", ("1", 1))
    with web_database.append():
        answer = machine.decide(recommendation)
    problem(answer, 503)
    assert int(answer.headers["Retry-After"]) > 0
    assert entries(web_database) == size
    assert machine.decide(recommendation).status_code == 201
