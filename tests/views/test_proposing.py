# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The whole way of a proposed follow-up: from the drawn record to its author, and on to the list or to nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from caseworker import registry
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import User
from caseworker.queries.disagreements import Draw, drawn
from caseworker.recording import lapse_proposals
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import Role
from tests.factories import Town, context_at, later
from tests.views.test_disagreements import MONDAY, PAGE, _is_by, fill
from tests.web import Browser, Clock, Page, entries, without_token

WEEK = "?week=2026-W47"
TEXT = "Vejledningen og systemet siger hver sit."
FILLED = {"kind": "guidance", "text": TEXT, "owner": "Leder af modtagelsen", "due_on": "2026-12-18"}
PROPOSE = "Foreslå en opfølgning på registreringen"


@dataclass
class Drawn:
    """A drawn record of the caseworker: its place, its id, and the lead who may read it."""

    lead: Browser
    place: int
    record: UUID

    def open(self) -> Page:
        """The reading page after its reason was opened."""
        return self.lead.send(self.lead.get(PAGE), f"{PAGE}/{self.place}{WEEK}", purpose="team_discussion")

    def propose(self, page: Page, **changes: str) -> Page:
        """The answer to the proposal."""
        filled = {f"proposal-{self.place}-{name}": value for name, value in {**FILLED, **changes}.items()}
        return self.lead.send(page, f"{PAGE}/{self.place}/proposal{WEEK}", **filled)


@pytest.fixture
def here(
    web_database: Database,
    context: Context,
    web_town: Town,
    clock: Clock,
    settings: Settings,
    browser_of: Callable[[str], Browser],
) -> Drawn:
    """The first of the drawn records that the caseworker made, in the week after."""
    fill(web_database, context, web_town)
    clock.pass_time(days=5)
    with web_database.read() as session:
        found = drawn(session, Draw("modtagelsen", MONDAY, 5, settings.key_for("draw of disagreements")))
    place = next(at for at, each in enumerate(found, 1) if _is_by(web_database, each, web_town.caseworker))
    return Drawn(browser_of("team_lead"), place, found[place - 1])


@pytest.fixture
def author(here: Drawn, browser_of: Callable[[str], Browser]) -> Browser:
    """The browser of the record's author."""
    return browser_of("caseworker")


def form_of(page: Page) -> str:
    """Where the two answers are sent."""
    found = re.search(r'action="(/records/[^"]+/proposals/[^"]+)"', page.text)
    assert found
    return found[1]


def test_it_is_proposed_seen_agreed_and_then_on_the_list(
    here: Drawn, author: Browser, web_database: Database, settings: Settings
) -> None:
    assert PROPOSE not in here.lead.get(PAGE).words, "what is not read has no proposal"
    told = here.propose(here.open())
    assert "Du foreslog en opfølgning den 25.11.2026: venter på svar til og med den 25.12.2026." in told.words
    assert PROPOSE not in told.words
    assert str(here.record) not in told.text
    assert "En enkelt registrering" not in here.lead.get("/follow-ups").words
    for notice in ("/desk", "/records"):
        assert "Der er foreslået en opfølgning på 1 af dine registreringer" in author.get(notice).words
        assert f"/records/{here.record}#proposals" in author.get(notice).text
    record = author.get(f"/records/{here.record}")
    for shown in ("Team Lead har læst din årsag og foreslår", TEXT, "Leder af modtagelsen", "18.12.2026", "25.12.2026"):
        assert shown in record.words
    looks = re.findall(r'<button class="([^"]+)" type="submit" name="answer"', record.text)
    assert (len(looks), len(set(looks))) == (2, 1), "the two answers look alike"
    agreed = author.send(record, form_of(record), answer="agree")
    assert "Du var enig, og den står nedenfor." in agreed.words
    assert "Vejledning skal præciseres, åben" in agreed.words
    listed = here.lead.get("/follow-ups")
    assert "En enkelt registrering" in listed.words
    page = here.lead.get(PAGE)
    assert "Du foreslog en opfølgning den 25.11.2026: aftalt." in page.words
    (path,) = re.findall(r'href="(/follow-ups/[0-9a-f-]{36})"', page.text)
    opened = here.lead.get(path)
    assert TEXT in opened.words
    for hidden in ("2026-9", "Caseworker", "Årsag nummer", f"/records/{here.record}"):
        assert hidden not in opened.text
    for notice in ("/desk", "/records"):
        assert "Der er foreslået" not in author.get(notice).words
    assert verify_database(web_database, settings).ok


