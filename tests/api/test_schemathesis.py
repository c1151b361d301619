# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Schemathesis calls the served API by its own document, all checks on, along the links between the calls."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from caseworker.views.api.document import document
from caseworker.vocabulary.default_reasons import DEFAULT_REASONS
from tests.api.served import Served
from tests.factories import OPTIONS

# A document cannot say everything: a valid shape may still name no option of the system, and is then refused (422).
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "304", "401", "403", "404", "409", "422", "429", "503"]
"""
NAMED: dict[str, list[str]] = {
    "model_version": ["1.0", "1.1"],
    "recommended": [code for code, *_rest in OPTIONS],
    "decided": [code for code, *_rest in OPTIONS],
    "own_judgement": [code for code, *_rest in OPTIONS],
    "right_option": [code for code, *_rest in OPTIONS],
    "team": ["modtagelsen", "visitationen"],
    "reason_code": [reason.code for reason in DEFAULT_REASONS if not reason.retired],
}


def document_of_the_system() -> dict[str, Any]:
    """The document with the codes of the system in place of any text, so that most of what is sent means something."""
    specific: dict[str, Any] = json.loads(json.dumps(document()))
    for name, shape in specific["components"]["schemas"].items():
        if name.startswith("New"):
            for field, codes in NAMED.items():
                if field in shape["properties"]:
                    may_be_left_out = [] if field in shape.get("required", []) else [{"type": "null"}]
                    shape["properties"][field] = {"anyOf": [{"type": "string", "enum": codes}, *may_be_left_out]}
    for path, item in specific["paths"].items():
        for operation in item.values() if "{system}" in path else ():
            (system,) = [each for each in operation["parameters"] if each["name"] == "system"]
            system["schema"] = {"type": "string", "enum": ["sortering"]}
    return specific


def attack(served: Served, folder: Path, token: str | None, *options: str) -> subprocess.CompletedProcess[str]:
    """The run of schemathesis with these options."""
    (folder / "openapi.json").write_text(json.dumps(document_of_the_system()), encoding="utf-8")
    (folder / "schemathesis.toml").write_text(CONFIG, encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("st")), "--no-color", "run", "openapi.json", "--url", served.address,
        "--checks", "all", "--continue-on-failure",  *options,
    ]  # fmt: skip
    header = ["-H", f"Authorization: Bearer {token}"] if token else []
    return subprocess.run([*command, *header], cwd=folder, capture_output=True, text=True, check=False)


def test_what_is_sent_by_the_document_is_answered_by_the_document(served: Served, tmp_path: Path) -> None:
    run = attack(
        served,
        tmp_path,
        served.token,
        "--phases",
        "examples,fuzzing,stateful",
        "-n",
        "10",
        "--generation-deterministic",
    )
    assert run.returncode == 0, run.stdout
    assert "12 selected / 12 total" in run.stdout


@pytest.mark.full
@pytest.mark.parametrize("scope", ["write", "read", "none"])
def test_three_hundred_cases_for_each_call_with_each_kind_of_token(served: Served, tmp_path: Path, scope: str) -> None:
    token = {"write": served.token, "read": served.reading_token, "none": None}[scope]
    run = attack(served, tmp_path, token, "-n", "300", "--generation-database", "none")
    assert run.returncode == 0, run.stdout


@pytest.mark.full
def test_a_document_that_is_not_true_would_be_found(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    untrue = json.loads(json.dumps(document()))
    del untrue["paths"]["/api/v1/decisions"]["get"]["responses"]["200"]
    monkeypatch.setattr("tests.api.test_schemathesis.document", lambda: untrue)
    run = attack(
        served, tmp_path, served.token, "--phases", "fuzzing", "-n", "5", "--include-operation-id", "read_decisions"
    )
    assert run.returncode == 1
    assert "Undocumented" in run.stdout
