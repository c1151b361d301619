# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Schemathesis calls the served API by its own document, all checks on, along the links between the calls."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from caseworker.models import Decision
from caseworker.views.api.document import document
from caseworker.vocabulary.default_reasons import DEFAULT_REASONS
from tests.api.served import Served
from tests.factories import OPTIONS

# A document cannot say everything: a valid shape may still name no option of the system, and is then refused (422).
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "304", "401", "403", "404", "409", "422", "429", "503"]

[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "406", "409", "413", "414", "415", "422", "431"]
"""
NAMED: dict[str, list[str]] = {
    "model_version": ["1.0", "1.1"],
    "recommended": [code for code, *_rest in OPTIONS],
    "decided": [code for code, *_rest in OPTIONS],
    "right_option": [code for code, *_rest in OPTIONS],
    "team": ["modtagelsen", "visitationen"],
    "reason_code": [reason.code for reason in DEFAULT_REASONS if not reason.retired],
    "issued_at": ["2026-11-20T09:30:00+01:00"],
    "shown_at": ["2026-11-20T10:04:00Z"],
    "decided_at": ["2026-11-20T10:05:00Z", "2026-11-20T10:04:05Z"],
    "caseworker": ["b1234"],
}
NEVER = ("response", "own_judgement", "shown")


def narrowed(whole: dict[str, Any]) -> dict[str, Any]:
    """The document with the system's own codes in place of any text, so that most of what is sent means something."""
    narrow: dict[str, Any] = json.loads(json.dumps(whole))
    for name, shape in narrow["components"]["schemas"].items():
        if not name.startswith("New"):
            continue
        for field in NEVER:
            shape["properties"].pop(field, None)
        for field, codes in NAMED.items():
            if field in shape["properties"]:
                shape["properties"][field] = {"type": "string", "enum": codes}
        shape["required"] = sorted({*shape.get("required", ()), *({"decided", "reason_code"} & {*shape["properties"]})})
    for path, item in narrow["paths"].items():
        for operation in item.values() if "{system}" in path else ():
            (system,) = [each for each in operation["parameters"] if each["name"] == "system"]
            system["schema"] = {"type": "string", "enum": ["sortering"]}
    return narrow


def attack(
    served: Served, folder: Path, token: str | None, whole: dict[str, Any], *options: str
) -> subprocess.CompletedProcess[str]:
    """The run of schemathesis by this document, with these options."""
    (folder / "openapi.json").write_text(json.dumps(whole), encoding="utf-8")
    (folder / "schemathesis.toml").write_text(CONFIG, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("st")), "--no-color", "run", "openapi.json", "--url", served.address]
    header = ["-H", f"Authorization: Bearer {token}"] if token else []
    return subprocess.run(
        [*command, "--checks", "all", "--continue-on-failure", *options, *header],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_sent_by_the_document_is_answered_by_the_document(served: Served, tmp_path: Path) -> None:
    for whole, options in ((document(), ()), (narrowed(document()), ("--mode", "positive"))):
        run = attack(
            served, tmp_path, served.token, whole, "--phases", "examples,fuzzing,stateful", "-n", "5",
            "--generation-deterministic", *options,
        )  # fmt: skip
        assert run.returncode == 0, run.stdout
        assert "12 selected / 12 total" in run.stdout
    with served.database.read() as session:
        assert session.execute(select(func.count()).select_from(Decision)).scalar_one() > 0


@pytest.mark.full
@pytest.mark.parametrize("scope", ["write", "read", "none"])
def test_three_hundred_cases_for_each_call_with_each_kind_of_token(served: Served, tmp_path: Path, scope: str) -> None:
    token = {"write": served.token, "read": served.reading_token, "none": None}[scope]
    runs = [(document(), "all"), (narrowed(document()), "positive")]
    # Without a token nothing that is sent means anything.
    for whole, mode in runs if token else runs[:1]:
        run = attack(served, tmp_path, token, whole, "-n", "300", "--generation-database", "none", "--mode", mode)
        assert run.returncode == 0, run.stdout


@pytest.mark.full
def test_a_document_that_is_not_true_would_be_found(served: Served, tmp_path: Path) -> None:
    untrue = json.loads(json.dumps(document()))
    del untrue["paths"]["/api/v1/decisions"]["get"]["responses"]["200"]
    options = ("--phases", "fuzzing", "-n", "5", "--include-operation-id", "read_decisions")
    run = attack(served, tmp_path, served.token, untrue, *options)
    assert run.returncode == 1
    assert "Undocumented" in run.stdout
