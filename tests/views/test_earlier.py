# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Earlier reasons on the same case: for the team only, each opening recorded and told to the author."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, local
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlmodel import col

from caseworker import recording, registry
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import AccessRecord, Decision, System
from caseworker.recording import openings
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ErasureRule, ReadingPurpose
from tests.factories import AKUT, Town, decision, later, recommend, system_parts
from tests.web import Browser, Clock, entries, without_token

CASE = "2026-000700"
REASON = "Forældrene tager selv imod hjælp, det prøver vi først."


@pytest.fixture
def earlier(web_database: Database, context: Context, web_town: Town) -> UUID:
    """A colleague's decision on the case."""
    answered = recommend(web_database, context, case_reference=CASE)
    return recording.record_decision(
        web_database, context, answered, decision(context, web_town.colleague, reason=REASON)
    ).decision_id


@pytest.fixture
def waiting(web_database: Database, context: Context, earlier: UUID) -> str:
    """The address of a recommendation that waits on the same case."""
    return f"/recommendations/{recommend(web_database, context, AKUT, case_reference=CASE)}"


def test_the_next_caseworker_opens_the_reason_and_its_author_sees_who_did(
    caseworker: Browser,
    browser_of: Callable[[str], Browser],
    waiting: str,
    earlier: UUID,
    web_database: Database,
    settings: Settings,
) -> None:
    assert "Tidligere på sagen (1)" in caseworker.get(waiting).words
    size = entries(web_database)
    closed = caseworker.get(f"{waiting}/earlier")
    assert "20.11.2026, Sortering Anbefalingen blev fraveget" in closed.words
    assert REASON not in closed.words
    assert entries(web_database) == size
    opened = caseworker.send(closed, f"{waiting}/earlier/{earlier}")
    assert REASON in opened.words
    assert entries(web_database) == size + 1
    author = browser_of("colleague")
    told = author.get(f"/records/{earlier}").words
    assert "20.11.2026 Caseworker (sagsbehandler) arbejder på samme sag" in told
    listed = author.get("/records").words
    assert "En anden har læst din årsag i 1 sag" in listed
    assert "En anden har læst din årsag i 1 sag" in author.get("/desk").words
    assert "åbnet af en anden" in listed
    assert verify_database(web_database, settings).ok


def test_opening_it_again_on_the_same_day_leaves_no_second_entry_and_the_next_day_it_is_closed(
    caseworker: Browser, waiting: str, earlier: UUID, web_database: Database, clock: Clock
) -> None:
    caseworker.send(caseworker.get(f"{waiting}/earlier"), f"{waiting}/earlier/{earlier}")
    size = entries(web_database)
    caseworker.post(f"{waiting}/earlier/{earlier}", {"csrf_token": caseworker.token()})
    assert entries(web_database) == size
    clock.pass_time(hours=24)
    caseworker.log_in("caseworker")
    assert REASON not in caseworker.get(f"{waiting}/earlier").words
    caseworker.send(caseworker.get(f"{waiting}/earlier"), f"{waiting}/earlier/{earlier}")
    assert entries(web_database) == size + 1


def test_ones_own_earlier_reason_is_simply_there(
    caseworker: Browser, waiting: str, web_database: Database, context: Context, web_town: Town
) -> None:
    mine = recommend(web_database, context, case_reference=CASE)
    recording.record_decision(web_database, context, mine, decision(context, web_town.caseworker, reason="Set selv."))
    size = entries(web_database)
    page = caseworker.get(f"{waiting}/earlier").words
    assert "Set selv." in page
    assert "Din egen registrering" in page
    with web_database.read() as session:
        own = session.execute(select(col(Decision.id)).where(col(Decision.recommendation_id) == mine)).scalar_one()
    assert caseworker.post(f"{waiting}/earlier/{own}", {"csrf_token": caseworker.token()}).status == 404
    assert entries(web_database) == size, "to read one's own is no opening"


