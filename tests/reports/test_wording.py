# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Sentences in two languages, and numbers as each country writes them."""

import string
from datetime import date

import pytest

from reports.wording import SENTENCES, Words
from reports.wording.sentences import SENTENCES as FIRST_SENTENCES
from reports.wording.sentences_beside import BESIDE_SENTENCES
from reports.wording.sentences_charts import CHART_SENTENCES
from reports.wording.sentences_documents import DOCUMENT_SENTENCES
from reports.wording.sentences_follow_ups import FOLLOW_UP_SENTENCES
from reports.wording.sentences_groups import GROUP_SENTENCES
from reports.wording.sentences_joint import JOINT_SENTENCES
from reports.wording.sentences_method import METHOD_SENTENCES
from reports.wording.sentences_oversight import OVERSIGHT_SENTENCES
from reports.wording.sentences_reasons import REASON_SENTENCES
from reports.wording.sentences_trends import MORE_SENTENCES
from reports.wording.sentences_weeks import WEEK_SENTENCES


def test_every_sentence_takes_the_same_values_in_both_languages() -> None:
    for key, pair in SENTENCES.items():
        fields = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in pair]
        assert fields[0] == fields[1], key
        assert all(pair), key
    rooms = (
        FIRST_SENTENCES,
        WEEK_SENTENCES,
        MORE_SENTENCES,
        GROUP_SENTENCES,
        METHOD_SENTENCES,
        OVERSIGHT_SENTENCES,
        REASON_SENTENCES,
        CHART_SENTENCES,
        DOCUMENT_SENTENCES,
        FOLLOW_UP_SENTENCES,
        JOINT_SENTENCES,
        BESIDE_SENTENCES,
    )
    assert len(SENTENCES) == sum(map(len, rooms))


def test_numbers_are_written_as_in_denmark_and_as_in_england() -> None:
    danish, english = Words("da"), Words("en")
    assert danish.percent(0.125) == "12,5\N{NO-BREAK SPACE}%"
    assert english.percent(0.125) == "12.5%"
    assert danish.whole(16872) == "16.872"
    assert danish.day(date(2026, 11, 23)) == "23.11.2026"
    assert danish.week("2026-W48") == "uge 48"
    assert danish.weeks("2026-W45", "2026-W48") == "uge 45\N{EN DASH}48"
    assert danish.quarter("2026-Q4") == "4. kvartal 2026"
    assert danish.points(-0.0004) == "0,0"
    assert danish.points(-0.021) == "\N{MINUS SIGN}2,1"
    with pytest.raises(ValueError, match="sv"):
        Words("sv")
