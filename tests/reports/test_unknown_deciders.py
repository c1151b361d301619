# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Where nobody knows who decided, there may be one who did: such cells are hidden like those of one caseworker."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import reports


def shown(frame: pd.DataFrame, edition: str) -> list[dict[str, Any]]:
    """The rows of a report's tables that have a figure."""
    data = json.loads(reports.trends(reports.check(frame), edition=edition).to_json())
    rows = [dict(zip(table["columns"], row, strict=True)) for table in data["tables"] for row in table["rows"]]
    return [row for row in rows if row["rate"] is not None or row["count"]]


@pytest.fixture(scope="module")
def cards(shared_data: Path) -> pd.DataFrame:
    whole = pd.read_csv(shared_data / "cards.csv", dtype="str", keep_default_na=False, na_values=[""])
    return whole.iloc[::8]


@pytest.mark.parametrize("edition", ["board", "public"])
def test_nothing_is_shown_of_decisions_whose_caseworkers_are_unknown(cards: pd.DataFrame, edition: str) -> None:
    assert len(shown(cards, edition)) > 30, "which shows that hiding is due to the missing column"
    assert shown(cards.drop(columns=["caseworker"]), edition) == []


def test_in_the_weekly_rules_too_the_unknown_count_as_one_caseworker(cards: pd.DataFrame) -> None:
    facts = reports.check(cards.drop(columns=["caseworker"]))
    assert reports.suppress(reports.override_rate(facts), "team")["suppressed"].all()
    known = reports.suppress(reports.override_rate(reports.check(cards)), "team")
    assert not known["suppressed"].any()


def test_unknown_caseworkers_add_one_and_no_more_to_those_who_are_known(cards: pd.DataFrame) -> None:
    few = sorted(set(cards["caseworker"]))[:4]
    rows = cards[cards["caseworker"].isin(few)]
    unknown = pd.concat([rows, rows.head(6).assign(caseworker=None)])
    counted = [int(reports.override_rate(reports.check(each))["deciders"].iloc[0]) for each in (rows, unknown)]
    assert counted == [4, 5]
