# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a team's weekly report hides besides small cells, seen together with all the other weeks' reports.

Weeks need nothing: one that may not show has moved to a later one, so every count of answers by system is a sum of
weeks that show. What lacks an answer is told in the report of its own week and nowhere else.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reports.disclosure import Edition
from reports.disclosure.partitions import hidden_in
from reports.tables import dimension_table, systems_of
from reports.tables.concealing import Concealing, concealed, without_hidden_codes
from reports.tables.outcomes import oversight_table

EDITION = Edition.TEAM.value
WAITS = ("coverage", "seen_unanswered")  # measures that tell what lacks an answer
_TABLES = ("responses", "by_system", "by_model_version")


def conceal_week(tables: Mapping[str, pd.DataFrame], week: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """A team's tables of one week with what would give a hidden figure away emptied; `week` are its rows.

    Where one of several systems or versions hides what lacks an answer, nothing of it shows in the week.
    """
    hidden = hidden_in(week, (), None, EDITION)
    found = Concealing(hidden, None, systems_of(week)).tables(tables)
    if not hides_waits(found):
        return found
    return found | {name: concealed(found[name], _of(found[name], WAITS)) for name in _TABLES}


def hides_waits(tables: Mapping[str, pd.DataFrame]) -> bool:
    """Whether the released tables of the week hide what lacks an answer in one of several systems or versions."""
    for name in _TABLES[1:]:
        covered = tables[name][_of(tables[name], WAITS)]
        if len(covered) > 1 and covered["suppressed"].any():
            return True
    return False


def week_oversight(twelve_weeks: pd.DataFrame, coded: pd.DataFrame, reasons: pd.DataFrame) -> pd.DataFrame:
    """How the systems are answered over twelve weeks, and the signs of whether the recommendation is checked.

    The signs are of the `coded` rows, which the codes of the released `reasons` are counted over; one that tells of a
    code that hides there is hidden. What lacks an answer is told week by week only.
    """
    answered = dimension_table(twelve_weeks, "system", EDITION)
    signs = without_hidden_codes(oversight_table(coded, EDITION), reasons)
    parts = [answered[~_of(answered, WAITS)], signs]
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _of(table: pd.DataFrame, measures: tuple[str, ...]) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return table["measure"].isin(measures).to_numpy()
