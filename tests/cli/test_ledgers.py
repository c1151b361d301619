# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The log from the command line."""

import base64
import json
from pathlib import Path

from tests.cli.commands import Call, records


def test_the_ledger_is_checked_signed_proved_and_exported(call: Call, home: Path) -> None:
    call("init")
    signed = call("ledger", "checkpoint", "--out", "kept.txt")
    assert signed.out == (home / "kept.txt").read_text()
    checked = call("ledger", "verify", "--since", "kept.txt")
    assert checked.code == 0
    assert "All entries match." in checked.out
    proof = json.loads(call("ledger", "proof", "3").out)
    assert (proof["entry"], len(proof["leaf"])) == (3, 64)
    key = call("ledger", "export", "log.jsonl").out.split()[-1]
    assert call("ledger", "verify", "--export", "log.jsonl", "--public-key", key).code == 0
    stranger = base64.b64encode(b"k" * 32).decode()
    assert call("ledger", "verify", "--export", "log.jsonl", "--public-key", stranger).code == 1


def test_a_broken_ledger_ends_with_one(call: Call, home: Path) -> None:
    call("init")
    with records(home).write() as session:
        session.connection().exec_driver_sql("UPDATE listed_reasons SET label_da = 'Andet' WHERE code = 'D1'")
    answer = call("ledger", "verify")
    assert answer.code == 1
    assert "broken: entry 1:" in answer.out
    assert "All entries match" not in answer.out
