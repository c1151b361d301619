# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Finds Danish civil registration (CPR) numbers in text that people write.

A number is a date of birth, ddmmyy, and four digits. The date is checked, with 60 added to the day in
replacement numbers; the old check digit (modulus 11) is not, because numbers given out since 2007 fail it.
Meant for text only: identifiers, amounts and times that have a field of their own are parsed instead.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

MASK = "\N{BULLET}"

_DASH = r"[ \n]{0,3}-{1,2}[ \n]{0,3}"
_GAP = rf"(?:[ ]{{0,3}}|{_DASH})"
_YEAR = r"(?:\d\d|(?:18|19|20)\d\d)"
_SHAPE = re.compile(
    rf"""(?<!\d)(?:
        (?P<solid>\d{{10}})
      | \d{{6}}{_GAP}\d{{4}}
      | \d\d[ ]{{1,2}}\d\d[ ]{{1,2}}\d\d{_GAP}\d{{4}}
      | (?P<pairs>\d\d(?:[ ]\d\d){{4}})
      | \d\d[./-]\d\d[./-]{_YEAR}{_DASH}\d{{4}}
      | \d{{4}}{_YEAR}{_DASH}\d{{4}}
    )(?!\d)""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = 10
_LOOKS_BACK = 12
_ACCOUNT_BEFORE = re.compile(r"(?<![\d-])(?!19|20)\d{4}[ -]\Z")
_DIGIT_BEFORE = re.compile(r"\d[.,]\Z")
_PAIR_BEFORE = re.compile(r"\d\d \Z")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ITS_OWN_WORDS = ("cpr", "nr", "nummer")
_LONGEST_WORD = 6


class Span(NamedTuple):
    """Where a number stands: `text[start:end]` goes from its first digit to its last."""

    start: int
    end: int


def find_cpr(text: str) -> list[Span]:
    """The places of CPR numbers in `text`, in order and apart from each other, in time linear in its length.

    Found are the spellings 010203-4567, 0102034567, 01 02 03 4567, 01 02 03 45 67, 010203 - 4567,
    01.02.03-4567 and 01021903-4567, with any dash, space or script of digits, and characters without width
    passed over. A letter beside the number ends it, save for "cpr" or "nr" written on to it; so do a further
    digit, a decimal point, and the plus of a telephone number.
    """
    if len(_DIGIT.findall(text)) < _FEWEST_DIGITS:
        return []
    plain, places = _plain(text)
    return [Span(places[start], places[end - 1] + 1) for start, end in _numbers(plain, text, places)]


def mask_cpr(text: str) -> str:
    """`text` with each digit of each CPR number replaced by a bullet; its length stays."""
    parts, done = [], 0
    for start, end in find_cpr(text):
        parts.append(text[done:start])
        parts.append("".join(MASK if letter.isdecimal() else letter for letter in text[start:end]))
        done = end
    return "".join([*parts, text[done:]])


def in_context(text: str, spans: Iterable[tuple[int, int]], around: int = 40) -> list[tuple[str, bool]]:
    """The text near each span in pieces, each with whether it is the span; dots stand for what is left out."""
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in spans:
        before = text[done:start]
        pieces += [(before if len(before) <= 2 * around else f"… {before[-around:]}", False), (text[start:end], True)]
        done = end
    rest = text[done:]
    return [*pieces, (rest if len(rest) <= around else f"{rest[:around]} …", False)]


def _numbers(plain: str, text: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    floor = at = 0
    while found := _SHAPE.search(plain, at):
        start, end = found.span()
        # What belongs to the number before is no context for this one.
        before = plain[max(floor, start - _LOOKS_BACK) : start]
        word = text[max(0, places[start] - _LONGEST_WORD) : places[start]]
        stands_alone = _begins(before, word) and plain[end : end + 1] != "a"
        if stands_alone and _is_date(found[0]) and not _is_other(found, before, plain[end : end + 3]):
            yield start, end
            floor = at = end
        else:
            at = start + 1


def _begins(before: str, word: str) -> bool:
    return not before.endswith("a") or word.casefold().endswith(_ITS_OWN_WORDS)


def _is_date(number: str) -> bool:
    digits = [letter for letter in number if letter.isdigit()]
    day, month, year = (int("".join(digits[at : at + 2])) for at in (0, 2, len(digits) - 6))
    day -= 60 if day > 60 else 0
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    return (day, month) != (29, 2) or year % 4 == 0


def _is_other(found: re.Match[str], before: str, after: str) -> bool:
    if found["solid"]:
        decimal = _DIGIT_BEFORE.search(before) or re.match(r"[.,]\d", after)
        return bool(decimal or before.endswith("+") or _ACCOUNT_BEFORE.search(before))
    if found["pairs"]:
        return bool(before.endswith("+") or _PAIR_BEFORE.search(before) or re.match(r" \d\d", after))
    return before.endswith("+") and "-" not in found[0]


class _Classes(dict[int, str]):
    """Each character by what it can be in a number; those of alphabets are remembered."""

    def __missing__(self, code: int) -> str:
        found = _class_of(chr(code))
        if code < _REMEMBERED_BELOW:
            self[code] = found
        return found


_NOTHING = "\0"
_REMEMBERED_BELOW = 0x3000
_CLASSES = _Classes()


def _class_of(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Pd" or letter == "\N{MINUS SIGN}":
        return "-"
    if category == "Zs" or letter == "\t":
        return " "
    if category in ("Zl", "Zp") or letter in "\n\r\v\f\x85":
        return "\n"
    if category[0] == "M" or category == "Cf":
        return _NOTHING
    if category[0] == "L":
        return "a"
    return letter if letter in "+.,/" else "#"


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text by classes, and for each place in it the place in the text."""
    plain = text.translate(_CLASSES)
    if _NOTHING not in plain:
        return plain, range(len(text))
    places = [place for place, letter in enumerate(plain) if letter != _NOTHING]
    return plain.replace(_NOTHING, ""), places
