# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The whole round of every role on the embedded database and on PostgreSQL."""

from argon2 import PasswordHasher

from caseworker.app import create_app
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from tests.factories import PASSWORD, recommend, settle
from tests.web import Browser, Clock, decisions


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
