# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Whoever gets a tally file adds up and takes away the sums of its reason codes."""

import numpy as np
import pandas as pd
import pytest

from reports.joint.files import as_one_person, tally_to_give
from reports.measures.intervals import effective_size
from reports.tallies import Tally
from reports.tallies.counting import ADDED, ALL, KEYS, LARGEST, REASON_CODE
from tests.reports.test_joint import NOW, by_quarter

FEW = 5
BLOCK = [name for name in KEYS if name != "value"]
Told = tuple[str, str, str]  # system, measure and code


def codes_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of codes of each system, all teams and versions together."""
    codes = rows[(rows["dimension"] == REASON_CODE) & (rows["team"] == ALL)]
    return codes[(codes["system"] != ALL) & (codes["model_version"] == ALL)]


def naively_given(stored: Tally) -> pd.DataFrame:
    """The stored rows in which a rare code alone stands as one person's."""
    return as_one_person(codes_of(stored.rows))


def log(random: np.random.Generator, *, codes: int, people: int = 9) -> pd.DataFrame:
    """Overridden recommendations of a quarter; the first code is that of three people."""
    rows = []
    for person in range(people):
        for _decision in range(int(random.integers(codes + 3, 15))):
            rows.append((person, f"K{int(random.integers(1, codes))}"))
        if person < 3:
            rows += [(person, "K0")] * int(random.integers(1, 6))
    frame = pd.DataFrame(rows, columns=["caseworker", "reason_code"])
    return frame.assign(system="s", model_version="1", recommended="a", decided="b", decided_at="2026-07-13")


def solved(given: pd.DataFrame, stored: Tally) -> set[Told]:
    """Codes of few people whose Σnx or Σx² comes out of what is given by adding up and taking away."""
    truth = codes_of(stored.rows).set_index(list(KEYS))
    found = set()
    for key, part in codes_of(given).groupby(BLOCK, sort=True):
        every = part[part["value"] == ALL].iloc[0]
        own = part[part["value"] != ALL].set_index("value")
        for code in own.index:
            true = truth.loc[tuple({**dict(zip(BLOCK, key, strict=True)), "value": code}[name] for name in KEYS)]
            others = own.drop(index=code)
            guess = {"products": every["squares"] - others["products"].sum()}
            if len(others) == 1:
                twice = 2 * others["products"].iloc[0] - others["count_squares"].iloc[0]
                guess["count_squares"] = every["squares"] - twice
            if 1 < true["event_deciders"] < FEW and any(guess[name] == true[name] for name in guess):
                found.add((str(key[BLOCK.index("system")]), str(key[-1]), str(code)))
    return found


@pytest.mark.parametrize("codes", [2, 3, 5])
def test_no_code_of_three_people_comes_out_of_the_sums_of_the_others(codes: int) -> None:
    random = np.random.default_rng(codes)
    for _round in range(4):
        stored = by_quarter(log(random, codes=codes))
        assert solved(naively_given(stored), stored) == {("s", "share_of_departed", "K0")}
        assert not solved(tally_to_give(stored, now=NOW)[0].rows, stored)


def test_what_three_people_did_with_a_code_changes_no_byte_of_the_sums_of_codes() -> None:
    told: dict[str, set[str]] = {"given": set(), "naive": set()}
    for shares in ((3, 3, 3), (4, 3, 2), (5, 3, 1)):
        rare = (*shares, *[0] * 6)
        rows = [(person, "rare" if at < rare[person] else "often") for person in range(9) for at in range(7)]
        frame = pd.DataFrame(rows, columns=["caseworker", "reason_code"])
        frame = frame.assign(system="s", model_version="1", recommended="a", decided="b", decided_at="2026-07-13")
        stored = by_quarter(frame)
        given = codes_of(tally_to_give(stored, now=NOW)[0].rows)
        told["given"].add(given.to_csv(index=False))
        told["naive"].add(naively_given(stored).to_csv(index=False))
    assert len(told["naive"]) == 3
    assert len(told["given"]) == 1


def test_the_code_that_keeps_a_rare_one_company_has_its_counts_and_no_narrower_interval() -> None:
    random = np.random.default_rng(7)
    for _round in range(6):
        stored = by_quarter(log(random, codes=3))
        given = codes_of(tally_to_give(stored, now=NOW)[0].rows).set_index(list(KEYS))
        truth = codes_of(stored.rows).set_index(list(KEYS)).loc[given.index]
        often = (truth["event_deciders"] >= FEW).to_numpy()
        kept = ["count", "nobs", "deciders", "largest", "event_deciders", "event_largest"]
        pd.testing.assert_frame_equal(given.loc[often, kept], truth.loc[often, kept])
        sizes = [
            effective_size({name: part.loc[often, name].to_numpy(dtype=float) for name in (*ADDED, *LARGEST)})
            for part in (given, truth)
        ]
        assert (sizes[0] <= sizes[1] + 1e-9).all()
        assert (sizes[0] < sizes[1]).any()


def test_where_every_code_has_five_people_or_none_has_nothing_changes() -> None:
    rows = [(person, f"K{at % 2}") for person in range(9) for at in range(8)]
    frame = pd.DataFrame(rows, columns=["caseworker", "reason_code"])
    frame = frame.assign(system="s", model_version="1", recommended="a", decided="b", decided_at="2026-07-13")
    stored = by_quarter(frame)
    pd.testing.assert_frame_equal(
        codes_of(tally_to_give(stored, now=NOW)[0].rows).reset_index(drop=True),
        naively_given(stored).reset_index(drop=True),
        check_dtype=False,
    )


def test_codes_are_given_of_each_system_and_of_nothing_else() -> None:
    stored = by_quarter(log(np.random.default_rng(1), codes=3))
    given = tally_to_give(stored, now=NOW)[0].rows
    codes = given[given["dimension"] == REASON_CODE]
    assert set(codes["system"]) == {"s"}
    assert set(codes["model_version"]) == {ALL}
    assert {ALL, "s"} <= set(stored.rows.loc[stored.rows["dimension"] == REASON_CODE, "system"]), "by which it could be"
