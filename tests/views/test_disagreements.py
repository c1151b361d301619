# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Disagreements to discuss are drawn, not chosen: the same ones for the same week, whoever wrote them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from caseworker import recording
from caseworker.app import create_app
from caseworker.config import Settings, load
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, PersonalValue, Recommendation
from caseworker.permissions import Viewer
from caseworker.queries.disagreements import Draw, disagreements, drawn
from caseworker.verification import verify_database
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import ErasureRule, Role
from caseworker.vocabulary.problems import Absent, Misconfigured
from reports.weekly.team_week import ACTIVE_CASEWORKERS, ACTIVE_WEEKS
from tests.factories import BFU, TILBUD, Town, decision, later, recommend
from tests.web import Browser, Clock, entries, without_token

PAGE = "/reports/weekly/disagreements"
MONDAY = date(2026, 11, 16)
DRAW = Draw("modtagelsen", MONDAY, 5, b"k" * 32)


def decide(database: Database, context: Context, number: int, author: UUID, team: str = "modtagelsen") -> UUID:
    """A decision of the week; two of every five depart from the recommendation."""
    follows = number % 5 > 1
    answered = recommend(database, context, case_reference=f"2026-9{number:05}", team=team)
    told = decision(context, author, BFU if follows else TILBUD, f"Årsag nummer {number}.", "A1" if follows else "C1")
    return recording.record_decision(database, context, answered, told).decision_id


def fill(database: Database, context: Context, town: Town, people: int = 5, records: int = 20) -> list[UUID]:
    """Records of the week by so many authors; the overridden ones, where caseworker and colleague write in turn."""
    authors = [town.caseworker, town.colleague, *(UUID(int=number) for number in range(people - 2))][:people]
    made = [decide(database, context, number, authors[number % people]) for number in range(records)]
    return [decision_id for number, decision_id in enumerate(made) if number % 5 < 2]


@pytest.fixture
def lead(
    browser_of: Callable[[str], Browser], web_database: Database, context: Context, web_town: Town, clock: Clock
) -> Browser:
    """The browser of the lead in the week after a week with eight disagreements."""
    fill(web_database, context, web_town)
    clock.pass_time(days=5)
    return browser_of("team_lead")


def test_what_is_drawn_is_overridden_and_the_same_for_ever(database: Database, context: Context, town: Town) -> None:
    overridden = fill(database, context, town)
    decide(database, context, 100, town.outsider, team="visitationen")
    decide(database, later(context, days=7), 101, town.caseworker)
    with database.read() as session:
        found = drawn(session, DRAW)
        assert len(set(found)) == DRAW.most
        assert set(found) <= set(overridden)
        assert drawn(session, replace(DRAW, most=9))[:5] == found, "a wider draw holds the narrower one"
        assert drawn(session, replace(DRAW, key=b"x" * 32)) != found, "and nobody foresees it without the key"
    mine = next(each for each in found if _is_by(database, each, town.caseworker))
    recording.correct_decision(database, context, mine, 0, decision(context, town.caseworker, BFU, "Fulgt.", "A1"))
    other = next(each for each in found if each != mine)
    recording.erase(database, context, _case_of(database, other), ErasureRule.CITIZEN_REQUEST)
    with database.read() as session:
        assert drawn(session, DRAW) == found


def test_each_disagreement_has_the_same_chance(database: Database, context: Context, town: Town) -> None:
    overridden = fill(database, context, town)
    with database.read() as session:
        draws = [drawn(session, replace(DRAW, key=bytes([seed]) * 32)) for seed in range(200)]
    times = Counter(decision_id for found in draws for decision_id in found)
    expected = 200 * 5 / len(overridden)
    assert set(times) == set(overridden)
    assert all(0.5 * expected < count < 1.6 * expected for count in times.values())


