# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A token opens one system until it expires or is revoked, and is itself stored nowhere."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import LedgerEntry, PersonalValue, Token
from caseworker.registry.tokens import add_token, find_token, note_use, revoke_token, tokens_of
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import TokenScope
from caseworker.vocabulary.problems import Absent, CprFound, Refused
from tests.factories import Town


def add(database: Database, context: Context, name: str = "fagsystem", expires_on: date | None = None) -> str:
    return add_token(database, context, "sortering", name, TokenScope.WRITE, expires_on)


def test_a_token_opens_its_system_and_leaves_nothing_but_a_hash(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    plain = add(database, context)
    with database.read() as session:
        bearer = find_token(session, context.today, plain)
        assert bearer is not None
        assert (bearer.system, bearer.scope) == ("sortering", TokenScope.WRITE)
        assert find_token(session, context.today, plain + "x") is None
        stored = session.execute(select(Token)).scalar_one()
        raw = session.execute(select(col(LedgerEntry.raw)).where(col(LedgerEntry.seq) == stored.entry)).scalar_one()
        values = session.execute(select(PersonalValue).where(col(PersonalValue.entry) == stored.entry)).scalars().all()
        assert [(value.field, value.value) for value in values] == [("name", "fagsystem")]
        assert plain not in str(stored.model_dump())
        for hidden in (plain, "fagsystem", stored.token_hash):
            assert hidden.encode() not in raw
    assert b'"scope":"write"' in raw
    assert verify_database(database, settings).ok


def test_a_token_whose_name_was_changed_in_the_database_is_a_finding(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    add(database, context)
    with database.write() as session:
        session.execute(select(Token)).scalar_one().name = "en-anden"
    assert not verify_database(database, settings).ok


def test_a_revoked_token_opens_nothing_and_its_end_is_an_entry(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    plain = add(database, context)
    with database.read() as session:
        ((token_id, added),) = [(token.id, token.entry) for token in tokens_of(session, "sortering")]
    revoke_token(database, context, token_id)
    with database.read() as session:
        assert find_token(session, context.today, plain) is None
        (revoked,) = tokens_of(session)
        assert (revoked.revoked_on, revoked.name) == (context.today, "fagsystem")
        assert revoked.entry > added
    with pytest.raises(Absent):
        revoke_token(database, context, token_id)
    assert verify_database(database, settings).ok


def test_a_token_works_on_its_last_day_and_not_the_day_after(database: Database, context: Context, town: Town) -> None:
    plain = add(database, context, expires_on=context.today)
    with database.read() as session:
        assert find_token(session, context.today, plain) is not None
        assert find_token(session, context.today + timedelta(days=1), plain) is None


def test_what_is_no_token_is_refused_and_stores_nothing(database: Database, context: Context, town: Town) -> None:
    add(database, context)
    for name in ("", " \u200b", "fagsystem", "x" * 65, "a\0b"):
        with pytest.raises(Refused):
            add(database, context, name)
    with pytest.raises(CprFound):
        add(database, context, "010203-4567")
    with pytest.raises(Refused):
        add(database, context, "nyt", context.today - timedelta(days=1))
    with pytest.raises(Absent):
        add_token(database, context, "findes-ikke", "nyt", TokenScope.READ)
    with database.read() as session:
        assert len(tokens_of(session)) == 1


def test_the_last_use_is_noted_by_the_day(database: Database, context: Context, town: Town) -> None:
    plain = add(database, context)
    with database.read() as session:
        bearer = find_token(session, context.today, plain)
    assert bearer is not None
    note_use(database, context.today, bearer)
    with database.read() as session:
        assert tokens_of(session)[0].used_on == context.today
        used = find_token(session, context.today, plain)
    assert used is not None
    note_use(Database("sqlite:////nowhere/at/all"), context.today, used)


def test_writing_includes_reading_and_not_the_other_way(database: Database, context: Context, town: Town) -> None:
    for scope, writes in ((TokenScope.READ, False), (TokenScope.WRITE, True)):
        plain = add_token(database, context, "sortering", scope.value, scope)
        with database.read() as session:
            bearer = find_token(session, context.today, plain)
        assert bearer is not None
        assert bearer.may(TokenScope.READ)
        assert bearer.may(TokenScope.WRITE) is writes
