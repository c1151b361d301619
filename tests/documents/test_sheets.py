# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A sheet of paper: what it is stored as, its text, and the words of both languages."""

import re

import pytest

from caseworker.documents.sheets import Section, Sheet, plain_text, read_sheet, stored_text, text_to_copy
from caseworker.documents.wording import WORDS, wording

SHEET = Sheet(
    "da",
    "Sådan indgik systemet i din sag",
    (("Sag", "2026-000123"),),
    (
        Section("Kort fortalt", ("Første linje.\nAnden linje.",)),
        Section("Oplysninger", facts=(("Frist", "4 uger"),), items=("Underretningen " * 8 + "fra skolen", "Ydelser")),
    ),
    "Ikke afgørelsen.",
)


def test_a_stored_sheet_is_read_back_as_it_was() -> None:
    assert read_sheet(stored_text(SHEET)) == SHEET


def test_the_text_holds_all_of_the_sheet_in_lines_that_fit() -> None:
    text = plain_text(SHEET)
    words = " ".join(text.split())
    for said in ("Sag: 2026-000123", "Kort fortalt", "Anden linje.", "- Ydelser", "Frist: 4 uger", "Ikke afgørelsen."):
        assert said in words
    assert "Første linje.\nAnden linje." in text
    assert max(map(len, text.splitlines())) <= 76
    assert "\n  Underretningen" in text, "a long item is set in"


def test_the_text_to_copy_breaks_no_line_by_itself() -> None:
    text = text_to_copy(SHEET)
    assert "- " + "Underretningen " * 8 + "fra skolen\n" in text
    assert "===" not in text


@pytest.mark.parametrize("name", sorted(WORDS))
def test_a_sentence_stands_in_both_languages_with_the_same_values(name: str) -> None:
    danish, english = WORDS[name]
    assert danish.strip()
    assert english.strip()
    assert set(re.findall(r"%\((\w+)\)", danish)) == set(re.findall(r"%\((\w+)\)", english))


def test_a_sentence_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        wording("da")("nonsense")
