# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Reasons that say nothing: one closed list, and the spelling in which two texts are the same."""

from enum import StrEnum


class Hint(StrEnum):
    """What a gentle hint is about; it never keeps a text from being stored."""

    EMPTY = "empty"
    COPY = "copy"


# Simple cases give short and similar reasons, and a hint would only teach to write longer ones.
WITHOUT_HINT = frozenset({"A1", "A4"})

EMPTY_PHRASES = frozenset(
    {
        # Danish
        "enig",
        "helt enig",
        "jeg er enig",
        "enig i anbefalingen",
        "enig med systemet",
        "uenig",
        "ikke enig",
        "jeg er uenig",
        "uenig i anbefalingen",
        "ok",
        "okay",
        "fint",
        "godt",
        "ja",
        "nej",
        "som foreslået",
        "som anbefalet",
        "som anbefalingen",
        "følger anbefalingen",
        "jeg følger anbefalingen",
        "anbefaling følges",
        "anbefalingen følges",
        "se journal",
        "se journalen",
        "se journalnotat",
        "se sagen",
        "se notat",
        "jf. journal",
        "jf. sagen",
        "jf. notat",
        "samme som sidst",
        "samme som før",
        "samme",
        "ditto",
        "ingen bemærkninger",
        "ingen kommentarer",
        "intet at bemærke",
        "faglig vurdering",
        "konkret vurdering",
        "individuel vurdering",
        "konkret individuel vurdering",
        "konkret og individuel vurdering",
        "samlet vurdering",
        "efter aftale",
        "ved ikke",
        # English
        "agree",
        "agreed",
        "i agree",
        "disagree",
        "i disagree",
        "fine",
        "good",
        "yes",
        "no",
        "as proposed",
        "as suggested",
        "as recommended",
        "see journal",
        "see the journal",
        "see notes",
        "see case",
        "see the case",
        "same as before",
        "same",
        "none",
        "no comment",
        "no comments",
        "n/a",
        "professional judgement",
        "overall assessment",
    }
)


def plain_words(text: str) -> str:
    """The text without case, surplus blanks and closing marks: what two texts that say the same have in common."""
    return " ".join(text.casefold().split()).rstrip(".!, ")


def says_nothing(text: str) -> bool:
    """Whether the whole text is one of the empty phrases, or has no letter at all."""
    if not text.strip():
        return False
    return plain_words(text) in EMPTY_PHRASES or not any(map(str.isalpha, text))
