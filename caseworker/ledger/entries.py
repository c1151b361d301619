# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What one ledger entry is made of: canonical bytes, and commitments to personal values."""

import hmac
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

import rfc8785

SALT_BYTES = 32
VERSION = b"\x01"

_DOMAIN = b"caseworker/v1"
_LARGEST = 2**53 - 1

# Where every key is ASCII and no number has a fraction, this writes the bytes of RFC 8785, many times faster.
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)


class NotCanonical(ValueError):
    """A value that has no canonical bytes: a float, a lone surrogate, a key that is not text."""


class BrokenEntry(ValueError):
    """Stored bytes that cannot be the canonical bytes of any entry."""


def canonical(body: Mapping[str, object]) -> bytes:
    """The bytes that are hashed and kept for `body`: a version byte 0x01, then JSON as in RFC 8785.

    Text is brought to Unicode form NFC. Allowed are text, integers within ±(2^53 - 1), booleans, None, and
    lists and mappings of these. Raises NotCanonical on anything else, numbers with a fraction included:
    those enter as decimal text.
    """
    try:
        return VERSION + (_plain_json(body) or rfc8785.dumps(_normal_mapping(body)))
    except (rfc8785.CanonicalizationError, RecursionError) as error:
        raise NotCanonical(str(error)) from error


def parse(raw: object) -> dict[str, object]:
    """The body that the stored bytes `raw` hold.

    Never encodes again: bytes are proven by their hash, not by what an encoder of today would write. Raises
    BrokenEntry on an unknown version byte and on all that `canonical` could not have written for want of a
    meaning: text that is not JSON, a key twice, a fraction, a lone surrogate, a body that is not an object.
    """
    if not isinstance(raw, bytes):
        raise BrokenEntry(f"the entry is {type(raw).__name__}, not bytes")
    if raw[:1] != VERSION:
        raise BrokenEntry("the version byte is missing or unknown")
    try:
        body: object = json.loads(
            raw[1:].decode("utf-8"),
            object_pairs_hook=_without_repeats,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
        json.dumps(body, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise BrokenEntry(f"the entry is not canonical JSON: {type(error).__name__}") from error
    if not isinstance(body, dict):
        raise BrokenEntry("the entry is not a JSON object")
    return body


def commitment(field: str, value: str, salt: bytes) -> str:
    """64 hex digits that bind `value` without telling it: HMAC-SHA256 (RFC 2104) keyed by `salt`.

    The message is "caseworker/v1", 0x00, `field`, 0x00, `value` in NFC and UTF-8. Whoever lacks the salt of
    32 random bytes cannot try values out. Raises ValueError on a salt of another length or a field name with
    a NUL in it, NotCanonical on a lone surrogate.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, this one {len(salt)}")
    if "\0" in field:
        raise ValueError("a field name cannot hold a NUL: it separates name and value")
    message = b"\0".join((_DOMAIN, _normal_text(field).encode(), _normal_text(value).encode()))
    return hmac.digest(salt, message, "sha256").hex()


def _plain_json(body: Mapping[str, object]) -> bytes | None:
    """The bytes of a body that the quick encoder writes right; None for one that has to be looked at closely."""
    if not _is_plain(body):
        return None
    text = _ENCODER.encode(body)
    # A part of a text in NFC is in NFC.
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        return None
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None


def _is_plain(value: object) -> bool:
    kind = value.__class__
    if kind is dict:
        for key, item in value.items():  # type: ignore[attr-defined]
            if key.__class__ is not str or not key.isascii():
                return False
            if item.__class__ is not str and not _is_plain(item):
                return False
        return True
    if kind is int:
        return -_LARGEST <= value <= _LARGEST  # type: ignore[operator]
    return kind is str or kind is bool or value is None


def _normal(value: object) -> object:
    if isinstance(value, str):
        return _normal_text(value)
    if value is None:
        return value
    if isinstance(value, int):
        if not -_LARGEST <= value <= _LARGEST:
            raise NotCanonical("an integer beyond 2^53 - 1")
        return value
    if isinstance(value, Mapping):
        return _normal_mapping(value)
    if isinstance(value, (list, tuple)):
        return [_normal(item) for item in value]
    raise NotCanonical(f"{type(value).__name__} has no canonical form")


def _normal_mapping(mapping: Mapping[Any, object]) -> dict[str, Any]:
    normal: dict[str, Any] = {}
    for key, value in mapping.items():
        if not isinstance(key, str):
            raise NotCanonical(f"a key is {type(key).__name__}, not text")
        normal[_normal_text(key)] = _normal(value)
    if len(normal) != len(mapping):
        raise NotCanonical("two keys are the same text in NFC")
    return normal


def _normal_text(text: str) -> str:
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("text holds a lone surrogate") from error
    return unicodedata.normalize("NFC", text)


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    body = dict(pairs)
    if len(body) != len(pairs):
        raise ValueError("a key stands twice")
    return body


def _refuse_number(literal: str) -> object:
    raise ValueError(f"{len(literal)} characters that are no integer")
