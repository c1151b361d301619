# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""An installation of its own for each test, and a way to call the command as a shell would."""

from pathlib import Path

import pytest

from caseworker.cli import main
from tests.cli.commands import Answer, Call


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty installation of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "MODE", "SECRET_KEY", "SIGNING_KEY", "CHECKPOINT_DIR"):
        monkeypatch.delenv(f"CASEWORKER_{name}", raising=False)
    monkeypatch.setenv("CASEWORKER_HOME", str(tmp_path / "instance"))
    return tmp_path


@pytest.fixture
def call(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs the command as a shell would, and gives what it answered."""

    def run(*words: str) -> Answer:
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        said = capsys.readouterr()
        return Answer(int(str(ended.value.code)), said.out, said.err)

    return run
