# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The pages about a record whose author nobody can see any longer: each says something, and none says who it was."""

from collections.abc import Callable
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlmodel import col

from caseworker.context import Context
from caseworker.database import Database
from caseworker.documents.access_report import MadeBy, access_data, access_report
from caseworker.documents.sheets import plain_text
from caseworker.models import Decision, Explanation, FollowUp
from caseworker.queries.whole_case import held_about
from caseworker.recording import AuthorExpiry, record_decision
from tests.factories import AKUT, Town, context_at, decision, recommend
from tests.recording.expiry import OLD, everything, naming
from tests.test_permissions import PAGES
from tests.web import Browser, Clock, decisions

GONE = "Man kan ikke længere se, hvem der lavede registreringen."
REASON = "Rettet: der var en oplysning mere i sagen."
CASE = "2026-000123"


@pytest.fixture
def recorded(web_database: Database, web_town: Town) -> UUID:
    """A record of long ago with everything that can hang on one."""
    return everything(web_database, context_at(OLD, seed=31), web_town)


@pytest.fixture
def expired(web_database: Database, recorded: UUID, clock: Clock) -> UUID:
    """The same record, after its author was erased."""
    for _done in AuthorExpiry(web_database, context_at(clock.now, seed=32)).run():
        pass
    return recorded


def recommendation_of(database: Database, decision_id: UUID) -> UUID:
    with database.read() as session:
        found: UUID = session.get_one(Decision, (decision_id, 0)).recommendation_id
        return found


def pages_about(database: Database, decision_id: UUID, later: UUID) -> list[str]:
    """Every page of every role that names a record or a recommendation, and the lists in which they could stand."""
    recommendations = recommendation_of(database, decision_id), later
    found = {
        page.format(recommendation=each, record=decision_id)
        for pages in PAGES.values()
        for page in pages
        if "{" not in page.replace("{recommendation}", "").replace("{record}", "")
        for each in recommendations
    }
    return sorted(found | {f"/records/{decision_id}/explanation/draft?reason=1", "/records?opened=1"})


@pytest.mark.parametrize("who", ["caseworker", "colleague", "outsider", "team_lead", "ethics_reviewer", "auditor"])
def test_no_page_about_it_fails_or_names_its_author(
    web_database: Database,
    web_town: Town,
    context: Context,
    expired: UUID,
    browser_of: Callable[[str], Browser],
    who: str,
) -> None:
    waiting = recommend(web_database, context, AKUT, case_reference=CASE)
    browser = browser_of(who)
    seen = set()
    for path in pages_about(web_database, expired, waiting):
        page = browser.get(path)
        seen.add(page.status)
        assert page.status in (200, 302, 303, 404, 409), f"{path}: {page.status}"
        if str(expired) in path:
            assert REASON not in page.words, path
            assert str(web_town.caseworker) not in page.text, path
            assert "Caseworker" not in page.words or who == "caseworker", path
    assert 200 in seen


def test_it_is_no_longer_among_its_authors_own(caseworker: Browser, recorded: UUID, expired: UUID) -> None:
    assert str(expired) not in caseworker.get("/records").text
    page = caseworker.get(f"/records/{expired}")
    assert (page.status, GONE in page.words) == (409, True)
    assert "Registreringen kan ikke åbnes eller rettes" in page.words


def test_before_it_expires_it_is(caseworker: Browser, recorded: UUID) -> None:
    assert str(recorded) in caseworker.get("/records").text
    assert REASON in caseworker.get(f"/records/{recorded}").words


def test_a_correction_is_refused_with_one_sentence_and_stores_nothing(
    caseworker: Browser, web_database: Database, recorded: UUID, clock: Clock
) -> None:
    page = caseworker.get(f"/records/{recorded}/correction")
    for _done in AuthorExpiry(web_database, context_at(clock.now, seed=32)).run():
        pass
    before = decisions(web_database)
    answer = caseworker.send(page, f"/records/{recorded}/correction", reason="Rettet endnu en gang, for sent.")
    assert (answer.status, GONE in answer.words, "Intet blev gemt." in answer.words) == (409, True, True)
    assert decisions(web_database) == before


