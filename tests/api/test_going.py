# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A call that is to go says so in time: in its answers, with the day and the page, and in the document."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from caseworker.views.api.document import document
from caseworker.views.api.going import GOING, Going
from tests.api.machines import Machine

PAGE = "https://example.dk/api-v2"
ANNOUNCED, GONE = date(2027, 1, 4), date(2028, 1, 10)


@pytest.mark.parametrize(
    ("call", "path"),
    [
        ("GET /api/v1/recommendations/{recommendation_id}", "/api/v1/recommendations/{}"),
        ("GET /cds-services/{system}/feedback", "/cds-services/sortering/feedback"),
    ],
)
def test_the_answers_of_a_call_that_is_to_go_announce_it(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, call: str, path: str
) -> None:
    asked = path.format(machine.recommend())
    before = machine.get(asked)
    assert not {"Deprecation", "Sunset", "Link"} & {*before.headers.keys()}
    monkeypatch.setitem(GOING, call, Going(ANNOUNCED, PAGE, GONE))
    told = machine.get(asked)
    assert (told.status_code, told.get_json()) == (200, before.get_json())
    assert told.headers["Deprecation"] == f"@{int(datetime(2027, 1, 4, tzinfo=UTC).timestamp())}"
    assert parsedate_to_datetime(told.headers["Sunset"]) == datetime(2028, 1, 10, tzinfo=UTC)
    assert told.headers["Link"] == f'<{PAGE}>; rel="deprecation"; type="text/html"'
    assert "Deprecation" not in machine.get("/api/v1/decisions").headers


def test_the_document_marks_it_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GOING, "GET /api/v1/decisions", Going(ANNOUNCED, PAGE, GONE))
    made = document.__wrapped__()
    marked = [
        f"{method.upper()} {path}"
        for path, item in made["paths"].items()
        for method, operation in item.items()
        if operation.get("deprecated")
    ]
    assert marked == ["GET /api/v1/decisions"]


def faults(table: Mapping[str, Going]) -> list[str]:
    """The calls of the table that no document has, and those that would go too soon."""
    calls = {f"{method.upper()} {path}" for path, item in document()["paths"].items() for method in item}
    soon = [call for call, each in table.items() if each.gone - each.announced < timedelta(days=365)]
    return sorted({*table} - calls) + soon


def test_what_is_announced_is_a_call_of_the_document_and_stays_for_twelve_months() -> None:
    assert faults(GOING) == []
    unknown, hasty = Going(ANNOUNCED, PAGE, GONE), Going(ANNOUNCED, PAGE, date(2027, 6, 1))
    assert faults({"GET /api/v1/none": unknown, "GET /api/v1/decisions": hasty}) == [
        "GET /api/v1/none",
        "GET /api/v1/decisions",
    ]
