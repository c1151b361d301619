# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The pins name every package once, by hash and without a download address."""

import configparser
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINS = sorted((ROOT / "requirements").glob("*.txt"))
ADDRESS = re.compile(r"\w+://|--(?:index-url|extra-index-url|find-links|trusted-host)|\s@\s|file:")
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==(?P<version>[^ ;]+)", re.MULTILINE)


def requirement_lines(text: str) -> set[str]:
    """The requirements in a list of them, without comments, constraints and blank lines."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return {line for line in lines if line and not line.startswith("-")}


def pins(text: str) -> dict[str, set[str]]:
    """Versions that a pin file names for each package."""
    found: dict[str, set[str]] = {}
    for match in PIN.finditer(text):
        found.setdefault(match["name"], set()).add(match["version"])
    return found


def unhashed(text: str) -> list[str]:
    """Pins in the text that no hash follows."""
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    return [block for block in blocks if PIN.match(block) and "--hash=sha256:" not in block]


@pytest.mark.parametrize("path", [*PINS, ROOT / "package-lock.json", ROOT / ".npmrc"], ids=lambda p: p.name)
def test_no_download_address_stands_in_a_pin_file(path: Path) -> None:
    assert ADDRESS.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("line", ["--index-url https://example.org", "-f --find-links x", "a @ file:///tmp/a"])
def test_the_address_finder_finds_addresses(line: str) -> None:
    assert ADDRESS.search(line)


@pytest.mark.parametrize("path", PINS, ids=lambda p: p.name)
def test_every_pin_carries_a_hash(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert pins(text)
    assert unhashed(text) == []


def test_a_pin_without_a_hash_is_noticed() -> None:
    assert unhashed("one==1 \\\n    --hash=sha256:00\ntwo==2\n") == ["two==2\n"]


def test_the_pinned_set_is_made_of_what_the_package_asks_for() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    asked = requirement_lines(config["options"]["install_requires"])
    listed = requirement_lines((ROOT / "requirements" / "run.in").read_text(encoding="utf-8"))
    builder = {line for line in listed if line.startswith("setuptools")}
    assert listed - builder == asked
    pinned = pins((ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"))
    names = {re.split(r"[\[>=]", line)[0].lower() for line in listed}
    assert names <= set(pinned)


def test_pin_files_that_share_a_package_agree_on_its_version() -> None:
    run = pins((ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"))
    for other in ("dev", "e2e"):
        shared = pins((ROOT / "requirements" / f"{other}.txt").read_text(encoding="utf-8"))
        assert {name: shared[name] for name in shared.keys() & run} == {name: run[name] for name in shared.keys() & run}