def test_another_team_meets_it_as_if_it_were_absent(browser_of: Callable[[str], Browser], expired: UUID) -> None:
    outsider = browser_of("outsider")
    absent = outsider.get(f"/records/{UUID(int=7)}")
    for page in ("", "/correction", "/explanation", "/explanation/draft"):
        met = outsider.get(f"/records/{expired}{page}")
        assert (met.status, met.words) == (absent.status, absent.words)


def test_a_colleague_of_the_team_makes_the_explanation_without_the_reason(
    web_database: Database, web_town: Town, browser_of: Callable[[str], Browser], context: Context, expired: UUID
) -> None:
    waiting = recommend(web_database, context, AKUT, case_reference=CASE)
    colleague = browser_of("colleague")
    earlier = colleague.get(f"/recommendations/{waiting}/earlier")
    assert "kan du lave forklaringen for dit team" in earlier.words
    path = f"/records/{expired}/explanation"
    draft = colleague.get(f"{path}/draft?reason=1")
    assert "alle i teamet kan forklare den" in draft.words
    assert REASON not in draft.text
    assert "Hvorfor blev beslutningen, som den blev?" in draft.words
    assert "besluttede du" not in draft.words
    read = colleague.send(draft, f"{path}/read", sentence="Familien ville selv prøve hjælp først.")
    assert colleague.send(read, path).status == 200
    with web_database.read() as session:
        newest = select(col(Explanation.entry)).order_by(col(Explanation.entry).desc()).limit(1)
        assert naming(web_database, web_town.colleague) == [session.execute(newest).scalar_one()]


def test_a_record_whose_author_stands_is_explained_by_nobody_else(
    web_database: Database, web_town: Town, context: Context, browser_of: Callable[[str], Browser]
) -> None:
    made = record_decision(
        web_database, context, recommend(web_database, context), decision(context, web_town.caseworker)
    )
    waiting = recommend(web_database, context, AKUT, case_reference=CASE)
    colleague = browser_of("colleague")
    assert colleague.get(f"/records/{made.decision_id}/explanation").status == 404
    assert "lave forklaringen" not in colleague.get(f"/recommendations/{waiting}/earlier").words


def test_the_reason_is_still_opened_on_the_same_case_without_a_name(
    web_database: Database, context: Context, caseworker: Browser, expired: UUID
) -> None:
    waiting = recommend(web_database, context, AKUT, case_reference=CASE)
    page = f"/recommendations/{waiting}/earlier"
    closed = caseworker.get(page)
    assert REASON not in closed.words, "the author, too, opens it as anybody does"
    assert REASON in caseworker.send(closed, f"{page}/{expired}").words


def report(database: Database) -> str:
    """The access report on the case."""
    made = MadeBy("Kommunen", date(2026, 11, 20), ZoneInfo("Europe/Copenhagen"))
    with database.read() as session:
        held = held_about(session, CASE)
        assert REASON in access_data(held, made)
        return plain_text(access_report(held, "da", made))


def test_the_access_report_has_all_of_it_but_no_role(recorded: UUID, web_database: Database, clock: Clock) -> None:
    assert "Af: en sagsbehandler, Modtagelsen" in report(web_database)
    for _done in AuthorExpiry(web_database, context_at(clock.now, seed=32)).run():
        pass
    assert REASON in report(web_database)
    assert "Af: en sagsbehandler" not in report(web_database)


def test_the_lead_keeps_the_follow_up_on_it(
    browser_of: Callable[[str], Browser], web_database: Database, expired: UUID
) -> None:
    with web_database.read() as session:
        followed = session.execute(select(col(FollowUp.id))).scalar_one()
    lead = browser_of("team_lead")
    assert str(followed) in lead.get("/follow-ups").text
    assert "Vi taler om vejledningen på teammødet." in lead.get(f"/follow-ups/{followed}").words
