# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""CPR numbers in text: 400 that are found, 400 that are something else, and how the finder behaves."""

import random
import re
import time
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.privacy import MASK, Span, find_cpr, mask_cpr

NUMBER = "211062-5629"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"
SPACES = " \u00a0\u2009\u202f\u3000\t"
SPELLINGS: list[Callable[[str, random.Random], str]] = [
    lambda n, _: f"{n[:6]}-{n[6:]}",
    lambda n, _: n,
    lambda n, r: f"{n[:6]}{r.choice(DASHES)}{n[6:]}",
    lambda n, r: f"{n[:6]}{r.choice(SPACES)}{n[6:]}",
    lambda n, _: f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:]}",
    lambda n, _: f"{n[:2]} {n[2:4]} {n[4:6]}-{n[6:]}",
    lambda n, _: f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:8]} {n[8:]}",
    lambda n, r: f"{n[:6]}{r.choice(SPACES)}{r.choice(DASHES)}{r.choice(SPACES)}{n[6:]}",
    lambda n, _: f"{n[:2]}.{n[2:4]}.{n[4:6]}-{n[6:]}",
    lambda n, _: f"{n[:2]}/{n[2:4]}/{n[4:6]} - {n[6:]}",
    lambda n, _: f"{n[:2]}-{n[2:4]}-{n[4:6]}-{n[6:]}",
    lambda n, _: f"{n[:4]}19{n[4:6]}-{n[6:]}",
    lambda n, _: f"{n[:6]}-\n{n[6:]}",
    lambda n, _: f"{n[:6]}\u00ad-\u200b{n[6:]}",
    lambda n, _: f"{n[:6]}-{n[6:]}".translate({48 + each: 0xFF10 + each for each in range(10)}),
]
AROUND = [
    "{}",
    "Borgeren ({}) er flyttet.",
    "cpr {}, se bilag",
    "CPR-nr.: {}.",
    "Ægtefælle: {}; ny adresse",
    "{}\n{}",
    "»{}«",
    "cpr{}",
    "Født 1962 {} i Århus",
    "2 børn:{}/ 3 år",
]


def any_number(source: random.Random) -> str:
    """Ten digits whose first six are a date, every fifth of them a replacement number."""
    day = date(1930, 1, 1) + timedelta(days=source.randrange(35_000))
    shift = 60 if source.randrange(5) == 0 else 0
    return f"{day.day + shift:02}{day:%m%y}{source.randrange(10_000):04}"


def positives(count: int, seed: int) -> list[str]:
    source = random.Random(seed)
    spelt = [SPELLINGS[at % len(SPELLINGS)](any_number(source), source) for at in range(count)]
    return [AROUND[at % len(AROUND)].replace("{}", number) for at, number in enumerate(spelt)]


def negatives(count: int, seed: int) -> list[str]:
    source = random.Random(seed)

    def digits(how_many: int) -> str:
        return "".join(source.choices("0123456789", k=how_many))

    def moment() -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=source.randrange(31_000_000))

    kinds: list[Callable[[], str]] = [
        lambda: f"{digits(2)}.{digits(2)}.{digits(2)}-G01-{source.randrange(99)}-26",
        lambda: "+45 " + " ".join(digits(2) for _ in range(4)),
        lambda: f"tlf. {digits(2)} {digits(2)} {digits(2)} {digits(2)}.",
        lambda: f"+{any_number(source)}",
        lambda: f"57{digits(11)}",
        lambda: f"5 79{digits(4)} {digits(6)}",
        lambda: f"konto {source.randrange(2_100, 9_999)} {any_number(source)}",
        lambda: f"1234 000{digits(7)}",
        lambda: str(uuid.UUID(int=source.getrandbits(128), version=4)),
        lambda: uuid.UUID(int=source.getrandbits(128), version=4).hex,
        lambda: moment().isoformat(),
        lambda: f"{moment():%Y-%m-%d %H:%M:%S}",
        lambda: f"{moment():%d.%m.%Y kl. %H.%M}",
        lambda: f"{moment():%d.%m.%y %H%M}",
        lambda: f"{any_number(source)}{digits(source.randrange(1, 8))}",
        lambda: f"0.{any_number(source)}",
        lambda: f"{any_number(source)[:6]}-{digits(3)}",
        lambda: f"sag{any_number(source)}",
        lambda: f"{any_number(source)}a",
        lambda: f"{source.randrange(32, 61)}{any_number(source)[2:]}",
        lambda: f"{any_number(source)[:2]}{source.randrange(13, 100)}{any_number(source)[4:6]}-{digits(4)}",
        lambda: f"CVR {digits(8)}, § {digits(2)}, stk. {digits(1)}, nr. {digits(1)}",
        lambda: f"{digits(3)}.{digits(3)},{digits(2)} kr. og 12,5 %",
        lambda: f"DK{digits(2)} " + " ".join(digits(4) for _ in range(3)) + f" {digits(2)}",
    ]
    return [kinds[at % len(kinds)]() for at in range(count)]


