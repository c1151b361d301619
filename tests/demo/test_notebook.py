# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The tutorial's code runs as it stands, cell after cell, on the demo's records, and shows what its text says."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from caseworker.database import Database

TUTORIAL = Path(__file__).parents[2] / "docs" / "notebook.md"
ADDRESS = "sqlite:////tmp/demo/caseworker.sqlite"


def run(cells: list[str], names: dict[str, Any]) -> list[Any]:
    """What a notebook would show under each cell: the value of its last line, None where that is no expression."""
    shown: list[Any] = []
    for cell in cells:
        body, value = ast.parse(cell).body, None
        if isinstance(body[-1], ast.Expr):
            value = ast.Expression(body.pop().value)  # type: ignore[attr-defined]
        exec(compile(ast.Module(body, []), "cell", "exec"), names)  # noqa: S102
        shown.append(eval(compile(value, "cell", "eval"), names) if value else None)  # noqa: S307
    return shown


@pytest.fixture(scope="module")
def shown(demo: Database) -> list[Any]:
    """What the tutorial shows, cell by cell."""
    cells = re.findall(r"```python\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    assert ADDRESS in cells[0]
    cells[0] = cells[0].replace(ADDRESS, demo.url.render_as_string())
    return run(cells, {})


def test_every_cell_shows_something_or_says_why_it_refuses(shown: list[Any]) -> None:
    assert len(shown) == 12
    assert [place for place, value in enumerate(shown) if value is None or len(value) == 0] == [9]


def test_the_cells_show_what_the_text_around_them_says(shown: list[Any]) -> None:
    versions, alike, ways, unusual, signs = shown[2], shown[3], shown[4], shown[6], shown[8]
    assert versions["rate"].iloc[-1] - versions["rate"].iloc[0] > 0.1
    assert (alike["p_adjusted"] > 0.05).all()
    assert ways["rate"].max() > 2 * ways["rate"].min()
    assert len(unusual) > 0
    assert signs["quick_followed"] > 0.5


def test_a_cell_that_fails_would_be_noticed() -> None:
    with pytest.raises(KeyError):
        run(["known = {}", "known['not there']"], {})
