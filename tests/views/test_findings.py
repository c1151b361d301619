# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What an audit finds is said in the language of the page."""

import ast
from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale

from caseworker.ledger import Finding, FindingKind
from caseworker.views.findings import finding_text, recognised
from tests.views.message_ids import ROOT

# Pieces that others put together, and a note that is no finding of its own.
PARTS = {"entry 7: 7", "restored at size 7, checkpoint 7", "; entry 7 says 7"}


def sentences_with_values(source: str) -> Iterator[str]:
    """Every text of several words that is built, yielded or raised as BrokenEntry, each value in it a 7."""
    tree = ast.parse(source)
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)]
    others = {text for call in raised if ast.unparse(call.func) != "BrokenEntry" for text in call.args}
    said = [text for call in raised for text in call.args]
    said += [node.value for node in ast.walk(tree) if isinstance(node, ast.Yield) and node.value]
    said += [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    for node in said:
        if node in others:
            continue
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in parts)
        if " " in text:
            yield text


def unknown(source: str) -> set[str]:
    return {text for text in sentences_with_values(source) if recognised(text) is None}


@pytest.mark.parametrize(
    "file", ["ledger/checks.py", "ledger/audit.py", "ledger/entries.py", "verification.py", "checkpoints.py"]
)
def test_every_finding_that_the_code_can_write_is_known(file: str) -> None:
    source = (ROOT / "caseworker" / file).read_text(encoding="utf-8")
    assert unknown(source) - PARTS == set()


def test_a_finding_that_nobody_translated_would_be_seen() -> None:
    assert unknown('def f():\n    yield "its row is green"\n    yield f"entry {x} is green"') == {
        "its row is green",
        "entry 7 is green",
    }


@pytest.mark.parametrize(
    ("seq", "english", "danish"),
    [
        (44, "entry 44: its row is missing", "Post 44: rækken mangler"),
        (None, "the log is shorter than the checkpoint at size 9", "Loggen er kortere end kontrolpunktet ved post 9"),
        (None, "the guard <b> is missing or altered", "Vagten &lt;b&gt; i databasen mangler eller er ændret"),
        (3, "entry 3: its row is green", 'Post 3: et andet fund: <span lang="en">its row is green</span>'),
        (
            None,
            "the checkpoint 9.checkpoint does not hold: spoilt & cut",
            'Kontrolpunktet 9.checkpoint er ikke gyldigt: <span lang="en">spoilt &amp; cut</span>',
        ),
    ],
)
def test_a_finding_is_danish_and_what_is_not_is_marked(app: Flask, seq: int | None, english: str, danish: str) -> None:
    with app.test_request_context(), force_locale("da"):
        assert finding_text(Finding(FindingKind.BROKEN, seq, english)) == danish


def test_a_contradicted_checkpoint_is_told_with_the_restoration_after_it(app: Flask) -> None:
    contradicted = "the log is not the one that the checkpoint at size 9 was signed for"
    restored = "; entry 7 says restored at size 5, checkpoint None"
    with app.test_request_context(), force_locale("da"):
        text = finding_text(Finding(FindingKind.BROKEN, None, contradicted + restored))
    assert "kontrolpunktet ved post 9 blev underskrevet for. Post 7 siger, at loggen blev gendannet" in text
