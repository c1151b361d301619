# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The design system's files: complete, small, and loading nothing from elsewhere."""

import re
from pathlib import Path

import pytest

from scripts import fetch_assets

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "caseworker" / "static" / "vendor"
FONT = (
    '@font-face{src:url(../fonts/a.eot),url(../fonts/a.woff) format("woff"),'
    'url(../fonts/a.woff2) format("woff2"),url(../fonts/a.ttf) format("truetype")}'
)


def tiny_package(folder: Path, style: str, script: str = "") -> Path:
    """A package laid out like the design system's, with the one font in FONT."""
    for name, text in {
        fetch_assets.STYLE: style,
        fetch_assets.SCRIPT: script,
        "fonts/a.woff2": "font",
        **dict.fromkeys(fetch_assets.ALSO, "<svg/>"),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_file_that_the_style_sheet_names_is_there() -> None:
    style = (VENDOR / fetch_assets.STYLE).read_text(encoding="utf-8")
    names = fetch_assets.named_files(style)
    assert len(names) > 100
    assert {name for name in names if not (VENDOR / name).is_file()} == set()
    assert {Path(name).suffix for name in names} == {".woff2", ".svg", ".png"}


def test_the_assets_are_small_and_load_nothing_from_outside() -> None:
    assert fetch_assets.check_assets(VENDOR) < fetch_assets.LIMIT


def test_the_script_needs_no_evaluation_of_strings() -> None:
    script = (VENDOR / fetch_assets.SCRIPT).read_text(encoding="utf-8")
    assert re.search(r"\beval\(|new Function\(", script) is None


def test_only_the_newest_font_format_is_kept() -> None:
    assert fetch_assets.only_woff2(FONT) == '@font-face{src:url(../fonts/a.woff2) format("woff2")}'


def test_a_second_copy_replaces_the_first_whole(tmp_path: Path) -> None:
    source = tiny_package(tmp_path / "package", FONT)
    target = tmp_path / "vendor"
    (target / "left over").mkdir(parents=True)
    fetch_assets.copy_assets(source, target)
    found = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    assert found == {fetch_assets.STYLE, fetch_assets.SCRIPT, "fonts/a.woff2", *fetch_assets.ALSO}


@pytest.mark.parametrize(
    ("style", "script"),
    [
        ("a{background:url(../../../secret.svg)}", ""),
        ("a{background:url(//cdn.example.org/a.svg)}", ""),
        (FONT, 'fetch("https://example.org/count")'),
    ],
)
def test_a_package_that_reaches_outside_is_refused_and_the_old_copy_stays(
    tmp_path: Path, style: str, script: str
) -> None:
    source = tiny_package(tmp_path / "package", style, script)
    target = tmp_path / "vendor"
    target.mkdir()
    (target / "old").touch()
    with pytest.raises(SystemExit):
        fetch_assets.copy_assets(source, target)
    assert [path.name for path in target.iterdir()] == ["old"]


def test_assets_that_grew_too_big_are_refused(tmp_path: Path) -> None:
    (tmp_path / "big.woff2").write_bytes(bytes(fetch_assets.LIMIT + 1))
    with pytest.raises(SystemExit, match="more than"):
        fetch_assets.check_assets(tmp_path)
