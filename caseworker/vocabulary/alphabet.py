# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The order of the Danish alphabet, which neither database knows: Æ, Ø and Å come last, and Aa counts as Å."""

import unicodedata

_LAST = str.maketrans({"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c", "ü": "y", "ð": "d", "þ": "th", "ß": "ss"})


def alphabetical(text: str) -> tuple[str, str]:
    """The key under which names sort as in a Danish register, those that differ in marks only beside each other."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å").translate(_LAST)
    plain = "".join(letter for letter in unicodedata.normalize("NFD", folded) if not unicodedata.combining(letter))
    return plain, text
