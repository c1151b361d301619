# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""No room of the house grows past what one reading takes in."""

import ast
from pathlib import Path

from clean_build import ROOT, repository_files

LONGEST_FILE = 250
LONGEST_FUNCTION = 50
KINDS = {".py", ".html", ".css", ".js"}


def written_files() -> list[Path]:
    """Source files of this repository that people write."""
    return [ROOT / path for path in repository_files() if path.suffix in KINDS]


def long_functions(source: str, limit: int) -> list[str]:
    """Names of the functions in Python source that have more than `limit` lines."""
    functions = (
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno + 1 > limit]


def test_no_file_is_longer_than_one_reading() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in written_files()}
    assert lengths
    long = {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST_FILE}
    assert long == {}, "split these by user task"


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        str(path.relative_to(ROOT)): names
        for path in written_files()
        if path.suffix == ".py" and (names := long_functions(path.read_text(encoding="utf-8"), LONGEST_FUNCTION))
    }
    assert long == {}, "split these into verbs"


def test_a_function_one_line_too_long_is_noticed() -> None:
    body = "\n".join("    pass" for _ in range(LONGEST_FUNCTION))
    assert long_functions(f"def tall():\n{body}\n", LONGEST_FUNCTION) == ["tall"]
    assert long_functions(f"def tall():\n{body}\n", LONGEST_FUNCTION + 1) == []