def test_who_decided_moves_no_byte_of_the_page(
    browser_of: Callable[[str], Browser], lead: Browser, web_database: Database
) -> None:
    before = without_token(lead.get(PAGE))
    statement = "SELECT entry, value FROM personal_values WHERE field = 'caseworker' ORDER BY entry"
    with web_database.write() as session:
        session.execute(text("DROP TRIGGER keep_personal_values_unchanged"))
        held = session.execute(text(statement)).all()
        for (entry, value), (_entry, other) in zip(held, [*held[1:], *held[:1]], strict=True):
            assert value != other
            moved = "UPDATE personal_values SET value = :v WHERE entry = :e AND field = 'caseworker'"
            session.execute(text(moved), {"v": other, "e": entry})
    assert without_token(lead.get(PAGE)) == before


def test_the_page_tells_of_no_person_case_or_day_until_a_reason_is_opened(
    lead: Browser, web_database: Database, settings: Settings, browser_of: Callable[[str], Browser], web_town: Town
) -> None:
    size, closed = entries(web_database), lead.get(PAGE)
    assert [f"Uenighed {place} " in closed.words for place in range(1, 7)] == [True] * 5 + [False]
    shown = ("Sortering", "Børnefaglig undersøgelse", "Tilbud om frivillig hjælp", "Borgerens ønske eller samtykke")
    assert [told for told in shown if told not in closed.words] == []
    for hidden in ("2026-9", "Årsag nummer", "20.11", "Colleague", *_ids(web_database)):
        assert hidden not in closed.text
    assert entries(web_database) == size, "looking at the list opens nothing"
    opened = lead.send(closed, f"{PAGE}/1?week=2026-W47", purpose="team_discussion")
    assert opened.words.count("Årsag nummer") == 1
    assert "2026-9" not in opened.text
    assert entries(web_database) == size + 1
    lead.post(f"{PAGE}/1?week=2026-W47", {"csrf_token": lead.token(), "purpose": "team_discussion"})
    assert entries(web_database) == size + 1, "once a day"
    assert lead.get(PAGE).words.count("Årsag nummer") == 1
    assert verify_database(web_database, settings).ok


def test_the_author_is_told_who_opened_it_and_what_for(
    lead: Browser, web_database: Database, browser_of: Callable[[str], Browser], web_town: Town, settings: Settings
) -> None:
    draw = replace(DRAW, key=settings.key_for("draw of disagreements"))
    with web_database.read() as session:
        found = drawn(session, draw)
    place = 2
    name = "caseworker" if _is_by(web_database, found[place], web_town.caseworker) else "colleague"
    lead.post(f"{PAGE}/{place + 1}", {"csrf_token": lead.token(), "purpose": "quality_check"})
    author = browser_of(name)
    assert "25.11.2026 Team Lead (teamleder) kvalitetskontrol" in author.get(f"/records/{found[place]}").words
    assert "En anden har læst din årsag i 1 sag" in author.get("/records").words


def test_without_a_purpose_or_with_one_of_another_list_nothing_is_opened(lead: Browser, web_database: Database) -> None:
    size = entries(web_database)
    for purpose in ("", "same_case", "complaint", "access_request", "curiosity"):
        page = lead.post(f"{PAGE}/2?week=2026-W47", {"csrf_token": lead.token(), "purpose": purpose})
        assert page.status == 422
        assert "Vælg, hvorfor du åbner den." in page.words
        assert "Årsag nummer" not in page.text
    assert entries(web_database) == size


def test_what_was_not_drawn_cannot_be_opened(lead: Browser, web_database: Database) -> None:
    size, sent = entries(web_database), {"csrf_token": lead.token(), "purpose": "team_discussion"}
    for path in ("/0", "/6", "/99", "/-1", f"/{uuid4()}", "/1?week=2026-W48", "/1?week=2026-W46", "/1?week=x"):
        assert lead.post(PAGE + path, sent).status == 404
    for week in ("2026-W48", "2020-W01", "2026-W99", "%00", "'"):
        assert lead.get(f"{PAGE}?week={week}").status == 404
    assert entries(web_database) == size


def test_nobody_but_a_team_lead_has_such_a_page(
    lead: Browser, browser_of: Callable[[str], Browser], web_database: Database
) -> None:
    for stranger in ("caseworker", "colleague", "outsider", "ethics_reviewer", "administrator", "auditor"):
        browser, size = browser_of(stranger), entries(web_database)
        assert browser.get(PAGE).status == 404
        sent = {"csrf_token": browser.token(), "purpose": "team_discussion"}
        assert browser.post(f"{PAGE}/1", sent).status == 404
        assert entries(web_database) == size


