# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a given tally tells of one person, read as an attacker would; and intervals over quarters without people."""

from datetime import date

import numpy as np
import pandas as pd

from reports.cells import Cells, rates, sums
from reports.counting import ALL, OVERALL, REASON_CODE
from reports.joint import joint
from reports.over_quarters import over_quarters
from reports.tally import rates_of
from reports.tally_files import tally_to_give
from reports.tally_periods import by_quarter
from reports.tally_safe import FEWEST, is_left_out
from tests.reports.logs import log
from tests.reports.test_joint import given, tables

NOW = date(2026, 11, 25)


def lonely() -> pd.DataFrame:
    """A log in which one caseworker has a group value alone, and one made all overrides of a system's day."""
    facts = log(weeks=6, teams=2, per_week=60)
    facts["groups"] = ['{"place": "town"}', '{"place": "village"}'] * (len(facts) // 2) + [None] * (len(facts) % 2)
    own = facts["decider"] == facts["decider"].iloc[0]
    facts.loc[own & (facts.index % 3 == 0), "groups"] = '{"place": "island"}'
    return facts


def exposed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose sums can be solved for a person: of few people, or with a response that one or two had."""
    told = rows[~is_left_out(rows)]
    people = told["deciders"].where((told["dimension"] != REASON_CODE) | (told["value"] == ALL), told["event_deciders"])
    alone = (told["count"] ** 2 == told["count_squares"]) & (told["count"] > 0)
    solved = alone & (told["products"] % told["count"].clip(lower=1) == 0) & (told["event_deciders"] > 0)
    return told[((people > 0) & (people < FEWEST)) | (solved & (told["event_deciders"] < 3))]


def test_no_cell_of_a_given_tally_and_no_rest_of_a_total_is_of_a_few_caseworkers() -> None:
    quarters = by_quarter(lonely())
    given = tally_to_give(quarters, now=NOW)[0].rows
    stored = quarters.rows[quarters.rows["team"] == ALL]
    assert len(exposed(stored))
    assert exposed(given).empty
    whole, parts = (
        given[(given["dimension"] == name) & (given["measure"] == "override_rate") & (given["system"] == ALL)]
        for name in (OVERALL, "group_place")
    )
    parts = parts[parts["period"].isin(whole["period"])]
    alone = stored[(stored["dimension"] == "group_place") & (stored["value"] == "island") & (stored["system"] == ALL)]
    own = alone.loc[alone["measure"] == "override_rate", "nobs"].sum()
    assert is_left_out(parts[parts["value"] == "island"]).all()
    assert whole["nobs"].sum() - parts["nobs"].sum() > own > 0


def test_a_cell_that_one_municipality_left_out_hides_in_every_edition() -> None:
    report = joint([given(lonely(), "Nord"), given(log(weeks=6, teams=2), "Syd")], edition="full")
    table = tables(report)["by_group_place"]
    assert table.loc[table["value"] == "island", "suppressed"].all()
    assert not table.loc[table["value"] == "unknown", "suppressed"].all()


def test_intervals_over_four_quarters_cover_no_less_than_those_of_known_people() -> None:
    random = np.random.default_rng(5)
    people, hits = np.repeat(np.arange(25), 80), np.zeros(2)
    quarter = np.tile(np.arange(4), 500)
    for _ in range(400):
        shares = random.beta(0.15 * 19, 0.85 * 19, 25)  # ICC .05
        event = random.random(len(people)) < shares[people]
        exact = rates(Cells(np.zeros(len(people), dtype=np.int64), pd.Index(["a"])), people, {"x": event})["x"]
        rows = pd.DataFrame(sums(quarter, 4, people, {"x": event})["x"]).assign(kind="quarter", period=list("abcd"))
        fixed = {"team": ALL, "system": ALL, "model_version": ALL, "dimension": OVERALL, "value": OVERALL}
        bound = rates_of(over_quarters(rows.assign(**fixed, measure="override_rate")), ["value"])
        for place, table in enumerate((exact, bound)):
            hits[place] += table["low_clustered"].iloc[0] <= 0.15 <= table["high_clustered"].iloc[0]
    assert hits[1] >= hits[0] - 4
    assert hits[1] >= 0.92 * 400
