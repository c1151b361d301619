# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Two versions of a system are one planned comparison; those of several systems are corrected together."""

import numpy as np
import pandas as pd
import pytest

import reports
from reports.measures.rates import compare, override_rate
from reports.sections.trends import version_differences
from reports.tables import dimension_table
from reports.wording import Words


def versions(system: str, old: float, new: float, size: int = 600) -> pd.DataFrame:
    """Decisions of 60 people who do not differ, the shares of two versions being these exactly."""
    parts = [
        pd.DataFrame(
            {"model_version": version, "over": np.arange(size) < rate * size, "caseworker": np.arange(size) % 60}
        )
        for version, rate in (("1.0", old), ("2.0", new))
    ]
    frame = pd.concat(parts, ignore_index=True)
    return frame.assign(system=system, recommended="a", decided=np.where(frame["over"], "b", "a"))


def said(*systems: pd.DataFrame) -> list[str]:
    facts = reports.check(pd.concat(systems, ignore_index=True))
    only = str(facts["system"].iloc[0]) if len(systems) == 1 else None
    return version_differences(Words("da"), dimension_table(facts, "model_version", "full"), only)


CHANGED = versions("hours", 0.20, 0.25)


def p_value(frame: pd.DataFrame) -> float:
    rows = override_rate(reports.check(frame), "model_version").to_dict("records")
    return compare(rows[1], rows[0])[-1]


def test_one_system_with_two_versions_is_a_planned_comparison_and_not_corrected() -> None:
    assert 0.02 < p_value(CHANGED) < 0.05
    (sentence,) = said(CHANGED)
    assert "Forskellen på +5,0 procentpoint" in sentence
    assert "større, end tilfældigheder kan forklare" in sentence


def test_several_systems_with_two_versions_are_corrected_together() -> None:
    others = [versions(name, 0.2, 0.205) for name in ("control", "signals", "jobs")]
    assert said(CHANGED, *others) == []
    clear = said(versions("hours", 0.2, 0.32), *others)
    assert [sentence.partition(":")[0] for sentence in clear] == ["hours"]


@pytest.mark.parametrize("new", [0.2, 0.21, 0.24])
def test_what_chance_can_explain_is_not_said(new: float) -> None:
    assert said(versions("hours", 0.2, new)) == []