def test_400_cpr_numbers_are_found_however_they_are_spelt() -> None:
    assert [text for text in positives(400, seed=1) if not find_cpr(text)] == []


def test_400_things_that_are_something_else_are_left_alone() -> None:
    assert [text for text in negatives(400, seed=2) if find_cpr(text)] == []


@pytest.mark.full
def test_the_same_for_many_thousands() -> None:
    assert [text for text in positives(20_000, seed=3) if not find_cpr(text)] == []
    assert [text for text in negatives(20_000, seed=4) if find_cpr(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "211062-5629",
        "2110625629",
        "21 10 62 5629",
        "211062 - 5629",
        "211062\u00a05629",
        "211062\u20135629",
        "811062-5629",
    ],
)
def test_the_span_goes_from_the_first_digit_to_the_last(text: str) -> None:
    assert find_cpr(text) == [Span(0, len(text))]
    assert find_cpr(f"a {text}.") == [Span(2, 2 + len(text))]


def test_characters_without_width_shift_no_span() -> None:
    text = "\u200b\u200bse 21\u200b1062\u00ad-5629\u200b, ok"
    assert find_cpr(text) == [Span(5, 18)]
    assert mask_cpr(text) == "\u200b\u200bse ••\u200b••••\u00ad-••••\u200b, ok"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("290200-1234", True),
        ("290204-1234", True),
        ("290203-1234", False),
        ("890204-1234", True),
        ("890203-1234", False),
        ("310426-1234", False),
        ("910326-1234", True),
        ("920326-1234", False),
        ("000326-1234", False),
        ("600326-1234", False),
        ("610326-1234", True),
        ("010026-1234", False),
    ],
)
def test_the_date_must_exist_and_the_day_may_carry_60(text: str, found: bool) -> None:
    assert bool(find_cpr(text)) is found


def test_several_numbers_are_found_each_in_its_place() -> None:
    text = f"{NUMBER} 2110625629, 21 10 62 5629 og {NUMBER}"
    assert [text[start:end] for start, end in find_cpr(text)] == [NUMBER, "2110625629", "21 10 62 5629", NUMBER]


def test_a_number_behind_another_number_in_a_row_of_figures_is_found() -> None:
    assert mask_cpr("sag 12 21 10 62 5629") == "sag 12 •• •• •• ••••"


@given(st.text(), st.text())
def test_masking_keeps_length_and_everything_but_the_digits(before: str, after: str) -> None:
    text = f"{before} {NUMBER} {after}"
    masked = mask_cpr(text)
    assert len(masked) == len(text)
    assert "211062" not in masked[len(before) : len(before) + 13]
    assert all(new == old or (new == MASK and old.isdecimal()) for old, new in zip(text, masked, strict=True))


@given(st.text(alphabet="0123456789 -.+a\u200b\u2013", max_size=60))
def test_spans_are_in_order_apart_and_begin_and_end_with_digits(text: str) -> None:
    last = 0
    for start, end in find_cpr(text):
        assert last <= start < end <= len(text)
        assert text[start].isdecimal()
        assert text[end - 1].isdecimal()
        assert sum(letter.isdecimal() for letter in text[start:end]) in (10, 12)
        last = end


@given(st.text())
def test_text_without_digits_is_given_back_as_it_is(text: str) -> None:
    bare = "".join(letter for letter in text if not letter.isdecimal())
    assert mask_cpr(bare) == bare


@pytest.mark.parametrize(
    "piece",
    ["2", "21 10 62 ", "211062-", "211062-5629 ", "a2110625629", " ", "-", "\u200b", "2110625629\u00e9", "21.10."],
)
def test_a_million_characters_take_time_in_proportion(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        began = time.process_time()
        find_cpr(text)
        return time.process_time() - began

    seconds(1_000)
    assert seconds(1_000_000) < 40 * seconds(100_000) + 0.5


def test_negative_control_a_naive_finder_takes_many_of_the_negatives() -> None:
    naive = re.compile(r"\d{6}-?\d{4}")
    assert sum(bool(naive.search(text)) for text in negatives(400, seed=2)) > 100
    assert sum(not naive.search(text) for text in positives(400, seed=1)) > 100


def test_negative_control_random_uuids_would_trip_a_finder_without_letter_bounds() -> None:
    source = random.Random(5)
    texts = [str(uuid.UUID(int=source.getrandbits(128), version=4)) for _ in range(20_000)]
    dated = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d-?\d{4}(?!\d)")
    assert any(dated.search(text) for text in texts)
    assert not any(find_cpr(text) for text in texts)