def test_the_lead_of_another_team_draws_from_that_team(database: Database, context: Context, town: Town) -> None:
    fill(database, context, town)
    theirs = Viewer(str(uuid4()), Role.TEAM_LEAD, "visitationen")
    with database.read() as session:
        with pytest.raises(Absent):
            disagreements(session, theirs, context, DRAW)
        assert disagreements(session, theirs, context, replace(DRAW, team="visitationen")) is None


def test_nothing_is_drawn_in_a_team_where_it_would_be_seen_who_wrote(
    database: Database, context: Context, town: Town
) -> None:
    fill(database, context, town, people=4)
    lead = Viewer(str(town.team_lead), Role.TEAM_LEAD, "modtagelsen")
    with database.read() as session:
        assert disagreements(session, lead, context, DRAW) is None
    decide(database, later(context, days=-27), 200, UUID(int=99))
    with database.read() as session:
        assert disagreements(session, lead, context, DRAW) is None, "longer ago than the weeks that count"
    decide(database, later(context, days=-21), 201, UUID(int=99))
    with database.read() as session:
        found = disagreements(session, lead, context, DRAW)
    assert found is not None
    assert len(found) == DRAW.most
    assert (limits.FEWEST_ACTIVE, limits.ACTIVE_WEEKS) == (ACTIVE_CASEWORKERS, ACTIVE_WEEKS)


def test_a_small_team_is_told_why_and_cannot_open_by_the_address(
    browser_of: Callable[[str], Browser], web_database: Database, context: Context, web_town: Town, clock: Clock
) -> None:
    fill(web_database, context, web_town, people=2)
    clock.pass_time(days=5)
    lead = browser_of("team_lead")
    assert "Færre end fem sagsbehandlere" in lead.get(PAGE).words
    assert lead.post(f"{PAGE}/1", {"csrf_token": lead.token(), "purpose": "team_discussion"}).status == 404


def test_an_installation_may_widen_the_draw_and_never_narrow_it(
    lead: Browser, web_database: Database, settings: Settings, clock: Clock
) -> None:
    wider = create_app(replace(settings, disagreements="8"), web_database, clock)
    browser = Browser(wider)
    browser.log_in("team_lead")
    assert "Uenighed 8 " in browser.get(PAGE).words
    assert "8 uenigheder til drøftelse" in browser.get("/reports/weekly").words
    for refused in ("4", "51", "mange", ""):
        given = {"CASEWORKER_HOME": settings.home, "CASEWORKER_DISAGREEMENTS": refused}
        if refused:
            with pytest.raises(Misconfigured, match="CASEWORKER_DISAGREEMENTS"):
                load(given)
        else:
            assert load(given).disagreements_a_week == limits.DISAGREEMENTS


def test_the_week_leads_to_its_disagreements(lead: Browser) -> None:
    page = lead.get("/reports/weekly?week=2026-W46")
    assert f'href="{PAGE}?week=2026-W46"' in page.text
    assert "5 uenigheder til drøftelse" in page.words
    assert "Færre end fem sagsbehandlere" in lead.get(f"{PAGE}?week=2026-W46").words


def _ids(database: Database) -> list[str]:
    with database.read() as session:
        return [str(UUID(str(row[0]))) for row in session.execute(text("SELECT id FROM decisions"))]


def _is_by(database: Database, decision_id: UUID, user: UUID) -> bool:
    with database.read() as session:
        decided = session.get_one(Decision, (decision_id, 0))
        return session.get_one(PersonalValue, (decided.entry, "caseworker")).value == str(user)


def _case_of(database: Database, decision_id: UUID) -> str:
    with database.read() as session:
        decided = session.get_one(Decision, (decision_id, 0))
        asked = session.get_one(Recommendation, decided.recommendation_id)
        return session.get_one(PersonalValue, (asked.entry, "case_reference")).value or ""
