# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Follow-ups on the pages of lead, board, owner and author: each sees and changes what is theirs, and nothing else."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from caseworker import recording, registry
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import User
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ErasureRule, FollowUpKind, FollowUpSubject, Role
from tests.factories import Town, context_at, decision, later, recommend
from tests.web import Browser, Clock, entries, without_token

NEW = "/follow-ups/new/sortering"
FILLED = {
    "about": "data_source",
    "subject": "Indkomster",
    "kind": "data_fault",
    "text": "Indkomsterne er for gamle.",
    "owner": "Systemets ejer",
    "due_on": "2026-11-27",
}
CASE = "2026-000800"


@pytest.fixture
def lead(browser_of: Callable[[str], Browser]) -> Browser:
    """The browser of the lead of the intake team."""
    return browser_of("team_lead")


@pytest.fixture
def other_lead(
    browser_of: Callable[[str], Browser], web_database: Database, web_town: Town, settled: tuple[object, Town]
) -> Browser:
    """The browser of the lead of the other team."""
    with web_database.read() as session:
        password = session.get_one(User, web_town.team_lead).password_hash
    new = User(
        entry=0,
        id=uuid4(),
        username="other_lead",
        name="Other Lead",
        role=Role.TEAM_LEAD.value,
        team="visitationen",
        password_hash=password,
    )
    registry.register(web_database, context_at(seed=9), [new])
    return browser_of("other_lead")


def started(database: Database, context: Context, user: UUID, kind: FollowUpKind, team: str | None) -> str:
    course = recording.Course(kind, text="Noget er set.")
    new = recording.NewFollowUp("sortering", FollowUpSubject.PATTERN, course, team, f"Om {kind} i {team}")
    return f"/follow-ups/{recording.add_follow_up(database, context, new, str(user))}"


def test_a_lead_starts_one_goes_on_with_it_and_closes_it(
    lead: Browser, clock: Clock, web_database: Database, settings: Settings
) -> None:
    page = lead.send(lead.get(NEW), NEW, **FILLED)
    assert page.response.request.path.startswith("/follow-ups/")
    assert "åben, frist 27.11.2026" in page.words
    clock.pass_time(days=8)
    lead.log_in("team_lead")
    assert "fristen 27.11.2026 er overskredet" in lead.get("/follow-ups").words
    path = page.response.request.path
    closed = lead.send(lead.get(path), path, state="done", answer="De hentes nu hver måned.")
    assert "Det kom der ud af det De hentes nu hver måned." in closed.words
    assert "Ændret 28.11.2026: afsluttet" in closed.words
    listed = lead.get("/follow-ups").words
    assert "overskredet" not in listed
    assert "De hentes nu hver måned." in listed
    assert "Ingen passer." in lead.get("/follow-ups?state=open").words
    assert "Ingen passer." in lead.get("/follow-ups?system=timer").words
    assert "Ingen passer." in lead.get("/follow-ups?system=%00").words
    assert verify_database(web_database, settings).ok


def test_what_is_refused_stands_at_its_field_and_every_word_is_kept(lead: Browser, web_database: Database) -> None:
    size = entries(web_database)
    for changes, sentence in (
        ({"text": "Borgeren 010190-1234 klagede."}, "CPR-nummer i teksten."),
        ({"owner": "Caseworker"}, "Her står navnet på en sagsbehandler."),
        ({"due_on": "31.02.2026"}, "Skriv datoen med dag, måned og år"),
        ({"due_on": "2026-11-01"}, "Fristen er allerede overskredet."),
        ({"about": "case_type"}, "Vælg, hvad systemet anbefaler i de sager."),
        ({"about": "question"}, "Vælg, hvad det handler om."),
        ({"about": "record"}, "Vælg, hvad det handler om."),
        ({"kind": "blame"}, "Vælg, hvad der skal ske."),
        ({"kind": ""}, "Vælg, hvad der skal ske."),
    ):
        filled = {**FILLED, **changes}
        page = lead.send(lead.get(NEW), NEW, **filled)
        assert page.status == 422
        assert sentence in page.words
        kept = page.fields(NEW)
        assert {kept["subject"], kept["text"], kept["owner"], kept["due_on"]} == {
            filled[name] for name in ("subject", "text", "owner", "due_on")
        }
    assert entries(web_database) == size
    danish = lead.send(lead.get(NEW), NEW, **{**FILLED, "due_on": "27.11.2026"})
    assert "frist 27.11.2026" in danish.words


