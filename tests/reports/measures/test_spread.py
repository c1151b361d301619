# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How much decisions differ between caseworkers: where it has no figure, the report says the true cause."""

import pandas as pd
import pytest

import reports
from reports.measures.spread import spread

OVERRIDDEN, FOLLOWED = "b", "a"


def decided(people: dict[str, str], system: str = "hours") -> pd.DataFrame:
    """A log in which each person, by name, decides these options one after another where ``a`` is recommended."""
    rows = [(name, option) for name, options in people.items() for option in options]
    frame = pd.DataFrame(rows, columns=["caseworker", "decided"])
    return frame.assign(model_version="1", recommended="a", system=system, team="north")


def everybody(options: str, people: int = 12) -> dict[str, str]:
    return {f"p{number}": options for number in range(people)}


def said(frame: pd.DataFrame) -> list[str]:
    report = reports.trends(reports.check(frame), edition="full")
    (section,) = (one for one in report.sections if one.key == "spread")
    return list(section.sentences)


@pytest.mark.parametrize(
    ("people", "cause"),
    [
        (everybody("aabab", people=9), "færre end 10 kendte sagsbehandlere"),
        (everybody("aaaaa"), "fordi alle fulgte anbefalingen"),
        (everybody("a", 7) | {f"q{number}": "b" for number in range(7)}, "kun har besvaret én anbefaling"),
        (everybody("aaaa", 7) | {f"q{number}": "bbb" for number in range(7)}, "enten altid eller aldrig"),
    ],
)
def test_a_missing_figure_of_the_spread_has_its_true_cause(people: dict[str, str], cause: str) -> None:
    (sentence,) = said(decided(people))
    assert sentence.startswith("hours: Kan ikke beregnes, fordi ")
    assert cause in sentence


def test_each_system_has_its_figure_or_its_cause() -> None:
    mixed = {f"p{number}": "a" * (3 + number % 4) + "b" * (number % 5) for number in range(14)}
    parts = [decided(mixed), decided(everybody("ab", 5), "control"), decided(everybody("bb"), "signals")]
    control, hours, signals, warning = said(pd.concat(parts, ignore_index=True))
    assert "færre end 10" in control
    assert "hænger sammen med sagsbehandleren" in hours
    assert "alle fraveg den" in signals
    assert "forskellige sager" in warning


def test_a_system_in_which_everybody_answered_once_has_a_row_without_a_figure() -> None:
    table = spread(reports.check(decided(everybody("a", 7) | {f"q{number}": "b" for number in range(7)})))
    assert table["nobs"].tolist() == [14]
    assert table["rate"].isna().all()
