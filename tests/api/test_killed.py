# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The server is killed while clients post and retry: what was acknowledged is there, once."""

import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import col

from caseworker.config import load
from caseworker.models import Decision
from caseworker.verification import verify_database
from tests.api.machines import DECISION, RECOMMENDATION
from tests.api.served import Served

CLIENTS = 8


@dataclass
class Client:
    """A case system that sends until it has an answer, with the same id and the same key each time."""

    served: Served
    number: int
    ended: threading.Event
    acknowledged: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def work(self) -> None:
        """Sends recommendations with their decisions, one after the other."""
        headers = {"Authorization": f"Bearer {self.served.token}"}
        place = 0
        with httpx.Client(base_url=f"{self.served.address}/api/v1", headers=headers, timeout=20) as http:
            while not self.ended.is_set():
                place += 1
                sent = {**RECOMMENDATION, "recommendation_id": f"{self.number}-{place}"}
                stored = self._until_answered(http, "/recommendations", sent, {})
                if stored is None:
                    return
                key = {"Idempotency-Key": str(uuid4())}
                path = f"/recommendations/{stored['id']}/decision"
                told = self._until_answered(http, path, DECISION, key)
                if told is not None:
                    self.acknowledged[str(stored["id"])] = str(told["id"])

    def _until_answered(
        self, http: httpx.Client, path: str, body: dict[str, object], key: dict[str, str]
    ) -> dict[str, object] | None:
        while not self.ended.is_set():
            try:
                answer = http.post(path, json=body, headers=key)
            except httpx.TransportError:
                time.sleep(0.02)
                continue
            if answer.status_code in (200, 201):
                found: dict[str, object] = answer.json()
                return found
            if answer.status_code != 503:
                self.refused.append(answer.text)
                return None
            time.sleep(0.05)
        return None


def run(served: Served, kills: int) -> list[Client]:
    """What each client met while the server was killed so many times."""
    ended = threading.Event()
    clients = [Client(served, number, ended) for number in range(CLIENTS)]
    threads = [threading.Thread(target=client.work) for client in clients]
    for thread in threads:
        thread.start()
    try:
        for _kill in range(kills):
            time.sleep(0.9)
            served.kill()
            served.start()
        time.sleep(0.9)
    finally:
        # Whatever happened, nobody goes on calling a server that is gone.
        ended.set()
        for thread in threads:
            thread.join()
    return clients


def faults(acknowledged: Mapping[str, str], stored: Sequence[tuple[str, str]]) -> list[str]:
    """What is wrong with the stored pairs of recommendation and decision, given those that were acknowledged."""
    lost = [f"{pair} was acknowledged and is not there" for pair in acknowledged.items() if pair not in stored]
    counts = Counter(recommendation for recommendation, _decision in stored)
    return lost + [
        f"{recommendation} was decided {times} times" for recommendation, times in counts.items() if times > 1
    ]


@pytest.mark.parametrize(
    ("kind", "kills"),
    [
        ("served", 1),
        pytest.param("served", 30, marks=pytest.mark.full),
        pytest.param("served_on_postgresql", 30, marks=[pytest.mark.full, pytest.mark.postgres]),
        pytest.param("served", 500, marks=pytest.mark.soak),
    ],
)
def test_every_acknowledged_decision_is_there_once_after_the_server_was_killed(
    request: pytest.FixtureRequest, kind: str, kills: int
) -> None:
    served: Served = request.getfixturevalue(kind)
    clients = run(served, kills)
    served.kill()
    with served.database.read() as session:
        rows = session.execute(select(col(Decision.recommendation_id), col(Decision.id))).all()
    acknowledged = {r: d for client in clients for r, d in client.acknowledged.items()}
    assert len(acknowledged) >= CLIENTS
    assert [text for client in clients for text in client.refused] == []
    assert faults(acknowledged, [(str(recommendation), str(decision)) for recommendation, decision in rows]) == []
    assert verify_database(served.database, load(served.environment)).ok


def test_a_lost_and_a_doubled_decision_would_be_found() -> None:
    assert faults({"a": "1"}, [("a", "1"), ("b", "2")]) == []
    assert faults({"a": "1"}, [("b", "2")]) == ["('a', '1') was acknowledged and is not there"]
    assert faults({"a": "1"}, [("a", "1"), ("a", "2")]) == ["a was decided 2 times"]
