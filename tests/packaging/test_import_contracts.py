# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The import contracts hold, and each of them convicts who breaks it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from clean_build import ROOT

LINTER = Path(sys.executable).with_name("lint-imports")
PLANTED = {
    "one way": ("caseworker/vocabulary/planted.py", "import caseworker.config", "Imports run one way BROKEN"),
    "a row for each": ("caseworker/planted.py", "", "caseworker.planted"),
    "reports alone": ("reports/planted.py", "import flask", "Reports know frames only BROKEN"),
    "who asks": ("caseworker/recording/planted.py", "import reports", "ask for reports BROKEN"),
    "pure": ("caseworker/ledger/planted.py", "import sqlalchemy", "are pure BROKEN"),
}


def contracts_of(folder: Path) -> "subprocess.CompletedProcess[str]":
    """What the linter says of the packages in a folder."""
    return subprocess.run(
        [LINTER, "--no-cache"],
        cwd=folder,
        env=os.environ | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the two packages with their contracts."""
    for package in ("caseworker", "reports"):
        unread = shutil.ignore_patterns("static", "translations", "__pycache__")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=unread)
    shutil.copyfile(ROOT / "setup.cfg", tmp_path / "setup.cfg")
    return tmp_path


def test_the_contracts_hold(house: Path) -> None:
    said = contracts_of(house)
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_import_is_convicted(house: Path, name: str) -> None:
    path, source, verdict = PLANTED[name]
    (house / path).write_text(f"{source}\n")
    said = contracts_of(house)
    assert said.returncode != 0
    assert verdict in said.stdout
