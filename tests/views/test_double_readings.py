# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The pages of a double reading: each reader alone with the reasons, the lead with how far it is and the result."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.vocabulary.closed_lists import ReasonVerdict
from tests.factories import Town
from tests.read_twice import AFTER, EACH, Started, authors_of, drawn, fill, read, start
from tests.web import Browser, Clock, entries, without_token

PAGES = "/double-readings"


@pytest.fixture
def filled(web_database: Database, context: Context, web_town: Town, clock: Clock) -> None:
    """A week with enough records, and the week after it."""
    fill(web_database, context, web_town)
    clock.pass_time(**AFTER)


@pytest.fixture
def started(filled: None, web_database: Database, context: Context, web_town: Town) -> Started:
    """A double reading by the lead and the colleague."""
    return start(web_database, context, web_town)


def test_a_lead_starts_one_and_chooses_no_record(
    browser_of: Callable[[str], Browser], filled: None, web_town: Town, web_database: Database
) -> None:
    lead = browser_of("team_lead")
    page = lead.get(f"{PAGES}/new")
    assert "Anybody" not in page.text
    assert "Outsider" not in page.text
    period = "2026-09-28/2026-12-20"
    sent = {"system": "sortering", "first_reader": str(web_town.team_lead), "second_reader": str(web_town.colleague)}
    refused = lead.send(page, f"{PAGES}/new", **sent, period=period, each="10")
    assert (refused.status, "Vælg fra listen." in refused.words) == (422, True)
    shown = lead.send(page, f"{PAGES}/new", **sent, period="2026-08-31/2026-11-22", each="10")
    assert "10 fulgte af 16 og 10 fravegne af 16" in shown.words
    assert "Colleague, Team Lead" in shown.words
    for field, value, told in (
        ("each", "9", "Skriv et helt tal fra 10 til 50."),
        ("second_reader", str(web_town.team_lead), "Vælg to forskellige læsere."),
        ("second_reader", "", "Vælg en fra teamet."),
        ("period", "", "Vælg en periode."),
    ):
        whole = {**sent, "period": "2026-08-31/2026-11-22", "each": "10", field: value}
        assert told in lead.send(page, f"{PAGES}/new", **whole).words


def test_a_reader_reads_one_after_the_other_and_the_author_is_told(
    browser_of: Callable[[str], Browser], started: Started, web_database: Database
) -> None:
    colleague, size = browser_of("colleague"), entries(web_database)
    assert "Du er bedt om at læse årsager i Sortering" in colleague.get("/desk").words
    page = colleague.get(f"{PAGES}/{started.id}/1")
    assert "Årsag nummer" not in page.words
    assert "2026-8" not in page.text
    assert entries(web_database) == size
    opened = colleague.send(page, f"{PAGES}/{started.id}/1/open")
    assert opened.words.count("Årsag nummer") == 1
    assert "Årsagen bærer valget" in opened.words
    assert entries(web_database) == size + 1
    following = colleague.send(opened, f"{PAGES}/{started.id}/1", verdict="does_not")
    assert "Årsag 2 af 20" in following.words
    assert following.words.count("Årsag nummer") == 1, "the next one is opened with it"
    refused = colleague.send(following, f"{PAGES}/{started.id}/2", verdict="")
    assert (refused.status, "Vælg, hvad du siger om årsagen." in refused.words) == (422, True)
    assert colleague.send(following, f"{PAGES}/{started.id}/2", verdict="maybe").status == 422
    assert 'value="does_not" checked' in colleague.get(f"{PAGES}/{started.id}/1").text, "one's own may be changed"
    assert "Du har læst 1 af 20" in colleague.get(PAGES).words


def test_the_author_sees_who_opened_the_reason_and_what_for(
    browser_of: Callable[[str], Browser], filled: None, web_database: Database, context: Context, web_town: Town
) -> None:
    fill(web_database, context, web_town, [web_town.caseworker])
    started = start(web_database, context, web_town)
    authors = authors_of(web_database)
    places = [
        place
        for place, (each, _) in enumerate(drawn(web_database, started.id), start=1)
        if authors[each] == str(web_town.caseworker)
    ]
    mine = drawn(web_database, started.id)[places[0] - 1][0]
    author = browser_of("caseworker")
    assert "kvalitetskontrol" not in author.get(f"/records/{mine}").words
    read(web_database, started, started.colleague, places=range(places[0], places[0] + 1))
    assert "Colleague (sagsbehandler) kvalitetskontrol" in author.get(f"/records/{mine}").words


