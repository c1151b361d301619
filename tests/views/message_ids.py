# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Every sentence that a page can say, found in code and templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

from caseworker.views.findings import SENTENCES

ROOT = Path(__file__).parents[2]
# The rooms whose problems reach a page; the others speak to the command line, in English.
ON_SCREEN = (
    "vocabulary/*.py",
    "recording/*.py",
    "queries/*.py",
    "database/schema.py",
    "accounts.py",
    "cleaning.py",
    "forms/*.py",
    "stopping.py",
    "views/imports.py",
    "views/exports.py",
    "registry/*.py",
    "system_files.py",
    "tokens.py",
    "webhooks/*.py",
)
PROBLEMS = {
    "Absent", "Refused", "Conflict", "NotStored", "ReasonMissing", "Given", "AlreadyDecided", "StaleRevision",
    "AddressRefused",
}  # fmt: skip


def message_ids() -> set[str]:
    """The message ids of templates and code, the sentences of all problems and findings included."""
    found = set(SENTENCES)
    for folder, methods in (
        (ROOT / "templates", [("**.html", "jinja2")]),
        (ROOT / "caseworker", [("views/**.py", "python"), ("forms/*.py", "python"), ("*.py", "python")]),
    ):
        options = {"**.html": {"trimmed": "false", "silent": "false"}}
        for _file, _line, message, _comments, _context in extract_from_dir(
            folder, methods, options, keywords={"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}
        ):
            found.update([message] if isinstance(message, str) else message)
    for file in [file for room in ON_SCREEN for file in (ROOT / "caseworker").glob(room)]:
        found.update(problem_sentences(file.read_text(encoding="utf-8")))
    for file in (ROOT / "caseworker" / "interchange").glob("*.py"):
        found.update(written_sentences(file.read_text(encoding="utf-8")))
    return found


def written_sentences(source: str) -> Iterator[str]:
    """Every whole sentence in code, docstrings aside: a room whose problems pass through many hands."""
    tree = ast.parse(source)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in documentation:
            continue
        if isinstance(node.value, str) and re.fullmatch(r"[A-Z“].* .*[.?]", node.value):
            yield node.value


def problem_sentences(source: str) -> Iterator[str]:
    """The sentences that the code gives to problems: as the attribute `sentence`, and as first argument."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PROBLEMS and node.args:
            if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                yield node.args[0].value
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if names == ["sentence"]:
                yield str(node.value.value)
