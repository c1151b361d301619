# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A person sees what the permission table grants, and no more: every page, every role, every kind of stranger."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from caseworker import recording
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange.uploads import Uploads, new_upload
from caseworker.registry.tokens import add_token, tokens_of
from caseworker.vocabulary.closed_lists import FileForm, FollowUpKind, FollowUpSubject, TokenScope
from caseworker.webhooks import add_webhook
from tests import read_twice
from tests.factories import Town, context_at, decision, recommend, release
from tests.test_every_view_asks import OF_MACHINES, OPEN_TO_ANYONE, OPEN_TO_SIGNED_IN, OPEN_TO_TOKEN_OR_SIGNED_IN
from tests.web import Browser, entries, without_token

# What each role opens. `{recommendation}` waits for the caseworker's team, `{record}` is the caseworker's own.
PAGES: dict[str, set[str]] = {
    "caseworker": {
        "/desk",
        "/desk/taken-out",
        "/recommendations/{recommendation}",
        "/records",
        "/records/{record}",
        "/records/{record}/receipt",
        "/records/{record}/correction",
        "/records/{record}/explanation",
        "/records/{record}/explanation/draft",
        "/records/{record}/explanation/1.pdf",
        "/records/{record}/note",
        "/records/{record}/note.txt",
        "/records/{record}/grounds",
        "/records/{record}/follow-up",
        "/double-readings",
        "/recommendations/{recommendation}/earlier",
        "/register",
        "/register/sortering",
        "/systems/sortering",
    },
    "team_lead": {
        "/reports/weekly",
        "/reports/weekly.json",
        "/reports/weekly/disagreements",
        "/double-readings",
        "/double-readings/new",
        "/double-readings/{double}",
        "/double-readings/{double}/1",
        "/follow-ups",
        "/follow-ups/new",
        "/follow-ups/new/sortering",
        "/follow-ups/{follow_up}",
        "/systems/sortering",
    },
    "ethics_reviewer": {
        "/reports/trends",
        "/reports/trends.json",
        "/follow-ups",
        "/follow-ups/new",
        "/follow-ups/new/sortering",
        "/follow-ups/{follow_up}",
        "/systems/sortering/reasons",
        "/systems/sortering/reasons.json",
        "/systems/sortering",
    },
    "administrator": {
        "/follow-ups",
        "/follow-ups/{follow_up}",
        "/systems/sortering/reasons",
        "/systems/sortering/reasons.json",
        "/registry/systems",
        "/registry/systems/sortering",
        "/registry/systems/sortering/file",
        "/registry/systems/sortering/edit",
        "/registry/systems/sortering/new-version",
        "/registry/systems/sortering/versions/1.0",
        "/registry/systems/sortering/new-option",
        "/registry/systems/sortering/options/bfu",
        "/registry/systems/sortering/reasons",
        "/registry/systems/sortering/baseline",
        "/registry/new-system",
        "/registry/reasons",
        "/registry/reasons/new",
        "/registry/reasons/D1/retire",
        "/registry/people",
        "/registry/new-team",
        "/registry/teams/modtagelsen",
        "/registry/new-user",
        "/registry/users/{user}",
        "/registry/users/{user}/password",
        "/registry/tokens",
        "/registry/tokens/new",
        "/registry/tokens/{token}/revoke",
        "/registry/go-live",
        "/registry/webhooks",
        "/registry/webhooks/new",
        "/registry/webhooks/{webhook}/remove",
        "/registry/systems/sortering/stop",
        "/registry/faults",
        "/systems/sortering",
        "/imports",
        "/imports/{upload}",
        "/imports/{upload}/errors.csv",
        "/imports/blank/sortering.csv",
        "/exports",
    },
    "auditor": {"/ledger", "/access-report"},
}
EVERY_PAGE = sorted(set().union(*PAGES.values()))


@pytest.fixture
def ids(web_database: Database, context: Context, web_town: Town, settings: Settings) -> dict[str, str]:
    """A case that waits, a record of the caseworker, an upload, a follow-up, a user and a token."""
    answered = recommend(web_database, context, case_reference="2026-000001")
    receipt = recording.record_decision(web_database, context, answered, decision(context, web_town.caseworker))
    release(web_database, context, receipt.decision_id, web_town.caseworker)
    read_twice.fill(web_database, context, web_town)
    double = read_twice.start(web_database, context, web_town)
    waits = recommend(web_database, context, case_reference="2026-000002")
    uploads = Uploads(web_database, Path(settings.home) / "uploads")
    later = context_at(seed=2)
    new = new_upload(later, web_town.administrator, "sortering", FileForm.CSV)
    upload = uploads.keep(later, new, BytesIO(b"team\nx\n"))
    (uploads.folder / f"{upload}.errors.csv").touch()
    course = recording.Course(FollowUpKind.DATA_FAULT, text="Indkomsterne er for gamle.")
    told = recording.NewFollowUp("sortering", FollowUpSubject.DATA_SOURCE, course, "modtagelsen", "Indkomster")
    follow_up = recording.add_follow_up(web_database, later, told, str(web_town.team_lead))
    add_token(web_database, context, "sortering", "fagsystem", TokenScope.WRITE)
    with web_database.read() as session:
        token = tokens_of(session)[0].id
    webhook = add_webhook(web_database, settings, context, "sortering", "https://8.8.8.8/", ["result.added"])
    return {
        "recommendation": str(waits),
        "record": str(receipt.decision_id),
        "upload": str(upload),
        "user": str(web_town.colleague),
        "token": str(token),
        "webhook": str(webhook.id),
        "follow_up": str(follow_up),
        "double": str(double.id),
    }


