# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Reports, registry, log and health: what each role comes for."""

import re
from collections.abc import Callable

from flask import Flask

from caseworker.checkpoints import make_checkpoint
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database, downgrade
from tests.factories import recommend
from tests.web import Browser


def test_a_team_lead_lands_on_the_last_completed_week_of_the_own_team(browser_of: Callable[[str], Browser]) -> None:
    page = browser_of("team_lead").get("/")
    assert "Modtagelsen: uge 46, 2026" in page.words
    assert "Teamet er for lille til sin egen rapport" in page.words


def test_only_a_week_that_is_offered_is_shown(browser_of: Callable[[str], Browser]) -> None:
    lead = browser_of("team_lead")
    assert "uge 40, 2026" in lead.get("/reports/weekly?week=2026-W40").words
    for week in ("2026-W47", "1999-W01", "x", "2026-W99"):
        assert lead.get(f"/reports/weekly?week={week}").status == 404


def test_an_ethics_reviewer_chooses_system_and_quarters(
    browser_of: Callable[[str], Browser], web_database: Database, context: Context
) -> None:
    recommend(web_database, context)
    reviewer = browser_of("ethics_reviewer")
    assert "Fulgt og fraveget over tid" in reviewer.get("/").words
    page = reviewer.get("/reports/trends?system=sortering&from=2026-07-01&to=2026-04-01")
    assert page.status == 200
    assert '<option value="sortering" selected>' in page.text
    for wrong in ("system=findes-ikke", "from=i-morgen", "to=2026-07-02"):
        assert reviewer.get(f"/reports/trends?{wrong}").status == 404


def test_a_report_can_be_kept_in_every_form_and_holds_what_the_page_does(browser_of: Callable[[str], Browser]) -> None:
    pages = {
        "team_lead": ("/reports/weekly", "?week=2026-W40", "weekly-modtagelsen-2026-W40"),
        "ethics_reviewer": ("/reports/trends", "?system=sortering&from=2026-07-01", "trends-sortering-2026-06-29"),
    }
    begins = {"pdf": b"%PDF-", "xlsx": b"PK", "csv": b"PK", "json": b"{"}
    for role, (address, asked, name) in pages.items():
        browser = browser_of(role)
        shown = browser.get(f"{address}{asked}").text.replace("&amp;", "&")
        for form, start in begins.items():
            assert f'href="{address}.{form}{asked}" download' in shown
            answer = browser.client.get(f"{address}.{form}{asked}")
            assert answer.status_code == 200
            assert answer.data.startswith(start)
            assert f"filename={name}" in answer.headers["Content-Disposition"]
        assert browser.client.get(f"{address}.html{asked}").status_code == 404
    lead = browser_of("team_lead")
    assert lead.client.get("/reports/weekly.pdf?week=1999-W01").status_code == 404


def test_an_administrator_sees_what_is_registered(browser_of: Callable[[str], Browser]) -> None:
    administrator = browser_of("administrator")
    assert "Sortering" in administrator.get("/").words
    assert "0,25 til 40 timer pr. uge i trin på 0,25" in administrator.get("/registry/systems/timer").words
    people = administrator.get("/registry/people").words
    assert "Modtagelsen modtagelsen 3" in people
    assert "dataetisk råd" in people


def test_an_auditor_has_the_whole_log_checked(
    browser_of: Callable[[str], Browser], web_database: Database, settings: Settings, context: Context
) -> None:
    auditor = browser_of("auditor")
    page = auditor.get("/ledger")
    assert "intet endnu" in page.words
    assert "men der er ikke noget tidligere kontrolpunkt" in auditor.send(page, "/ledger").words.lower()
    make_checkpoint(web_database, settings, context)
    assert "Loggen er intakt Intet er ændret" in auditor.send(page, "/ledger").words


def test_a_row_that_was_changed_behind_the_guards_is_shown_as_broken(
    browser_of: Callable[[str], Browser], web_database: Database
) -> None:
    with web_database.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE teams SET name = 'Et andet navn' WHERE code = 'modtagelsen'")
        connection.commit()
    auditor = browser_of("auditor")
    page = auditor.send(auditor.get("/ledger"), "/ledger")
    assert "Loggen er ikke intakt" in page.words
    assert "Poster, der ikke passer 1" in page.words
    assert re.search(r"Post \d+: rækken siger noget andet end logposten", page.words)
    assert '<span lang="en">' not in page.text, "nothing is left in English"


def test_the_server_says_whether_it_is_up_and_ready(app: Flask, web_database: Database) -> None:
    client = app.test_client()
    assert client.get("/healthz").get_data() == b"ok\n"
    assert client.get("/readyz").status_code == 200
    downgrade(web_database, "base")
    assert client.get("/healthz").status_code == 200
    unready = client.get("/readyz")
    assert unready.status_code == 503
    assert "Databasen er ikke klar" in unready.get_data(as_text=True)
