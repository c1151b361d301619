# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A system that calls the API, and what it sends."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from caseworker.context import Context
from caseworker.database import Database
from caseworker.registry.tokens import add_token
from caseworker.vocabulary.closed_lists import TokenScope

PROBLEM = "application/problem+json"
CPR = "010203-4567"
RECOMMENDATION: dict[str, Any] = {
    "recommendation_id": "forslag-4711",
    "case_reference": "2026-000123",
    "model_version": "1.0",
    "recommended": "bfu",
    "team": "modtagelsen",
    "confidence": 0.72,
    "issued_at": "2026-11-20T09:30:00+01:00",
    "groups": {"aldersgruppe": "0-6"},
    "basis": {"factors": [{"text": "Tredje underretning på et år", "direction": "for", "weight": "large"}]},
}
DECISION: dict[str, Any] = {
    "decided": "tilbud",
    "reason": "Forældrene tager selv imod hjælp, det prøver vi først.",
    "reason_code": "C1",
    "decided_at": "2026-11-20T10:05:00+01:00",
    "shown_at": "2026-11-20T10:04:00+01:00",
    "caseworker": "b1234",
}


@dataclass
class Machine:
    """A program with a token, or without one."""

    app: Flask
    token: str | None

    def get(self, path: str, **headers: str) -> TestResponse:
        """The answer to a GET."""
        return self.app.test_client().get(path, headers=self._headers(headers))

    def post(self, path: str, body: Any, **headers: str) -> TestResponse:
        """The answer to JSON."""
        return self.app.test_client().post(path, json=body, headers=self._headers(headers))

    def post_raw(self, path: str, data: bytes | str, content_type: str = "application/json") -> TestResponse:
        """The answer to a body as it is."""
        return self.app.test_client().post(path, data=data, content_type=content_type, headers=self._headers({}))

    def recommend(self, **changes: Any) -> str:
        """The id of a recommendation, stored now."""
        answer = self.post("/api/v1/recommendations", {**RECOMMENDATION, **changes})
        assert answer.status_code == 201, answer.text
        return str(UUID(answer.json["id"])) if answer.json else ""

    def decide(self, recommendation: str, **changes: Any) -> TestResponse:
        """The answer to a decision on it."""
        return self.post(f"/api/v1/recommendations/{recommendation}/decision", {**DECISION, **changes})

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return sent if self.token is None else {"Authorization": f"Bearer {self.token}", **sent}


def problem(answer: TestResponse, status: int) -> dict[str, Any]:
    """The problem document of an answer, checked for what each must have."""
    assert answer.status_code == status, answer.text
    assert answer.mimetype == PROBLEM
    body: dict[str, Any] = answer.get_json()
    assert body["status"] == status
    assert body["type"].startswith("urn:caseworker:problem:")
    assert body["title"]
    assert body["detail"]
    return body


def fields_of(answer: TestResponse) -> list[str]:
    """The fields that a 422 names."""
    return [each["field"] for each in problem(answer, 422)["errors"]]


def token(database: Database, context: Context, system: str, scope: TokenScope) -> str:
    """A token that does not expire."""
    return add_token(database, context, system, f"{system}-{scope}", scope)