def test_a_case_type_is_named_by_what_the_system_recommends(lead: Browser) -> None:
    page = lead.send(lead.get(NEW), NEW, **{**FILLED, "about": "case_type", "option": "bfu", "subject": ""})
    assert "Sager, hvor systemet anbefaler: Børnefaglig undersøgelse" in page.words


def test_the_board_asks_a_question_and_records_its_conclusion(browser_of: Callable[[str], Browser]) -> None:
    board = browser_of("ethics_reviewer")
    asked = {**FILLED, "about": "question", "subject": "Efterprøves den?", "kind": "discuss", "due_on": ""}
    page = board.send(board.get(NEW), NEW, **asked)
    assert "Startet af dataetisk råd, 20.11.2026" in page.words
    path = page.response.request.path
    assert "Ja, hver uge." in board.send(board.get(path), path, state="done", answer="Ja, hver uge.").words


def test_each_sees_and_changes_what_is_theirs(
    lead: Browser, other_lead: Browser, browser_of: Callable[[str], Browser], web_database: Database, web_town: Town
) -> None:
    context = context_at(seed=5)
    pages = {
        (kind, team): started(web_database, context, web_town.team_lead, kind, team)
        for kind in (FollowUpKind.REPORT, FollowUpKind.DISCUSS)
        for team in ("modtagelsen", None)
    }
    sees = {
        "lead": {pair for pair in pages if pair[1] is not None},
        "other": set(),
        "board": set(pages),
        "owner": {pair for pair in pages if pair[0] is FollowUpKind.REPORT},
    }
    changes = {**sees, "board": {pair for pair in pages if pair[1] is None}}
    viewers = {
        "lead": lead,
        "other": other_lead,
        "board": browser_of("ethics_reviewer"),
        "owner": browser_of("administrator"),
    }
    size = entries(web_database)
    for name, browser in viewers.items():
        listed = browser.get("/follow-ups").text
        assert {pair for pair, path in pages.items() if path in listed} == sees[name]
        assert {pair for pair, path in pages.items() if browser.get(path).status == 200} == sees[name]
        assert {pair for pair, path in pages.items() if "Arbejd videre" in browser.get(path).text} == changes[name]
        sent = {"csrf_token": browser.token(), "revision": "7", "kind": "report", "state": "open", "text": "Nyt."}
        answered = {pair for pair, path in pages.items() if browser.post(path, sent).status == 409}
        assert answered == changes[name], "of those, a revision that is not there is a conflict"
    assert entries(web_database) == size


def test_anothers_answers_exactly_as_an_absent_one(
    other_lead: Browser, web_database: Database, context: Context, web_town: Town
) -> None:
    theirs = started(web_database, context_at(seed=5), web_town.team_lead, FollowUpKind.REPORT, "modtagelsen")
    sent = {"csrf_token": other_lead.token(), "revision": "0", "kind": "report", "state": "open", "text": "Nyt."}
    for path in (theirs, f"/follow-ups/{uuid4()}", "/follow-ups/1"):
        assert other_lead.get(path).status == other_lead.post(path, sent).status == 404
    absent = f"/follow-ups/{uuid4()}"
    assert without_token(other_lead.get(theirs)) == without_token(other_lead.get(absent))
    assert without_token(other_lead.post(theirs, sent)) == without_token(other_lead.post(absent, sent))
    assert other_lead.get("/follow-ups/new/findes-ikke").status == 404


