# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Whoever sets somebody else's password reads none of their drafts, and it does not go unseen."""

from collections.abc import Callable
from uuid import UUID

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import func, select
from sqlmodel import col

from caseworker import registry
from caseworker.accounts import choose_password
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.drafts import save_draft
from caseworker.ledger import parse
from caseworker.models import Draft, LedgerEntry, ManualDraft, User
from caseworker.permissions import Viewer
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import Role
from tests.factories import PASSWORD, Town, recommend
from tests.web import Browser

NOTICE = (
    "Din adgangskode blev nulstillet af en administrator den 20.11.2026. "
    "Var det ikke efter aftale, så sig det til din leder."
)


def hashed(password: str) -> str:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(password)


def write_drafts(database: Database, context: Context, user: UUID) -> None:
    viewer = Viewer(str(user), Role.CASEWORKER, "modtagelsen")
    for about in (recommend(database, context), "sortering"):
        save_draft(database, context, viewer, about, {"reason": "Ikke færdig endnu."}, page="one", version=0)


def drafts_of(database: Database, user: UUID) -> int:
    with database.read() as session:
        return sum(
            int(session.execute(select(func.count()).where(col(table.user_id) == user)).scalar_one())
            for table in (Draft, ManualDraft)
        )


def last_entry(database: Database) -> tuple[dict[str, object], bytes]:
    """The facts of the latest entry, and its bytes."""
    with database.read() as session:
        raw = session.execute(select(col(LedgerEntry.raw)).order_by(col(LedgerEntry.seq).desc()).limit(1)).scalar_one()
    facts = parse(raw)["facts"]
    assert isinstance(facts, dict)
    return facts, raw


def test_the_drafts_of_somebody_whose_password_is_reset_are_gone_and_nobody_elses(
    database: Database, context: Context, town: Town
) -> None:
    for user in (town.caseworker, town.colleague):
        write_drafts(database, context, user)
    assert drafts_of(database, town.caseworker) == 2
    registry.reset_password(database, context, town.caseworker, hashed("once"), town.administrator)
    assert drafts_of(database, town.caseworker) == 0
    assert drafts_of(database, town.colleague) == 2


def test_ones_own_new_password_leaves_ones_drafts(web_database: Database, context: Context, web_town: Town) -> None:
    write_drafts(web_database, context, web_town.caseworker)
    choose_password(web_database, context, web_town.caseworker, PASSWORD, "en sætning kun jeg kender", "192.0.2.1")
    assert drafts_of(web_database, web_town.caseworker) == 2


def test_the_log_says_whose_password_was_reset_and_until_when_and_holds_no_secret(
    database: Database, context: Context, settings: Settings, town: Town
) -> None:
    hash_of_it = hashed("once and never again")
    registry.reset_password(database, context, town.caseworker, hash_of_it, town.administrator)
    facts, raw = last_entry(database)
    assert (facts["id"], facts["password_reset_on"]) == (str(town.caseworker), "2026-11-20")
    assert hash_of_it.encode() not in raw
    choose_password(database, context, town.caseworker, "once and never again", "en sætning kun jeg kender", "")
    facts, _raw = last_entry(database)
    assert facts["id"] == str(town.caseworker)
    assert "password_reset_on" not in facts
    assert verify_database(database, settings).ok


def test_an_administrator_who_resets_their_own_password_is_nobody_else(
    database: Database, context: Context, town: Town
) -> None:
    user = registry.reset_password(database, context, town.administrator, hashed("once"), town.administrator)
    assert (user.one_time, user.password_reset_on) == (True, None)


def test_a_person_is_told_at_the_next_login_that_somebody_reset_the_password(
    app: Flask, browser_of: Callable[[str], Browser], web_database: Database, context: Context, web_town: Town
) -> None:
    write_drafts(web_database, context, web_town.caseworker)
    administrator = browser_of("administrator")
    path = f"/registry/users/{web_town.caseworker}/password"
    shown = administrator.send(administrator.get(path), path).text
    password = shown.split('class="shown-once">')[1].split("<")[0]
    assert drafts_of(web_database, web_town.caseworker) == 0
    browser = Browser(app)
    told = browser.log_in("caseworker", password)
    assert NOTICE in told.words
    own = "en sætning kun jeg kender"
    browser.send(told, "/password", current=password, password=own, again=own)
    assert NOTICE not in browser.get("/password").words


def test_a_new_user_is_told_of_no_reset(app: Flask, web_database: Database, context: Context) -> None:
    new = User(
        entry=0,
        id=context.new_id(),
        username="ny",
        name="Ny",
        role=Role.AUDITOR,
        password_hash=hashed("once and never again"),
        one_time=True,
    )
    registry.add_user(web_database, context, new)
    page = Browser(app).log_in("ny", "once and never again")
    assert "Den adgangskode, du har fået" in page.words
    assert "nulstillet" not in page.words