def test_declined_it_is_no_follow_up_and_both_see_just_that(
    here: Drawn, author: Browser, web_database: Database, settings: Settings
) -> None:
    here.propose(here.open())
    record = author.get(f"/records/{here.record}")
    declined = author.send(record, form_of(record), answer="decline")
    assert "Du var ikke enig, og forslaget er slettet." in declined.words
    assert TEXT not in declined.words
    page = here.lead.get(PAGE)
    assert "Du foreslog en opfølgning den 25.11.2026: ikke aftalt." in page.words
    assert PROPOSE not in page.words, "and it is not proposed again"
    assert "Der er ikke sat noget i gang endnu." in here.lead.get("/follow-ups").words
    for notice in ("/desk", "/records"):
        assert "Der er foreslået" not in author.get(notice).words
    assert verify_database(web_database, settings).ok


def test_not_answered_it_lapses_and_looks_to_the_proposer_like_a_no(
    here: Drawn, author: Browser, web_database: Database, clock: Clock
) -> None:
    here.propose(here.open())
    clock.pass_time(days=30)
    author.log_in("caseworker")
    record = author.get(f"/records/{here.record}")
    assert "Jeg er ikke enig" in record.words
    clock.pass_time(days=1)
    author.log_in("caseworker")
    late = author.send(record, form_of(record), answer="agree", csrf_token=author.token())
    assert (late.status, "eller det er bortfaldet" in late.words) == (409, True)
    before = author.get(f"/records/{here.record}").words
    assert "Du svarede ikke, og forslaget er bortfaldet." in before
    assert lapse_proposals(web_database, context_at(clock.now, seed=8)) == 1
    assert author.get(f"/records/{here.record}").words == before
    here.lead.log_in("team_lead")
    assert "25.11.2026: ikke aftalt." in here.lead.get(f"{PAGE}{WEEK}").words
    assert "Der er ikke sat noget i gang endnu." in here.lead.get("/follow-ups").words


def test_pressed_twice_is_once(here: Drawn, author: Browser, web_database: Database) -> None:
    opened = here.open()
    here.propose(opened)
    size = entries(web_database)
    here.propose(opened)
    assert entries(web_database) == size
    record = author.get(f"/records/{here.record}")
    author.send(record, form_of(record), answer="agree")
    size = entries(web_database)
    assert author.send(record, form_of(record), answer="agree").status == 200
    other = author.send(record, form_of(record), answer="decline")
    assert (other.status, "Der er allerede svaret" in other.words) == (409, True)
    assert entries(web_database) == size
    assert here.lead.get("/follow-ups").words.count("En enkelt registrering") == 1


