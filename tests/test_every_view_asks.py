# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""No view without its question: whom it is open to is said by a decorator, and what is open is listed here."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

VIEWS = sorted((Path(__file__).parents[1] / "caseworker" / "views").rglob("*.py"))
ASKS = {"permit", "open_to_anyone", "open_to_signed_in", "open_to_token", "open_to_token_or_signed_in"}
OPEN_TO_ANYONE = {"health.healthz", "health.readyz", "logo.show", "session.login"}
OPEN_TO_SIGNED_IN = {
    "api_pages.docs",
    "desk.keyboard",
    "help_pages.index",
    "help_pages.show",
    "password.change",
    "password.choose",
    "session.language",
    "session.logout",
    "session.start",
}
OPEN_TO_TOKEN_OR_SIGNED_IN = {"api_pages.openapi", "metrics.show"}
# The calls of other systems, which tests/api walks token by token.
OF_MACHINES = ("api.", "cds_hooks.")
ROUTES = {"get", "post", "put", "patch", "delete", "route"}


def views_that_ask_nothing(source: str) -> Iterator[str]:
    """The names of the views in a module that say neither who may see them nor that anybody may."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            called = {_name(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list}
            if called & ROUTES and not called & ASKS:
                yield node.name


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize("module", VIEWS, ids=lambda path: path.stem)
def test_every_view_asks(module: Path) -> None:
    assert list(views_that_ask_nothing(module.read_text(encoding="utf-8"))) == []


def test_a_view_without_the_question_would_be_found() -> None:
    source = (
        "@views.get('/x')\ndef open_door() -> str: ...\n@views.get('/y')\n@permit(Action.DECIDE)\ndef door(): ...\n"
    )
    assert list(views_that_ask_nothing(source)) == ["open_door"]


def test_what_is_open_is_listed_here(app: Flask) -> None:
    marks = {name: getattr(view, "caseworker_asks", None) for name, view in app.view_functions.items()}
    assert {name for name, mark in marks.items() if mark == "anyone"} == OPEN_TO_ANYONE
    assert {name for name, mark in marks.items() if mark == "signed in"} == OPEN_TO_SIGNED_IN
    assert {name for name, mark in marks.items() if mark == "token or signed in"} == OPEN_TO_TOKEN_OR_SIGNED_IN
    assert {name for name, mark in marks.items() if mark is None} == {"static"}
