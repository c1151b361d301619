# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker system baseline`: a new baseline from the command line."""

from pathlib import Path

from caseworker.queries.baselines import frozen_baselines
from tests.cli.commands import Call, records
from tests.cli.test_administration import SYSTEM


def test_a_baseline_is_frozen_once_for_a_week_and_never_for_one_too_near(call: Call, home: Path) -> None:
    call("init")
    file = home / "system.toml"
    file.write_text(SYSTEM, encoding="utf-8")
    assert call("system", "add", str(file)).code == 0
    freeze = ("system", "baseline", "timeforslag", "--reason", "Version 3.1.", "--from")
    assert "measured from 2020-05-04" in call(*freeze, "2020-05-06").out
    assert call(*freeze, "2020-05-06").code == 2
    assert call(*freeze, "2199-01-01").code == 2
    with records(home).read() as session:
        assert [one.why for one in frozen_baselines(session, "timeforslag")] == ["Version 3.1."]
