# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Canonical bytes and commitments: one meaning, one sequence of bytes."""

import contextlib
import hashlib
import hmac
import json
import unicodedata

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from caseworker.ledger import SALT_BYTES, BrokenEntry, NotCanonical, canonical, commitment, parse

TEXT = st.text(st.characters(codec="utf-8"))
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner), max_leaves=12)
SALT = bytes(range(SALT_BYTES))


def in_nfc(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [in_nfc(item) for item in value]
    if isinstance(value, dict):
        return {in_nfc(key): in_nfc(item) for key, item in value.items()}
    return value


def keys_stay_apart(value: object) -> bool:
    if isinstance(value, list):
        return all(keys_stay_apart(item) for item in value)
    if isinstance(value, dict):
        return len(in_nfc(value)) == len(value) and all(keys_stay_apart(item) for item in value.values())  # type: ignore[arg-type]
    return True


@given(st.dictionaries(TEXT, VALUES, max_size=5).filter(keys_stay_apart))
def test_every_body_comes_back_from_its_bytes_in_nfc(body: dict[str, object]) -> None:
    assert parse(canonical(body)) == in_nfc(body)


@given(st.dictionaries(TEXT, SCALARS, max_size=6).filter(keys_stay_apart), st.randoms())
def test_the_order_in_which_keys_were_written_leaves_no_trace(body: dict[str, object], random: object) -> None:
    items = list(body.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert canonical(dict(items)) == canonical(body)


ASCII_KEYS = st.text(st.characters(max_codepoint=127), max_size=8)
ASCII_VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ASCII_KEYS, inner))


@given(st.dictionaries(ASCII_KEYS, ASCII_VALUES) | st.dictionaries(TEXT, VALUES, max_size=5).filter(keys_stay_apart))
def test_the_bytes_are_those_of_an_independent_encoder(body: dict[str, object]) -> None:
    assert canonical(body) == b"\x01" + rfc8785.dumps(in_nfc(body))  # type: ignore[arg-type]


def test_keys_are_sorted_by_utf_16_units_which_a_sort_by_code_points_would_not_do() -> None:
    body: dict[str, object] = {"\U0001f600": 1, "\uff21": 2}
    assert canonical(body) == b"\x01" + '{"\U0001f600":1,"\uff21":2}'.encode()
    assert sorted(body) != list(json.loads(canonical(body)[1:]))


def test_the_bytes_are_a_version_byte_and_then_rfc_8785_json() -> None:
    body = {
        "\u20ac": "Euro Sign",
        "\r": "Return",
        "1": [1, None, True],
        "\u00f6": '\u0001/"',
        "\U0001f600": {},
    }
    assert canonical(body) == (
        b"\x01" + '{"\\r":"Return","1":[1,null,true],"ö":"\\u0001/\\"","€":"Euro Sign","😀":{}}'.encode()
    )


def test_two_ways_to_type_the_same_danish_letter_have_the_same_bytes() -> None:
    assert canonical({"a\u030a": "A\u030arhus"}) == canonical({"\u00e5": "\u00c5rhus"})


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        1.0,
        float("nan"),
        float("inf"),
        2**53,
        -(2**53),
        b"x",
        {1},
        {1: "a"},
        {None: 1},
        "\ud800",
        {"\udfff": 1},
        pytest.param(object(), id="an object"),
    ],
    ids=repr,
)
def test_what_has_no_canonical_form_is_refused_wherever_it_stands(value: object) -> None:
    for body in ({"a": value}, {"a": [value]}, {"a": {"b": [1, value]}}):
        with pytest.raises(NotCanonical):
            canonical(body)


def test_two_keys_that_are_the_same_text_in_nfc_are_refused() -> None:
    with pytest.raises(NotCanonical):
        canonical({"\u00e5": 1, "a\u030a": 2})


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x01",
        b"{}",
        b'\x02{"a":1}',
        b"\x01[]",
        b"\x01null",
        b'\x01{"a":1,"a":1}',
        b'\x01{"a":{"b":1,"b":2}}',
        b'\x01{"a":1.0}',
        b'\x01{"a":1e3}',
        b'\x01{"a":NaN}',
        b'\x01{"a":-Infinity}',
        b'\x01{"a":"\\ud800"}',
        b'\x01{"a":"\xff"}',
        b"\x01" + '{"a":1}'.encode("utf-16"),
        b"\x01" + b"[" * 100_000,
        b'\x01{"a":' + b"9" * 5_000 + b"}",
        b'\x01{"a":1} x',
    ],
    ids=lambda raw: repr(raw[:24]),
)
def test_bytes_that_no_entry_can_have_are_called_broken(raw: bytes) -> None:
    with pytest.raises(BrokenEntry):
        parse(raw)


@pytest.mark.parametrize("raw", [None, "\x01{}", 7], ids=repr)
def test_what_is_not_bytes_at_all_is_called_broken(raw: object) -> None:
    with pytest.raises(BrokenEntry):
        parse(raw)


@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_fail_in_another_way(noise: bytes) -> None:
    for raw in (noise, b"\x01" + noise):
        with contextlib.suppress(BrokenEntry):
            assert isinstance(parse(raw), dict)


def test_entries_written_by_an_encoder_of_another_day_are_still_read() -> None:
    assert parse(b'\x01{ "b" : 1 , "a" : "\\u00e6" }') == {"a": "æ", "b": 1}


@given(TEXT.filter(lambda name: "\0" not in name), TEXT, st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES))
def test_a_commitment_is_the_hmac_that_the_documentation_states(field: str, value: str, salt: bytes) -> None:
    name, text = (unicodedata.normalize("NFC", part).encode() for part in (field, value))
    expected = hmac.new(salt, b"caseworker/v1\0" + name + b"\0" + text, hashlib.sha256).hexdigest()
    assert commitment(field, value, salt) == expected


def test_field_value_and_salt_each_change_the_commitment() -> None:
    made = {
        commitment("reason", "x", SALT),
        commitment("reasons", "x", SALT),
        commitment("reason", "y", SALT),
        commitment("reason", "x", SALT[::-1]),
        commitment("reason", "\0x", SALT),
    }
    assert len(made) == 5


@pytest.mark.parametrize("salt", [b"", bytes(31), bytes(33)], ids=len)
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commitment("reason", "x", salt)


def test_a_field_name_that_could_be_mistaken_for_its_value_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        commitment("reason\0x", "y", SALT)
    with pytest.raises(NotCanonical):
        commitment("reason", "\ud800", SALT)


def test_negative_control_plain_json_would_tell_key_orders_apart() -> None:
    assert json.dumps({"a": 1, "b": 2}) != json.dumps({"b": 2, "a": 1})
