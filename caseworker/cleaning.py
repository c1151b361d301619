# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What text may enter a record."""

import unicodedata

from caseworker.privacy import find_cpr
from caseworker.vocabulary.problems import CprFound, Refused, TooLong

# Line breaks and tabs are writing; other control characters are not.
_ALLOWED_CONTROLS = frozenset("\n\r\t")


def clean_text(text: str, field: str, limit: int) -> str:
    """The text without surrounding blanks, in NFC; empty where all of it is invisible.

    Raises CprFound, TooLong, or Refused for characters that no keyboard writes; `field` names the input.
    """
    found = find_cpr(text)
    if found:
        raise CprFound([(span.start, span.end) for span in found], field=field)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _unreadable(field) from error
    if has_control(text):
        raise _unreadable(field)
    cleaned = unicodedata.normalize("NFC", text).strip()
    if not any(map(_is_seen, cleaned)):
        return ""
    if len(cleaned) > limit:
        raise TooLong(field=field, limit=limit)
    return cleaned


def has_control(text: str) -> bool:
    """Whether the text holds a character that no keyboard writes; nothing stored does, and PostgreSQL takes no NUL."""
    return not text.isprintable() and any(map(_is_control, text))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" and character not in _ALLOWED_CONTROLS


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZ"


def _unreadable(field: str) -> Refused:
    return Refused("The text holds characters that cannot be stored. Type it again; nothing was stored.", field=field)