def test_two_clicks_at_once_are_one_opening(
    earlier: UUID, web_database: Database, context: Context, web_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, both, looked = str(web_town.caseworker), Barrier(2, timeout=20), local()
    really = openings.opened_today

    def at_once(*told: Any) -> bool:
        found = really(*told)
        if not hasattr(looked, "before"):
            looked.before = True
            both.wait()
        return found

    monkeypatch.setattr(openings, "opened_today", at_once)

    def click(_number: int) -> None:
        openings.record_opening(web_database, context, earlier, reader, ReadingPurpose.SAME_CASE)

    with ThreadPoolExecutor(2) as clicks:
        list(clicks.map(click, range(2)))
    with web_database.read() as session:
        assert len(session.execute(select(AccessRecord)).scalars().all()) == 1


def test_a_corrected_reason_is_shown_as_it_stands_now(
    caseworker: Browser, waiting: str, earlier: UUID, web_database: Database, context: Context, web_town: Town
) -> None:
    new = decision(context, web_town.colleague, reason="Rettet: moderen har sagt ja.")
    recording.correct_decision(web_database, context, earlier, 0, new)
    page = caseworker.send(caseworker.get(f"{waiting}/earlier"), f"{waiting}/earlier/{earlier}").words
    assert "Rettet: moderen har sagt ja." in page
    assert REASON not in page


def test_what_another_team_decided_on_the_case_is_not_there(
    caseworker: Browser, waiting: str, web_database: Database, context: Context, web_town: Town
) -> None:
    theirs = recommend(web_database, context, case_reference=CASE, team="visitationen")
    other = recording.record_decision(
        web_database, context, theirs, decision(context, web_town.outsider, reason="Skrevet i et andet team.")
    ).decision_id
    assert "Tidligere på sagen (1)" in caseworker.get(waiting).words
    assert "andet team" not in caseworker.get(f"{waiting}/earlier").words
    size, token = entries(web_database), {"csrf_token": caseworker.token()}
    refused = caseworker.post(f"{waiting}/earlier/{other}", token)
    absent = caseworker.post(f"{waiting}/earlier/{uuid4()}", token)
    assert refused.status == absent.status == 404
    assert without_token(refused) == without_token(absent)
    assert entries(web_database) == size


def test_the_reason_of_another_case_of_the_team_cannot_be_opened_through_this_one(
    caseworker: Browser, waiting: str, web_database: Database, context: Context, web_town: Town
) -> None:
    answered = recommend(web_database, context, case_reference="2026-000701")
    other = recording.record_decision(web_database, context, answered, decision(context, web_town.colleague))
    token = {"csrf_token": caseworker.token()}
    assert caseworker.post(f"{waiting}/earlier/{other.decision_id}", token).status == 404


def test_where_own_judgement_comes_first_nothing_tells_of_the_recommendation_that_waits(
    caseworker: Browser, waiting: str, earlier: UUID, web_database: Database, context: Context
) -> None:
    system = system_parts(own_judgement_first=True)[0]
    assert isinstance(system, System)
    registry.register(web_database, context, [system])
    recommend(web_database, context, AKUT, case_reference=CASE)
    first = caseworker.get(waiting)
    assert "Din egen vurdering" in first.text
    assert "Tidligere på sagen (1)" in first.words, "what waits is not among what was decided"
    page = caseworker.send(caseworker.get(f"{waiting}/earlier"), f"{waiting}/earlier/{earlier}")
    assert REASON in page.words
    assert "Akut" not in page.words
    assert "72" not in page.words


def test_an_erased_reason_cannot_be_opened(
    caseworker: Browser, waiting: str, earlier: UUID, web_database: Database, context: Context
) -> None:
    recording.erase(web_database, later(context, hours=1), CASE, ErasureRule.CITIZEN_REQUEST)
    size = entries(web_database)
    assert caseworker.post(f"{waiting}/earlier/{earlier}", {"csrf_token": caseworker.token()}).status == 404
    assert REASON not in caseworker.get(f"{waiting}/earlier").words
    assert entries(web_database) == size


def test_a_case_without_earlier_decisions_has_no_link(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    alone = f"/recommendations/{recommend(web_database, context, case_reference='2026-000702')}"
    assert "Tidligere på sagen" not in caseworker.get(alone).words
    assert "Dit team har ikke besluttet andet på denne sag." in caseworker.get(f"{alone}/earlier").words
