# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The list of one's own records: filters that add up, pages that keep them, and an empty list that says what to do."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.recording import NewDecision
from caseworker.registry import add_reason
from caseworker.vocabulary.closed_lists import ReadingPurpose
from caseworker.vocabulary.responses import Answer
from tests.factories import BFU, Town, decision, later, recommend
from tests.registry.listed import a_code
from tests.web import Browser

HOURS = Answer("timer", Decimal("4.5"))


@pytest.fixture
def records(web_database: Database, context: Context, web_town: Town) -> dict[str, str]:
    """The addresses of records of one caseworker, by what is special about each."""
    made = {}

    def record(name: str, new: NewDecision, reference: str, when: Context, **about: object) -> None:
        waits = recommend(web_database, when, case_reference=reference, **about)  # type: ignore[arg-type]
        made[name] = f"/records/{recording.record_decision(web_database, when, waits, new).decision_id}"

    mine = web_town.caseworker
    days_later = later(context, days=3)
    record("overridden", decision(context, mine), "2026-000001", context)
    record("accepted", decision(context, mine, BFU, reason_code="A1"), "2026-000002", context)
    hours = decision(days_later, mine, HOURS, reason_code="A4")
    record("hours", hours, "2026-000003", days_later, recommended=HOURS, system="timer")
    withheld = replace(decision(days_later, mine, reason_code=None), shown=False)
    record("withheld", withheld, "2026-000004", days_later)
    record("corrected", decision(context, mine), "2026-000005", context)
    corrected = made["corrected"].rpartition("/")[2]
    recording.correct_decision(web_database, context, UUID(corrected), 0, decision(context, mine, reason="Rettet."))
    opened = UUID(made["accepted"].rpartition("/")[2])
    recording.record_opening(web_database, context, opened, str(web_town.team_lead), ReadingPurpose.COMPLAINT)
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"overridden", "accepted", "hours", "withheld", "corrected"}),
        ("system=timer", {"hours"}),
        ("response=accepted", {"accepted", "hours"}),
        ("response=overridden", {"overridden", "corrected"}),
        ("response=not_shown", {"withheld"}),
        ("code=A1", {"accepted"}),
        ("from=2026-11-21", {"hours", "withheld"}),
        ("to=20.11.2026", {"overridden", "accepted", "corrected"}),
        ("from=2026-11-20&to=2026-11-20&response=overridden", {"overridden", "corrected"}),
        ("corrected=1", {"corrected"}),
        ("opened=1", {"accepted"}),
        ("search=00001&response=accepted", set()),
        ("system=%00", set()),
        ("response=nonsense", {"overridden", "accepted", "hours", "withheld", "corrected"}),
    ],
)
def test_the_list_is_narrowed_to_what_is_asked_for(
    caseworker: Browser, records: dict[str, str], asked: str, found: set[str]
) -> None:
    page = caseworker.get(f"/records?{asked}")
    assert {name for name, address in records.items() if f'href="{address}"' in page.text} == found


def test_a_date_that_is_none_says_so_and_narrows_nothing(caseworker: Browser, records: dict[str, str]) -> None:
    page = caseworker.get("/records?from=i+g%C3%A5r&to=31.2.2026")
    assert page.words.count("Skriv datoen som dag.måned.år.") == 2
    assert 'value="i går"' in page.text
    assert all(address in page.text for address in records.values())


def test_an_empty_list_says_what_to_do(caseworker: Browser, records: dict[str, str]) -> None:
    page = caseworker.get("/records?search=000009&corrected=1").words
    assert "Prøv med en kortere del af sagsnummeret, en anden periode eller færre filtre." in page
    assert "Vis alle" in page


def test_the_next_page_keeps_search_and_filters(
    caseworker: Browser, web_database: Database, context: Context, web_town: Town
) -> None:
    for number in range(27):
        waits = recommend(web_database, context, case_reference=f"2026-1{number:05d}")
        recording.record_decision(web_database, context, waits, decision(context, web_town.caseworker))
    page = caseworker.get("/records?search=2026-1&response=overridden&from=2026-11-01&code=C1")
    assert "27 registreringer passer." in page.words
    following = "/records?page=2&amp;search=2026-1&amp;response=overridden&amp;code=C1&amp;from=2026-11-01"
    assert f'href="{following}"' in page.text
    assert "2026-100000" in caseworker.get(following.replace("&amp;", "&")).words
    assert caseworker.get("/records?search=2026-1&response=accepted&page=2").text.count("2026-1000") == 0


def test_a_code_that_was_added_later_can_be_asked_for_too(
    caseworker: Browser, records: dict[str, str], web_database: Database, context: Context, web_town: Town
) -> None:
    add_reason(web_database, context, 1, a_code("L1"))
    assert 'value="L1"' not in caseworker.get("/records").text, "it stands in no record yet"
    waits = recommend(web_database, context, case_reference="2026-000006")
    recording.record_decision(web_database, context, waits, decision(context, web_town.caseworker, reason_code="L1"))
    page = caseworker.get("/records")
    assert '<option value="L1">Lokal</option>' in page.text
    assert 'value="C1"' in page.text, "and so do those that stood before it"