def test_nobody_else_sees_it_or_answers_it(
    here: Drawn, author: Browser, browser_of: Callable[[str], Browser], web_database: Database, web_town: Town
) -> None:
    with web_database.read() as session:
        password = session.get_one(User, web_town.team_lead).password_hash
    for name, team in (("second_lead", "modtagelsen"), ("other_lead", "visitationen")):
        new = User(
            entry=0, id=uuid4(), username=name, name=name, role=Role.TEAM_LEAD, team=team, password_hash=password
        )
        registry.register(web_database, context_at(seed=len(name)), [new])
    before = without_token(browser_of("second_lead").get(PAGE))
    here.propose(here.open())
    address, size = form_of(author.get(f"/records/{here.record}")), entries(web_database)
    assert without_token(browser_of("second_lead").get(PAGE)) == before, "not even another lead of the team"
    for stranger in ("colleague", "outsider", "team_lead", "second_lead", "other_lead", "ethics_reviewer", "auditor"):
        browser = browser_of(stranger)
        for path in (address, f"/records/{uuid4()}/proposals/{uuid4()}"):
            assert browser.post(path, {"csrf_token": browser.token(), "answer": "agree"}).status == 404
        assert browser.get(f"/records/{here.record}").status == 404
    colleague = browser_of("colleague")
    for page in ("/desk", "/records"):
        assert "foreslået en opfølgning" not in colleague.get(page).words
    for answer in ("", "maybe"):
        assert author.post(address, {"csrf_token": author.token(), "answer": answer}).status == 404
    assert (
        author.post(
            f"/records/{here.record}/proposals/{uuid4()}", {"csrf_token": author.token(), "answer": "agree"}
        ).status
        == 404
    )
    assert entries(web_database) == size
    assert author.post(address, {"csrf_token": author.token(), "answer": "agree"}).status == 200


def test_nobody_but_a_lead_proposes_and_only_on_what_was_drawn_and_read(
    here: Drawn, browser_of: Callable[[str], Browser], web_database: Database
) -> None:
    sent = {f"proposal-{here.place}-{name}": value for name, value in FILLED.items()}
    path = f"{PAGE}/{here.place}/proposal{WEEK}"
    size = entries(web_database)
    for stranger in ("caseworker", "colleague", "outsider", "ethics_reviewer", "administrator", "auditor"):
        browser = browser_of(stranger)
        assert browser.post(path, {"csrf_token": browser.token(), **sent}).status == 404
    token = {"csrf_token": here.lead.token()}
    for place in ("0", "6", "99"):
        assert here.lead.post(f"{PAGE}/{place}/proposal{WEEK}", {**token, **sent}).status == 404
    unread = here.lead.post(path, {**token, **sent})
    assert (unread.status, "Du foreslog" in unread.words) == (422, False)
    assert entries(web_database) == size


def test_what_is_refused_stands_at_its_field_and_every_word_is_kept(here: Drawn, web_database: Database) -> None:
    opened = here.open()
    size = entries(web_database)
    for changes, sentence in (
        ({"kind": ""}, "Vælg, hvad du foreslår."),
        ({"kind": "none"}, "Vælg, hvad du foreslår."),
        ({"kind": "blame"}, "Vælg, hvad der skal ske."),
        ({"text": "Borgeren 010190-1234 klagede."}, "CPR-nummer i teksten."),
        ({"owner": "Caseworker"}, "Her står navnet på en sagsbehandler."),
        ({"due_on": "2026-11-01"}, "Fristen er allerede overskredet."),
    ):
        page = here.propose(opened, **changes)
        assert (page.status, sentence in page.words) == (422, True)
        kept = page.fields(f"{PAGE}/{here.place}/proposal{WEEK}")
        for name in ("text", "owner", "due_on"):
            assert kept[f"proposal-{here.place}-{name}"] == {**FILLED, **changes}[name]
    assert entries(web_database) == size
    assert "venter på svar" in here.propose(opened, text="", owner="", due_on="").words


def test_where_nobody_can_be_asked_one_sentence_says_so(
    here: Drawn, web_database: Database, context: Context, web_town: Town
) -> None:
    assert PROPOSE in here.open().words
    registry.change_user(web_database, later(context, days=5), web_town.caseworker, active=False)
    page = here.lead.get(PAGE)
    assert "så der er ingen at spørge" in page.words
    assert PROPOSE not in page.words
    size, path = entries(web_database), f"{PAGE}/{here.place}/proposal{WEEK}"
    refused = here.lead.post(path, {"csrf_token": here.lead.token(), f"proposal-{here.place}-kind": "guidance"})
    assert (refused.status, "så der er ingen at spørge" in refused.words) == (422, True)
    assert entries(web_database) == size
