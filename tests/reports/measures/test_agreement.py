# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Two readers beyond chance: kappa against statsmodels, against a plain reckoning, and against many draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from reports.measures.agreement import Agreement, kappa

# Fleiss, Cohen and Everitt (1969), table 1, as counts of 200: kappa 0.429.
PRINTED = [[106, 10, 4], [22, 28, 10], [2, 12, 6]]
TABLES = st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=3, max_size=3)


def known(found: Agreement) -> tuple[float, float, float]:
    assert found.kappa is not None
    assert found.low is not None
    assert found.high is not None
    return found.kappa, found.low, found.high


def test_the_printed_example_has_its_printed_kappa() -> None:
    found = kappa({"all": (PRINTED, 1.0)})
    assert found.nobs == 200
    assert known(found)[0] == pytest.approx(0.429, abs=0.0005)
    assert found.observed == pytest.approx(0.70)
    assert found.expected == pytest.approx(0.475)


@given(TABLES)
def test_without_strata_it_is_that_of_statsmodels(table: list[list[int]]) -> None:
    found = kappa({"all": (table, 0.3)})
    if found.kappa is None:
        return
    with np.errstate(invalid="ignore", divide="ignore"):  # what the oracle has no number for, it warns of
        theirs = cohens_kappa(np.array(table))
    assert found.kappa == pytest.approx(theirs.kappa, abs=1e-9)
    if found.low is None:  # of a variance of nothing the oracle takes the root of what rounding left of it
        assert np.isnan(theirs.kappa_low) or theirs.kappa_upp - theirs.kappa_low < 1e-4
        return
    assert known(found)[1:] == pytest.approx((max(theirs.kappa_low, -1), min(theirs.kappa_upp, 1)), abs=1e-9)


def test_some_tables_have_a_kappa_and_an_interval_to_compare() -> None:
    assert known(kappa({"all": (PRINTED, 1.0)}))


@given(TABLES, TABLES, st.floats(0.01, 1))
def test_the_weights_are_those_of_the_records_that_a_reading_stands_for(
    accepted: list[list[int]], overridden: list[list[int]], fraction: float
) -> None:
    found = kappa({"accepted": (accepted, fraction), "overridden": (overridden, 1.0)})
    whole = np.array(accepted) / fraction + np.array(overridden)
    if found.kappa is None:
        return
    shares = whole / whole.sum()
    chance = shares.sum(axis=1) @ shares.sum(axis=0)
    assert found.kappa == pytest.approx((np.trace(shares) - chance) / (1 - chance), abs=1e-9)
    if found.low is None:
        return
    low, high = known(found)[1:]
    assert -1 <= low <= found.kappa + 1e-9
    assert found.kappa - 1e-9 <= high <= 1


@given(TABLES, TABLES, st.permutations(range(3)))
def test_the_names_of_verdicts_the_order_of_strata_and_who_reads_first_do_not_matter(
    one: list[list[int]], other: list[list[int]], order: list[int]
) -> None:
    def renamed(table: list[list[int]]) -> list[list[int]]:
        return [[table[i][j] for i in order] for j in order]

    ours = kappa({"accepted": (one, 0.1), "overridden": (other, 0.5)})
    theirs = kappa({"overridden": (renamed(other), 0.5), "accepted": (renamed(one), 0.1)})
    assert (ours.kappa is None, ours.low is None) == (theirs.kappa is None, theirs.low is None)
    if ours.low is not None:
        assert known(theirs) == pytest.approx(known(ours), abs=1e-9)


def test_ignoring_the_sampling_fraction_would_give_another_answer() -> None:
    strata = {"accepted": (PRINTED, 0.05), "overridden": ([[5, 9, 6], [8, 5, 7], [6, 8, 6]], 1.0)}
    weighted, plain = kappa(strata), kappa({name: (table, 1.0) for name, (table, _fraction) in strata.items()})
    assert known(weighted)[0] > known(plain)[0] + 0.1


def test_the_interval_holds_the_kappa_of_the_whole_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(7)
    cells = {
        "accepted": np.array([[0.62, 0.06, 0.02], [0.08, 0.1, 0.02], [0.02, 0.03, 0.05]]),
        "overridden": np.array([[0.3, 0.1, 0.05], [0.1, 0.2, 0.05], [0.05, 0.05, 0.1]]),
    }
    sizes, fractions = {"accepted": 4000, "overridden": 1000}, {"accepted": 0.03, "overridden": 0.12}
    true = kappa({name: ((1000 * sizes[name] * cells[name]).astype(int).tolist(), 1.0) for name in cells})
    held, rounds = 0, 600
    for _round in range(rounds):
        drawn = {
            name: (
                random.multinomial(int(sizes[name] * fractions[name]), cells[name].ravel()).reshape(3, 3).tolist(),
                fractions[name],
            )
            for name in cells
        }
        _estimate, low, high = known(kappa(drawn))
        held += low <= known(true)[0] <= high
    assert 0.92 <= held / rounds <= 0.975


def test_where_one_reader_always_says_the_same_kappa_says_nothing() -> None:
    found = kappa({"all": ([[9, 3], [0, 0]], 1.0)})
    assert (found.nobs, found.observed, found.kappa, found.low) == (12, 0.75, None, None)


def test_readers_who_never_differ_have_a_kappa_and_no_interval() -> None:
    found = kappa({"all": ([[3, 0], [0, 2]], 1.0)})
    assert found.kappa == pytest.approx(1)
    assert (found.low, found.high) == (None, None)


def test_where_chance_alone_agrees_fully_kappa_says_nothing() -> None:
    found = kappa({"all": ([[9, 0], [0, 0]], 1.0)})
    assert (found.nobs, found.observed, found.kappa, found.low) == (9, 1.0, None, None)
    assert kappa({"all": ([[0, 0], [0, 0]], 1.0)}) == Agreement(0, None, None, None, None, None)


@pytest.mark.parametrize(
    "strata",
    [
        {},
        {"all": ([[1, 2]], 1.0)},
        {"all": ([[1, -2], [3, 4]], 1.0)},
        {"all": (PRINTED, 0.0)},
        {"all": (PRINTED, 1.1)},
        {"one": (PRINTED, 1.0), "other": ([[1, 2], [3, 4]], 1.0)},
    ],
)
def test_what_is_no_double_reading_is_refused(strata: dict[str, tuple[list[list[int]], float]]) -> None:
    with pytest.raises(ValueError, match=r"stratum|square|negative|fraction"):
        kappa(strata)
