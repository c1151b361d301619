# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A draft is its author's alone, overwritten in place, gone at sending, and of two windows none loses unseen."""

from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from caseworker.context import Context
from caseworker.database import Database
from caseworker.drafts import KeptDraft, Saving, discard_draft, draft_of, save_draft
from caseworker.models import Draft, LedgerEntry, ManualDraft
from caseworker.permissions import Viewer
from caseworker.recording import correct_decision, erase, record_decision
from caseworker.vocabulary.closed_lists import ErasureRule, Role
from caseworker.vocabulary.problems import Absent
from tests.factories import BFU, Town, decision, later, recommend


def viewer(user: UUID) -> Viewer:
    return Viewer(str(user), Role.CASEWORKER, "modtagelsen")


def save(
    database: Database, context: Context, user: UUID, about: UUID, reason: str, page: str = "one", version: int = 0
) -> Saving:
    typed = {"reason": reason, "decided": "bfu", "certainty": ""}
    return save_draft(database, context, viewer(user), about, typed, page=page, version=version)


def kept(database: Database, context: Context, user: UUID, about: UUID) -> KeptDraft | None:
    with database.read() as session:
        return draft_of(session, viewer(user), about, context.now)


def count(database: Database, model: type) -> int:
    with database.read() as session:
        return int(session.execute(select(func.count()).select_from(model)).scalar_one())


def test_a_draft_is_overwritten_in_place_and_read_by_nobody_else(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    size = count(database, LedgerEntry)
    for version, reason in enumerate(("Mor", "Mor siger", "Mor siger nej")):
        assert not save(database, context, town.caseworker, waiting, reason, version=version).stale
    found = kept(database, context, town.caseworker, waiting)
    assert found is not None
    assert (found.version, dict(found.typed)) == (3, {"decided": "bfu", "reason": "Mor siger nej"})
    assert kept(database, context, town.colleague, waiting) is None
    assert count(database, Draft) == 1, "no history of what was typed"
    assert count(database, LedgerEntry) == size, "no log of it either"


def test_a_cpr_number_never_reaches_the_draft(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    save(database, context, town.caseworker, waiting, "Ringede til 010203-4567 i går")
    with database.read() as session:
        stored = str(session.execute(text("SELECT content FROM drafts")).scalar_one())
    assert "4567" not in stored
    found = kept(database, context, town.caseworker, waiting)
    assert found is not None
    assert found.typed["reason"] == "Ringede til ••••••-•••• i går"


def test_of_two_windows_the_second_to_save_is_shown_the_first(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    save(database, context, town.caseworker, waiting, "Fra vindue et", page="one")
    late = save(database, context, town.caseworker, waiting, "Fra vindue to", page="two")
    assert late.stale
    assert late.stands.typed["reason"] == "Fra vindue et"
    still = kept(database, context, town.caseworker, waiting)
    assert still is not None
    assert still.typed["reason"] == "Fra vindue et"
    chosen = save(database, context, town.caseworker, waiting, "Fra vindue to", page="two", version=late.stands.version)
    assert not chosen.stale
    assert chosen.stands.typed["reason"] == "Fra vindue to"


def test_a_page_whose_answer_got_lost_and_a_page_with_the_same_text_are_in_no_conflict(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    for _again in range(3):
        assert not save(database, context, town.caseworker, waiting, "Det samme", page="one").stale
    assert not save(database, context, town.caseworker, waiting, "Det samme", page="two").stale


def test_sending_takes_the_own_draft_away_and_leaves_a_colleagues(
    database: Database, context: Context, town: Town
) -> None:
    waiting, other = (recommend(database, context, case_reference=f"2026-00000{n}") for n in (1, 2))
    save(database, context, town.caseworker, waiting, "Min tekst")
    save(database, context, town.caseworker, other, "Min tekst i en anden sag")
    save(database, context, town.colleague, waiting, "Kollegaens tekst")
    record_decision(database, context, waiting, decision(context, town.caseworker))
    assert kept(database, context, town.caseworker, waiting) is None
    assert kept(database, context, town.caseworker, other) is not None
    theirs = kept(database, context, town.colleague, waiting)
    assert theirs is not None
    assert theirs.typed["reason"] == "Kollegaens tekst"
    save(database, context, town.colleague, waiting, "Kollegaen skriver videre", version=1)


def test_what_is_saved_too_late_does_not_come_back_after_sending(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    with pytest.raises(Absent):
        save(database, context, town.caseworker, waiting, "Fra et kald, der var undervejs")
    correcting = {"reason": "Rettes nu", "revision": "0"}
    me = viewer(town.caseworker)
    save_draft(database, context, me, waiting, correcting, page="one", version=0)
    correct_decision(database, context, receipt.decision_id, 0, decision(context, town.caseworker, BFU, "Ny", "A2"))
    assert count(database, Draft) == 0
    with pytest.raises(Absent):
        save_draft(database, context, me, waiting, correcting, page="one", version=1)
    assert count(database, Draft) == 0


def test_a_draft_is_gone_after_fourteen_days(database: Database, context: Context, town: Town) -> None:
    waiting, other = (recommend(database, context, case_reference=f"2026-00000{n}") for n in (1, 2))
    save(database, context, town.caseworker, waiting, "Glemt")
    then = later(context, days=14)
    assert kept(database, later(context, days=13, hours=23), town.caseworker, waiting) is not None
    assert kept(database, then, town.caseworker, waiting) is None
    save(database, later(context, hours=1), town.colleague, other, "Nyere")
    assert not save(database, then, town.caseworker, waiting, "Forfra", page="two").stale
    save(database, later(context, days=15), town.caseworker, other, "Ny")
    assert count(database, Draft) == 2, "a colleague's forgotten draft goes without their doing anything"


def test_a_forgotten_draft_by_hand_goes_too(database: Database, context: Context, town: Town) -> None:
    me, typed = viewer(town.caseworker), {"reason": "Glemt"}
    save_draft(database, context, me, "sortering", typed, page="one", version=0)
    assert count(database, ManualDraft) == 1
    save(database, later(context, days=14), town.colleague, recommend(database, context), "Ny")
    assert count(database, ManualDraft) == 0


def test_a_draft_goes_when_it_is_thrown_away_and_when_its_case_is_erased(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    save(database, context, town.caseworker, waiting, "Mit")
    save(database, context, town.colleague, waiting, "Dit")
    discard_draft(database, viewer(town.caseworker), waiting)
    assert count(database, Draft) == 1
    erase(database, context, "2026-000123", ErasureRule.CITIZEN_REQUEST)
    assert count(database, Draft) == 0
