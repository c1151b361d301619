# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Numbers are read as they are written, or not at all."""

from decimal import Decimal

import pytest

from caseworker.cleaning import clean_text
from caseworker.vocabulary.numbers import read_number, read_whole


@pytest.mark.parametrize(
    ("text", "number"),
    [("4,5", "4.5"), ("4.5", "4.5"), (" 12 ", "12"), ("0,250", "0.250"), ("-1", "-1"), ("2.25", "2.25")],
)
def test_a_number_is_read_with_either_decimal_mark(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "0_5", "\u0665", "1e3", "NaN", "Infinity", "1.000,5", "1,5,5", "+1", "1 000", ".5", "5."]
)
def test_what_is_not_plainly_a_number_is_none(text: str) -> None:
    assert read_number(text) is None


def test_a_thousand_with_a_point_is_not_taken_for_one() -> None:
    assert read_number("1.000") is None
    assert read_number("1.000", point_is_decimal=True) == Decimal(1)


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200b", "\n\t", "\u00a0", "\u2060 \ufeff"])
def test_text_that_nobody_can_see_is_no_text(text: str) -> None:
    assert clean_text(text, "reason", 100) == ""


def test_text_that_can_be_seen_stays_as_it_is() -> None:
    assert clean_text(" Æblegrød\u200d ", "reason", 100) == "Æblegrød\u200d"


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_whole_number_has_up_to_eighteen_digits(text: str, number: int) -> None:
    assert read_whole(text) == number


@pytest.mark.parametrize(
    "text", [None, "", "-1", "+1", "1.0", " 1", "1\n", "1_0", "\u0665", "\u00b2", str(2**70), "9" * 5000]
)
def test_what_no_counter_of_ours_can_be_is_none(text: str | None) -> None:
    assert read_whole(text) is None
