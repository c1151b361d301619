# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A gentle hint looks at one's own texts only, and never where a short or similar reason is natural."""

import pytest

from caseworker.context import Context
from caseworker.database import Database
from caseworker.permissions import Viewer
from caseworker.queries.hints import hint_for
from caseworker.recording import record_decision
from caseworker.vocabulary.closed_lists import Role
from caseworker.vocabulary.empty_phrases import EMPTY_PHRASES, Hint, plain_words, says_nothing
from tests.factories import Town, decision, later, recommend

WRITTEN = "Forældrene tager selv imod hjælp, det prøver vi først."


@pytest.mark.parametrize("text", ["enig", "Enig!", "  OK. ", "som  foreslået", "Se journal.", "I agree", "...", "-"])
def test_an_empty_phrase_is_known_in_any_spelling(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["", "Enig, barnet er set i går", "Se journal: mor er indlagt", "Mor er ok"])
def test_a_text_that_says_something_is_none(text: str) -> None:
    assert not says_nothing(text)


def test_every_phrase_of_the_list_is_written_as_texts_are_compared() -> None:
    assert {plain_words(phrase) for phrase in EMPTY_PHRASES} == EMPTY_PHRASES


def test_a_copy_of_ones_own_text_is_hinted_at_and_of_anothers_is_not(
    database: Database, context: Context, town: Town
) -> None:
    first, now = recommend(database, context), recommend(database, context, case_reference="2026-000002")
    record_decision(database, context, first, decision(context, town.caseworker, reason=WRITTEN))
    me, colleague = (Viewer(str(user), Role.CASEWORKER, "modtagelsen") for user in (town.caseworker, town.colleague))
    with database.read() as session:

        def hint(who: Viewer, text: str, code: str = "C1", system: str = "sortering", days: int = 0) -> Hint | None:
            return hint_for(session, who, system, now, text, code, later(context, days=days).today)

        assert hint(me, f"  {WRITTEN.upper()} ") is Hint.COPY
        assert hint(me, WRITTEN, days=28) is Hint.COPY
        assert hint(me, WRITTEN, days=29) is None
        assert hint(me, WRITTEN, system="timer") is None
        assert hint(colleague, WRITTEN) is None
        assert hint(me, WRITTEN + " Igen.") is None
        assert hint(me, "enig") is Hint.EMPTY
        for code in ("A1", "A4"):
            assert hint(me, "enig", code) is None
            assert hint(me, WRITTEN, code) is None
        assert hint_for(session, me, "sortering", first, WRITTEN, "C1", context.today) is None, "no copy of itself"
