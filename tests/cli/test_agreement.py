# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the municipality agreed with its staff stands on every file that leaves."""

import json
from pathlib import Path

from caseworker.models import GoLiveItem
from caseworker.registry import register
from caseworker.vocabulary.closed_lists import GoLive
from tests.cli.commands import Call, records
from tests.factories import context_at, settle

AGREED = "Aftalt i MED-udvalget: registreringerne bruges ikke i personalesager."


def test_the_agreement_stands_beside_an_export_once_it_is_settled(call: Call, home: Path) -> None:
    call("init")
    settle(records(home), context_at())
    assert call("export", "before.csv").code == 0
    assert AGREED not in (home / "datapackage.json").read_text(encoding="utf-8")
    (home / "datapackage.json").unlink()
    item = GoLiveItem(entry=0, item=GoLive.NO_PERSONNEL_USE.value, statement=AGREED)
    register(records(home), context_at(seed=2), [item])
    answer = call("export", "after.csv")
    assert answer.code == 0
    assert AGREED in answer.out
    assert AGREED in json.dumps(json.loads((home / "datapackage.json").read_text()), ensure_ascii=False)