def test_a_reader_sees_no_verdict_of_the_other(
    browser_of: Callable[[str], Browser], started: Started, web_database: Database
) -> None:
    colleague = browser_of("colleague")
    colleague.send(colleague.get(f"{PAGES}/{started.id}/3"), f"{PAGES}/{started.id}/3/open")
    addresses = (PAGES, f"{PAGES}/{started.id}", f"{PAGES}/{started.id}/3")
    before = [without_token(colleague.get(address)) for address in addresses]
    read(web_database, started, started.lead, lambda _place: ReasonVerdict.DOES_NOT, range(1, 2 * EACH))
    assert [without_token(colleague.get(address)) for address in addresses] == before
    page = colleague.get(addresses[2])
    colleague.send(page, addresses[2], verdict="cannot_tell")
    assert 'value="cannot_tell" checked' in colleague.get(addresses[2]).text, "the page can show a verdict"


def test_the_lead_sees_the_result_and_nothing_of_either_reader(
    browser_of: Callable[[str], Browser], started: Started, web_database: Database
) -> None:
    lead, colleague = browser_of("team_lead"), browser_of("colleague")
    read(web_database, started, started.lead, lambda place: list(ReasonVerdict)[place % 2])
    assert "Den ene af de to læsere har læst alle" in lead.get(f"{PAGES}/{started.id}").words
    last = range(1, 2 * EACH)
    read(web_database, started, started.colleague, lambda place: list(ReasonVerdict)[place % 2], last)
    page = colleague.get(f"{PAGES}/{started.id}/20")
    opened = colleague.send(page, f"{PAGES}/{started.id}/20/open")
    after = colleague.send(opened, f"{PAGES}/{started.id}/20", verdict="supports")
    assert "Du har ingen årsager at læse." in after.words
    shown = lead.get(f"{PAGES}/{started.id}")
    assert "Kappa er 1,00" in shown.words
    assert "Fulgt 10" in shown.words
    assert "Colleague" not in shown.text
    for path in (f"{PAGES}/{started.id}", f"{PAGES}/{started.id}/1"):
        assert colleague.get(path).status == 404
    assert lead.get(f"{PAGES}/{started.id}/1").status == 404


def test_who_wrote_what_moves_no_byte_of_the_result(
    browser_of: Callable[[str], Browser], started: Started, web_database: Database
) -> None:
    for reader in started.readers:
        read(web_database, started, reader, lambda place: list(ReasonVerdict)[place % 3])
    lead = browser_of("team_lead")
    addresses = (PAGES, f"{PAGES}/{started.id}", "/reports/weekly.json?week=2026-W47")
    before = [without_token(lead.get(address)) for address in addresses]
    statement = "SELECT entry, value FROM personal_values WHERE field = 'caseworker' ORDER BY entry"
    with web_database.write() as session:
        session.execute(text("DROP TRIGGER keep_personal_values_unchanged"))
        held = session.execute(text(statement)).all()
        for (entry, value), (_entry, other) in zip(held, [*held[1:], *held[:1]], strict=True):
            moved = "UPDATE personal_values SET value = :v WHERE entry = :e AND field = 'caseworker'"
            session.execute(text(moved), {"v": other, "e": entry})
            assert value
    assert [without_token(lead.get(address)) for address in addresses] == before


def test_one_that_cannot_go_on_is_given_up(
    browser_of: Callable[[str], Browser], started: Started, web_database: Database
) -> None:
    colleague, lead = browser_of("colleague"), browser_of("team_lead")
    give_up = f"{PAGES}/{started.id}/give-up"
    assert colleague.post(give_up, {"csrf_token": colleague.token()}).status == 404
    after = lead.send(lead.get(f"{PAGES}/{started.id}"), give_up)
    assert "det, der var sagt, er slettet" in after.words
    assert lead.post(give_up, {"csrf_token": lead.token()}).status == 404


@pytest.mark.parametrize("stranger", ["caseworker", "outsider", "ethics_reviewer", "administrator", "auditor"])
def test_a_double_reading_that_is_not_ones_own_is_as_absent(
    browser_of: Callable[[str], Browser], started: Started, web_database: Database, stranger: str
) -> None:
    browser, size = browser_of(stranger), entries(web_database)
    absent = browser.get(f"{PAGES}/00000000-0000-4000-8000-000000000000")
    for path in (str(started.id), f"{started.id}/1"):
        page = browser.get(f"{PAGES}/{path}")
        assert page.status == absent.status == 404
        assert without_token(page) == without_token(absent)
    sent = {"csrf_token": browser.token(), "verdict": "supports"}
    for path in (f"{started.id}/1", f"{started.id}/1/open", f"{started.id}/give-up", "new"):
        assert browser.post(f"{PAGES}/{path}", sent).status == 404
    assert entries(web_database) == size


def test_the_lead_of_another_team_meets_nothing_of_it(
    browser_of: Callable[[str], Browser], started: Started, web_database: Database, settings: Settings
) -> None:
    with web_database.write() as session:
        session.execute(text("UPDATE users SET team = 'visitationen' WHERE username = 'team_lead'"))
    other = browser_of("team_lead")
    for path in (str(started.id), f"{started.id}/1", f"{started.id}/99999999999999999999"):
        assert other.get(f"{PAGES}/{path}").status == 404
    assert "Der er ikke startet nogen endnu." in other.get(PAGES).words
