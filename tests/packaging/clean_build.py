# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Copies the repository without what was built beside it, and builds its wheel."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
VENDOR = Path("caseworker") / "static" / "vendor"


def repository_files() -> list[Path]:
    """Paths, relative to the root, of the files that belong to the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(line) for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def copy_repository(target: Path) -> Path:
    """A copy of the repository's files and the fetched assets, and nothing that was built beside them."""
    for path in repository_files():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, target / path)
    assert (ROOT / VENDOR).is_dir(), "the design system's files are absent: run make assets"
    shutil.copytree(ROOT / VENDOR, target / VENDOR, dirs_exist_ok=True)
    return target


def build_wheel(source: Path, target: Path) -> Path:
    """The wheel of a source folder, built without asking a network."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    built = subprocess.run([*pip, "--wheel-dir", str(target), str(source)], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = target.glob("*.whl")
    return wheel