def test_every_page_without_a_role_of_its_own_is_named_here(app: Flask) -> None:
    shown = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    shown -= {endpoint for endpoint in shown if endpoint.startswith(OF_MACHINES)}
    named = OPEN_TO_ANYONE | OPEN_TO_SIGNED_IN | OPEN_TO_TOKEN_OR_SIGNED_IN | {"static"}
    assert len(shown - named) == len(EVERY_PAGE)


@pytest.mark.parametrize("role", sorted(PAGES))
def test_each_role_opens_its_own_pages_and_no_other(
    browser_of: Callable[[str], Browser], ids: dict[str, str], role: str
) -> None:
    browser = browser_of(role)
    opened = {page for page in EVERY_PAGE if browser.get(page.format(**ids)).status == 200}
    assert opened == PAGES[role]


@pytest.mark.parametrize("role", sorted(PAGES))
def test_the_menu_shows_only_what_the_role_opens(browser_of: Callable[[str], Browser], role: str) -> None:
    front = browser_of(role).get("/").text
    menu = front[front.index('class="mainmenu"') : front.index("</nav>")]
    linked = {page for page in EVERY_PAGE if f'href="{page}"' in menu}
    assert linked
    assert linked <= PAGES[role]


def test_without_a_login_every_page_leads_to_the_login(app: Flask, ids: dict[str, str]) -> None:
    for page in [*EVERY_PAGE, "/", "/findes-ikke"]:
        answer = app.test_client().get(page.format(**ids))
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/login")


@pytest.mark.parametrize("stranger", ["outsider", "team_lead", "ethics_reviewer", "administrator", "auditor"])
def test_what_is_not_ones_own_answers_exactly_as_what_is_not_there(
    browser_of: Callable[[str], Browser], ids: dict[str, str], stranger: str, web_database: Database
) -> None:
    browser = browser_of(stranger)
    size = entries(web_database)
    nothing = str(uuid4())
    for page in (page for page in EVERY_PAGE if "{re" in page):
        theirs = browser.get(page.format(**ids))
        absent = browser.get(page.format(recommendation=nothing, record=nothing))
        assert theirs.status == absent.status == 404
        assert without_token(theirs) == without_token(absent)
    sent = {"csrf_token": browser.token(), "decided": "bfu", "reason_code": "A1", "reason": "Set.", "key": "k" * 20}
    for act in ("decision", "own-judgement", "set-aside", "take-back", "fault"):
        assert browser.post(f"/recommendations/{ids['recommendation']}/{act}", {**sent, "not_now": "N2"}).status == 404
    assert browser.post(f"/records/{ids['record']}/correction", {**sent, "revision": "0"}).status == 404
    told = {**sent, "revision": "0", "version": "2", "language": "da", "sentence": "Se sagen."}
    for path in ("explanation", "explanation/read", "explanation/draft", "grounds"):
        assert browser.post(f"/records/{ids['record']}/{path}", told).status == 404
    assert browser.post(f"/recommendations/{ids['recommendation']}/earlier/{ids['record']}", sent).status == 404
    assert entries(web_database) == size


def test_a_colleague_of_the_same_team_sees_the_recommendation_but_not_the_record(
    browser_of: Callable[[str], Browser], ids: dict[str, str]
) -> None:
    colleague = browser_of("colleague")
    assert colleague.get(f"/recommendations/{ids['recommendation']}").status == 200
    for page in (page for page in EVERY_PAGE if "{record}" in page):
        assert colleague.get(page.format(**ids)).status == 404


def test_a_malformed_id_is_a_page_that_is_not_there(caseworker: Browser) -> None:
    for path in (
        "/recommendations/1",
        "/records/%00",
        "/records/..%2f..%2fetc",
        "/register/%27%3B--",
        "/help/..%2fbase",
        "/records/1/note",
        "/records/1/follow-up",
        "/follow-ups/1",
        "/double-readings/1",
    ):
        assert caseworker.get(path).status == 404


def test_a_view_that_asks_nothing_is_a_page_that_is_not_there(app: Flask) -> None:
    app.add_url_rule("/forgotten", view_func=lambda: "en hemmelighed")
    assert app.test_client().get("/forgotten").status_code == 303
    browser = Browser(app)
    browser.log_in("administrator")
    page = browser.get("/forgotten")
    assert page.status == 404
    assert "hemmelighed" not in page.text
