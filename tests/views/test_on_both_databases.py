# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The whole round of every role on the embedded database and on PostgreSQL."""

from argon2 import PasswordHasher

from caseworker.app import create_app
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from tests.factories import PASSWORD, recommend, settle
from tests.web import Browser, Clock, Page, decisions, entries

NUL = "a\0b"


def test_the_round_of_every_role(database: Database, settings: Settings, context: Context) -> None:
    settle(database, context, PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD))
    address = f"/recommendations/{recommend(database, context, case_reference='2026-000ABC')}"
    app = create_app(settings, database, Clock())

    caseworker = Browser(app)
    assert "Venter på dig (1)" in caseworker.log_in("caseworker").words
    assert "1 sag passer med »000abc«." in caseworker.get("/desk?search=000abc").words
    page = caseworker.get(address)
    filled = {"decided": "tilbud", "reason_code": "C1", "reason": "Forældrene tager selv imod hjælp."}
    receipt = caseworker.send(page, f"{address}/decision", **filled)
    assert "Din beslutning er gemt" in receipt.words
    assert "2026-000ABC" in caseworker.get("/records?search=000abc").words
    record = caseworker.get(address).response.request.path
    form = caseworker.get(f"{record}/correction")
    assert "Din rettelse er gemt" in caseworker.send(form, f"{record}/correction", reason="Rettet.").words
    manual = caseworker.get("/register/timer")
    told = {"case_reference": "2026-2", "recommended": "timer", "recommended_number": "4,5", "decided": "0"}
    why = {"reason_code": "D1", "reason": "Flyttet i går."}
    assert "fraveget" in caseworker.send(manual, "/register/timer", **told, **why).words
    assert decisions(database) == 3

    for role, words in (
        ("team_lead", "Teamet er for lille til sin egen rapport"),
        ("ethics_reviewer", "Fulgt og fraveget over tid"),
        ("administrator", "Timeforslag"),
        ("auditor", "Loggen"),
    ):
        assert words in Browser(app).log_in(role).words
    auditor = Browser(app)
    assert "Poster, der ikke passer 0" in auditor.send(auditor.log_in("auditor"), "/ledger").words
    administrator = Browser(app)
    administrator.log_in("administrator")
    assert "Modtagelsen modtagelsen 3" in administrator.get("/registry/people").words


def test_a_character_that_a_database_cannot_take_is_an_ordinary_mistake(
    database: Database, settings: Settings, context: Context
) -> None:
    settle(database, context, PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD))
    address = f"/recommendations/{recommend(database, context)}"
    app = create_app(settings, database, Clock())
    stranger = Browser(app)
    refused = sent(stranger, "/login", csrf_token=stranger.token(), username=NUL, password=PASSWORD)
    assert "Brugernavn og adgangskode passer ikke sammen" in refused.words

    caseworker = Browser(app)
    caseworker.log_in("caseworker")
    assert "Ingen af de ventende sager passer med" in found(caseworker, "/desk").words
    assert "Ingen af dine registreringer passer med" in found(caseworker, "/records").words
    assert caseworker.get("/register/a%00b").status == 404
    decided = {"decided": "tilbud", "reason_code": "C1", "reason": "Forældrene tager selv imod hjælp."}
    told = {**decided, "case_reference": "2026-2", "recommended": "bfu", "model_version": "1.0"}
    for page, action, filled in (
        (caseworker.get(address), f"{address}/decision", decided),
        (caseworker.get("/register/sortering"), "/register/sortering", told),
    ):
        form, size = {**page.fields(action), **filled}, entries(database)
        for name in ("key", *filled):
            assert sent(caseworker, action, **{**form, name: NUL}).status == 422, name
        assert entries(database) == size
        assert sent(caseworker, action, **form).status == 303


def sent(browser: Browser, path: str, **form: str) -> Page:
    """The answer as it comes: an input that is given back with such a character in it is no good HTML."""
    return Page(browser.client.post(path, data=form))


def found(browser: Browser, path: str) -> Page:
    """The answer to a search for such a character, as it comes."""
    return Page(browser.client.get(path, query_string={"search": NUL}))