def test_a_change_without_its_revision_is_no_change_and_a_stale_one_gives_the_text_back(
    lead: Browser, web_database: Database, web_town: Town
) -> None:
    path = started(web_database, context_at(seed=5), web_town.team_lead, FollowUpKind.REPORT, "modtagelsen")
    opened = lead.get(path)
    assert lead.send(opened, path, revision="x").status == 404
    assert lead.send(opened, path, answer="Ringet til ejeren.").status == 200
    stale = lead.send(opened, path, answer="En lang tekst, som ikke må tabes.")
    assert stale.status == 409
    assert "En anden har ændret opfølgningen" in stale.words
    assert "En lang tekst, som ikke må tabes." in stale.words


@pytest.fixture
def record(web_database: Database, context: Context, web_town: Town) -> str:
    """The address of a record of the caseworker."""
    answered = recommend(web_database, context, case_reference=CASE)
    made = recording.record_decision(web_database, context, answered, decision(context, web_town.caseworker))
    return f"/records/{made.decision_id}"


def test_the_author_starts_one_on_the_own_record_and_only_the_teams_lead_sees_it(
    caseworker: Browser,
    lead: Browser,
    other_lead: Browser,
    browser_of: Callable[[str], Browser],
    record: str,
    web_database: Database,
    context: Context,
) -> None:
    form = f"{record}/follow-up"
    assert "Vælg, hvad du foreslår." in caseworker.send(caseworker.get(form), form, text="Noget.").words
    page = caseworker.send(caseworker.get(form), form, kind="guidance", text="Vejledningen siger det modsatte.")
    assert "Vejledningen siger det modsatte." in page.words
    listed = lead.get("/follow-ups")
    assert "En enkelt registrering" in listed.words
    path = listed.text.split('href="/follow-ups/')[2].split('"')[0]
    opened = lead.get(f"/follow-ups/{path}")
    assert "Vejledningen siger det modsatte." in opened.words
    for hidden in (CASE, "Caseworker", "Forældrene tager selv", record):
        assert hidden not in opened.text
    for stranger in (other_lead, browser_of("ethics_reviewer"), browser_of("administrator")):
        assert "En enkelt registrering" not in stranger.get("/follow-ups").words
        assert stranger.get(f"/follow-ups/{path}").status == 404
    lead.send(opened, f"/follow-ups/{path}", state="done", answer="Vejledningen er rettet.")
    assert "Vejledningen er rettet." in caseworker.get(record).words
    recording.erase(web_database, later(context, hours=1), CASE, ErasureRule.CITIZEN_REQUEST)
    for gone in (lead.get(f"/follow-ups/{path}"), caseworker.get(record)):
        assert "slettet efter reglerne" in gone.words
        assert "Vejledningen er rettet." not in gone.words
    assert "Arbejd videre" not in lead.get(f"/follow-ups/{path}").words


def test_nobody_but_the_author_starts_one_on_a_record(
    browser_of: Callable[[str], Browser], record: str, web_database: Database
) -> None:
    size = entries(web_database)
    for stranger in ("colleague", "outsider", "team_lead", "ethics_reviewer", "administrator", "auditor"):
        browser = browser_of(stranger)
        sent = {"csrf_token": browser.token(), "kind": "guidance", "text": "Noget."}
        for path in (f"{record}/follow-up", f"/records/{uuid4()}/follow-up"):
            assert browser.get(path).status == browser.post(path, sent).status == 404
    assert entries(web_database) == size


def test_the_owners_page_counts_and_has_no_text(
    browser_of: Callable[[str], Browser], lead: Browser, record: str
) -> None:
    board = browser_of("ethics_reviewer")
    assert 'href="/systems/sortering/reasons"' in board.get("/follow-ups").text
    page = board.get("/systems/sortering/reasons")
    assert "Til systemets ejer: Sortering" in page.words
    assert "Forældrene" not in page.text
    for form in ("pdf", "xlsx", "csv", "json"):
        assert board.get(f"/systems/sortering/reasons.{form}").status == 200
    assert board.get("/systems/findes-ikke/reasons").status == 404
    assert lead.get("/systems/sortering/reasons").status == 404
