# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Figures for Prometheus: about the server, and about nobody."""

import re
from collections.abc import Callable

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tests.api.machines import DECISION, Machine, problem
from tests.api.served import Served
from tests.web import Browser


def figures(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """The samples by name and labels."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_requests_ledger_and_what_waits_are_counted(machine: Machine) -> None:
    machine.recommend(recommendation_id="en")
    machine.recommend(recommendation_id="to")
    found = figures(machine.get("/metrics").text)
    assert found["caseworker_waiting", (("system", "sortering"),)] == 2
    assert found["caseworker_ledger_entries", ()] > 2
    sent = (("endpoint", "api.send"), ("method", "POST"), ("status", "201"))
    assert found["caseworker_requests_total", sent] == 2


def test_the_figures_are_for_tokens_and_for_those_who_are_signed_in(
    machine: Machine, nobody: Machine, browser_of: Callable[[str], Browser]
) -> None:
    problem(nobody.get("/metrics"), 401)
    assert machine.get("/metrics").status_code == 200
    assert browser_of("auditor").client.get("/metrics").status_code == 200


def test_nothing_in_the_figures_tells_of_a_person_or_a_case(machine: Machine) -> None:
    recommendation = machine.recommend()
    machine.decide(recommendation)
    text = machine.get("/metrics").text
    for hidden in (recommendation, "2026-000123", "b1234", DECISION["reason"], "overridden", "caseworker=", "team"):
        assert hidden not in text
    labels = set(re.findall(r'[{,](\w+)="', text))
    assert labels <= {"endpoint", "method", "status", "system", "le"}


def test_what_several_processes_count_is_added_up(served: Served) -> None:
    headers = {"Authorization": f"Bearer {served.token}"}
    for _call in range(12):
        assert httpx.get(f"{served.address}/api/v1/decisions", headers=headers).status_code == 200
    found = figures(httpx.get(f"{served.address}/metrics", headers=headers).text)
    assert found["caseworker_requests_total", (("endpoint", "api.poll"), ("method", "GET"), ("status", "200"))] == 12


def test_a_method_of_somebodys_own_making_is_no_label(machine: Machine, nobody: Machine) -> None:
    for number in range(3):
        nobody.app.test_client().open("/login", method=f"ZZ{number}CPR0102034567")
    text = machine.get("/metrics").text
    assert "0102034567" not in text
    methods = {dict(labels)["method"] for name, labels in figures(text) if name == "caseworker_requests_total"}
    assert "other" in methods
