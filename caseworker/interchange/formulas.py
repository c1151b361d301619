# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Text in a CSV file that a spreadsheet would take for a formula, written so that it is not, and read back the same."""

import re

_FULLWIDTH = "\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
_RISKY = re.compile(rf"[\s']*[=+@\t\r\n{_FULLWIDTH}-]")
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_MARK = "'"


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula; a plain number, negative or not, is none."""
    return _RISKY.match(text) is not None and _NUMBER.fullmatch(text) is None


def defused(text: str) -> str:
    """The text as it is written into a CSV file: a risky one behind the apostrophe that marks text."""
    return _MARK + text if is_risky(text) else text


def restored(text: str) -> str:
    """The text that `defused` was given; the apostrophe goes only where it stands before a risky one."""
    return text[1:] if text[:1] == _MARK and is_risky(text[1:]) else text
